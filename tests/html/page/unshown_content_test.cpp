// What a component does to its elements while a `Suspense` around it does not show them yet.
#include "page_under_test.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/element_ref.hpp>
#include <solder/html/html.hpp>
#include <solder/query/create_async.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;
using calls = std::vector<std::string>;

task<int> late(int value) {
    co_await sleep_for(10ms);
    co_return value;
}

view Late() {
    auto value = create_async([] { return late(7); });
    return html("<u>{}</u>", [value] { return value() ? *value() : 0; });
}

view Wait() { return html("<i>wait</i>"); }

/// Opens itself.
view Dialog() {
    const element_ref dialog;
    on_mount([dialog] { dialog.show_modal(); });
    return html("<dialog ref={}><input ref={}></dialog>", dialog, [](element_ref field) { field.focus(); });
}

const calls opened{"showModal <dialog>", "focus <input>"};

TEST(unshown_content, is_set_up_when_it_is_shown) {
    manual_environment time;
    page_under_test page;
    page.mount([] { return Suspense(Wait, [] { return html("{}{}", Dialog(), Late()); }); });
    EXPECT_EQ(page.html(), "<i>wait</i>");
    EXPECT_EQ(page.document.calls(), calls());
    time.advance(10ms);
    EXPECT_EQ(page.html(), "<!--[--><dialog><input></dialog><!--]--><!--[--><u>7</u><!--]-->");
    EXPECT_EQ(page.document.calls(), opened);
}

TEST(unshown_content, is_set_up_at_once_where_nothing_is_missing) {
    page_under_test page;
    page.mount([] { return Suspense(Wait, Dialog); });
    EXPECT_EQ(page.html(), "<dialog><input></dialog>");
    EXPECT_EQ(page.document.calls(), opened);
}

TEST(unshown_content, waits_for_the_boundaries_around) {
    manual_environment time;
    page_under_test page;
    page.mount(
        [] { return Suspense(Wait, [] { return html("{}{}", Suspense([] { return view(); }, Dialog), Late()); }); });
    page.html();
    EXPECT_EQ(page.document.calls(), calls());
    time.advance(10ms);
    page.html();
    EXPECT_EQ(page.document.calls(), opened);
}

TEST(unshown_content, that_goes_is_never_set_up) {
    manual_environment time;
    page_under_test page;
    auto is_there = create_signal(true);
    page.mount(
        [=] { return Show(is_there, [] { return Suspense(Wait, [] { return html("{}{}", Dialog(), Late()); }); }); });
    page.html();
    is_there.set(false);
    time.advance(20ms);
    EXPECT_EQ(page.html(), "");
    EXPECT_EQ(page.document.calls(), calls());
}

TEST(unshown_content, that_is_taken_over_counts_as_shown) {
    page_under_test page("<dialog><input></dialog>");
    page.hydrate([] { return Suspense(Wait, Dialog); });
    EXPECT_EQ(page.mismatches(), calls());
    EXPECT_EQ(page.document.calls(), opened);
}

TEST(unshown_content, is_called_from_elsewhere_when_it_is_shown) {
    manual_environment time;
    page_under_test page;
    const element_ref dialog, other;
    page.mount([=] {
        return html("<b ref={}></b>{}", other,
                    Suspense(Wait, [=] { return html("<dialog ref={}></dialog>{}", dialog, Late()); }));
    });
    dialog.show_modal();
    other.focus();
    page.html();
    EXPECT_EQ(page.document.calls(), calls{"focus <b>"});
    dialog.close();
    time.advance(10ms);
    dialog.show_modal();
    page.html();
    EXPECT_EQ(page.document.calls(),
              (calls{"focus <b>", "showModal <dialog>", "close <dialog>", "showModal <dialog>"}));
}

TEST(unshown_content, that_has_gone_is_not_called) {
    manual_environment time;
    page_under_test page;
    const element_ref dialog;
    auto is_there = create_signal(true);
    page.mount([=] {
        return Suspense(Wait, [=] {
            return html("{}{}", Show(is_there, [=] { return html("<dialog ref={}></dialog>", dialog); }), Late());
        });
    });
    dialog.show_modal();
    is_there.set(false);
    dialog.show_modal();
    time.advance(10ms);
    page.html();
    EXPECT_EQ(page.document.calls(), calls());
}

}  // namespace
}  // namespace solder
