// What the shared cases (command_cases_test.cpp) cannot see: identity of nodes, counters, properties, handlers, misuse.
#include "tests/html/fake_document.hpp"
#include "command_text.hpp"
#include <gtest/gtest.h>
#include <stdexcept>

namespace solder::testing {
namespace {

/// `<ul><li>a</li><li>b</li><li>c</li></ul>`; the hole is 3, the items are 10, 20 and 30.
void make_list(fake_document& document) {
    auto commands = flush()
                        .add(dom_op::define_template, 0, "<ul></ul>", 1, flush::slot(slot_kind::sole_hole, 0))
                        .add(dom_op::define_template, 1, "<li></li>", 1, flush::slot(slot_kind::sole_text, 0))
                        .add(dom_op::create, 0, 1)
                        .add(dom_op::insert, 0, 1, 2);
    int id = 10;
    for (auto* text : {"a", "b", "c"}) {
        commands.add(dom_op::create, 1, id).add(dom_op::text, id + 2, text).add(dom_op::insert, 3, id, id + 1);
        id += 10;
    }
    commands.apply_to(document);
}

TEST(fake_document, counts_elements_it_creates_and_nodes_that_change_places) {
    fake_document document;
    make_list(document);
    EXPECT_EQ(document.html(), "<ul><li>a</li><li>b</li><li>c</li></ul>");
    EXPECT_EQ(document.elements_created(), 4u);
    EXPECT_EQ(document.nodes_moved(), 0u);
    flush().add(dom_op::insert_before, 3, 10, 30, 31).apply_to(document);
    EXPECT_EQ(document.html(), "<ul><li>c</li><li>a</li><li>b</li></ul>");
    EXPECT_EQ(document.nodes_moved(), 1u);
    flush().add(dom_op::remove, 10, 11).add(dom_op::insert, 3, 10, 11).apply_to(document);
    EXPECT_EQ(document.html(), "<ul><li>c</li><li>b</li><li>a</li></ul>");
    EXPECT_EQ(document.nodes_moved(), 1u);  // what was taken out is put back, not moved
    flush().add(dom_op::raw, 3, "<li><b>x</b></li>").apply_to(document);
    EXPECT_EQ(document.elements_created(), 6u);
}

TEST(fake_document, hydration_claims_the_very_nodes_of_the_server) {
    fake_document document("<ul><li>a</li></ul>");
    auto* item = &document.find("ul li");
    auto* text = item->first_child;
    flush()
        .add(dom_op::hydrate)
        .add(dom_op::define_template, 0, "<ul><li></li></ul>", 2, flush::slot(slot_kind::element, 1),
             flush::slot(slot_kind::sole_text, 1))
        .add(dom_op::adopt, 0, 1, 0)
        .add(dom_op::text, 4, "a")
        .add(dom_op::adopt_end, 0)
        .add(dom_op::hydrated)
        .add(dom_op::ready)
        .apply_to(document);
    EXPECT_EQ(&document.node(3), item);
    EXPECT_EQ(&document.node(4), text);
    EXPECT_EQ(document.elements_created(), 0u);
    EXPECT_TRUE(document.is_ready());
    EXPECT_TRUE(document.mismatches().empty());
}

TEST(fake_document, keeps_properties_apart_from_attributes_with_their_types) {
    fake_document document;
    flush()
        .add(dom_op::intern, 0, "value")
        .add(dom_op::intern, 1, "checked")
        .add(dom_op::intern, 2, "max")
        .add(dom_op::define_template, 0, "<input value=a>", 1, flush::slot(slot_kind::element, 0))
        .add(dom_op::create, 0, 1)
        .add(dom_op::insert, 0, 1, 2)
        .add(dom_op::property_text, 3, 0, "b")
        .add(dom_op::property_boolean, 3, 1, 1)
        .add(dom_op::property_number, 3, 2, 1.5)
        .apply_to(document);
    using properties = std::map<std::string, fake_property>;
    EXPECT_EQ(document.find("input").properties, (properties{{"value", "b"}, {"checked", true}, {"max", 1.5}}));
    EXPECT_EQ(document.html(), "<input value=\"a\">");
}

TEST(fake_document, gives_the_handlers_that_an_event_reaches_from_the_inside_out) {
    fake_document document;
    flush()
        .add(dom_op::intern, 0, "click")
        .add(dom_op::intern, 1, "input")
        .add(dom_op::define_template, 0, "<div><p><b></b></p></div>", 2, flush::slot(slot_kind::element, 0),
             flush::slot(slot_kind::element, 2))
        .add(dom_op::create, 0, 1)
        .add(dom_op::insert, 0, 1, 2)
        .add(dom_op::listen, 3, 0, 7)
        .add(dom_op::listen, 4, 0, 8)
        .add(dom_op::listen, 4, 1, 9)
        .apply_to(document);
    using numbers = std::vector<std::uint32_t>;
    EXPECT_EQ(document.handler_of(document.find("b"), "click"), (numbers{8, 7}));
    EXPECT_EQ(document.handler_of(document.find("p"), "click"), (numbers{7}));
    flush().add(dom_op::listen, 4, 0, 0).apply_to(document);
    EXPECT_EQ(document.handler_of(document.find("b"), "click"), (numbers{7}));
}

TEST(fake_document, sets_the_title) {
    fake_document document;
    flush().add(dom_op::title, "A title").apply_to(document);
    EXPECT_EQ(document.title(), "A title");
}

TEST(fake_document, finds_elements_by_simple_selectors) {
    fake_document document(R"(<ul id=u class="a b"><li title="x">1</li><li class=b>2</li></ul><li>3</li>)");
    EXPECT_EQ(document.find("ul.b li.b").text_content(), "2");
    EXPECT_EQ(document.find("#u [title=\"x\"]").text_content(), "1");
    EXPECT_EQ(document.find("#u [title]").text_content(), "1");
    EXPECT_EQ(find_all(document.mount(), "li").size(), 3u);
    EXPECT_EQ(find_all(document.mount(), "ul.c").size(), 0u);
    EXPECT_THROW(document.find("p"), std::logic_error);
}

TEST(fake_document, refuses_commands_that_cannot_be_meant) {
    fake_document document;
    make_list(document);
    EXPECT_THROW(flush().add(dom_op::text, 99, "x").apply_to(document), std::logic_error);
    EXPECT_THROW(flush().add(dom_op::text, 3, "x").apply_to(document), std::logic_error);
    EXPECT_THROW(flush().add(dom_op::create, 9, 100).apply_to(document), std::logic_error);
    EXPECT_THROW(flush().add(dom_op::insert, 3, 10).apply_to(document), std::logic_error);
    EXPECT_THROW(flush().add(dom_op::insert, 3, 20, 10).apply_to(document), std::logic_error);
    EXPECT_THROW(flush().add(dom_op::attribute, 3, 55, "x").apply_to(document), std::logic_error);
    EXPECT_THROW(flush().add(static_cast<dom_op>(99)).apply_to(document), std::logic_error);
    flush().add(dom_op::forget, 10, 3).apply_to(document);
    EXPECT_THROW(document.node(12), std::logic_error);
}

}  // namespace
}  // namespace solder::testing
