#ifndef SOLDER_TESTS_HTML_GENERATED_GENERATED_PARTS_HPP
#define SOLDER_TESTS_HTML_GENERATED_GENERATED_PARTS_HPP
#include "generated_view.hpp"
#include <functional>
#include <solder/html/html.hpp>

// How a part of a generated page is made.

namespace solder::testing {

/// What the parts of a page can follow, at one place of it.
struct surroundings {
    const generated_page* page;
    std::vector<std::function<std::string()>> texts;
    std::vector<std::function<bool()>> conditions;
    std::vector<std::function<std::vector<item>()>> lists;
    int key = 0;  // of the rows around
    bool in_boundary = false;

    // The innermost come up as often as all others.
    template <class Source>
    static const Source& pick(const std::vector<Source>& from, int number) {
        const auto n = static_cast<std::size_t>(number);
        return n % 2 == 0 ? from.back() : from[n / 2 % from.size()];
    }
    const std::function<std::string()>& text(int number) const { return pick(texts, number); }
    const std::function<bool()>& condition(int number) const { return pick(conditions, number); }
    const std::function<std::vector<item>()>& list(int number) const { return pick(lists, number); }

    surroundings with_text(std::function<std::string()> text) const {
        auto more = *this;
        more.texts.push_back(std::move(text));
        return more;
    }
};

view make(const tree& t, const surroundings& at);
/// Part `n` of `t`, made when it is wanted.
inline auto later(const tree& t, std::size_t n, surroundings at) {
    return [&part = t.inside[n], at = std::move(at)] { return make(part, at); };
}
/// Those that are templates: text, holes, elements, markup.
view make_template(const tree& t, const surroundings& at);

}  // namespace solder::testing
#endif
