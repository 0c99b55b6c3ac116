#include "generated_tree.hpp"
#include <algorithm>
#include <array>

namespace solder::testing {
namespace {

constexpr std::array<const char*, shape_count> names = {
    "text",       "holes",    "element", "several",   "listed",        "callable",       "component",
    "value",      "items",    "show",    "show_memo", "show_value",    "choice",         "keyed",
    "keyed_anew", "by_place", "dynamic", "suspense",  "suspense_list", "error_boundary", "never",
    "markup",     "styled",   "graphic", "table",     "untouched",     "client_only",    "portal"};

class grower {
public:
    /// What only a browser makes is in some pages alone: there less can be said of what is taken over.
    explicit grower(std::uint32_t seed) : r_(seed), has_made_here_(seed % 4 == 3) {}

    tree page() {
        auto all = part(shape::several, 0);
        return all;
    }

private:
    int parts_of(shape is) {
        switch (is) {
            case shape::text:
            case shape::holes:
            case shape::markup:
            case shape::styled:
            case shape::graphic:
            case shape::untouched:
                return 0;
            case shape::several:
            case shape::listed:
            case shape::choice:
                return 3;
            case shape::callable:
            case shape::show:
            case shape::dynamic:
            case shape::suspense:
            case shape::never:
            case shape::client_only:
                return 2;
            case shape::suspense_list:
                return 2 + below(r_, 2);
            default:
                return 1;
        }
    }

    shape any(int depth) {
        if (depth > 6 || left_ <= 0) return static_cast<shape>(below(r_, 2));
        const auto is = static_cast<shape>(below(r_, shape_count));
        if (is >= shape::client_only && !has_made_here_) return shape::table;
        // What never comes holds back all that stands after it, or nothing that was shown before it.
        if (is == shape::never && (in_lists_ > 0 || below(r_, 2) == 0)) return shape::suspense;
        return is;
    }

    /// Of the inner part that `left` more parts follow, itself among them.
    shape inner_shape(shape around, int left, int depth) {
        if (around == shape::suspense_list) return shape::suspense;
        const bool is_content = around == shape::suspense && left == 2;
        return is_content && below(r_, 3) > 0 ? shape::value : any(depth);
    }

    tree part(shape is, int depth) {
        tree made;
        made.is = is;
        made.place = places_++;
        --left_;
        made.number = below(r_, 1000);
        made.other = below(r_, 1000);
        if (is == shape::value) made.other = boundaries_ > 0 ? made.other : 0;
        in_lists_ += is == shape::suspense_list;
        boundaries_ += is == shape::error_boundary;
        const int boundaries = boundaries_;
        for (int n = parts_of(is); n > 0; --n) {
            const bool is_fallback = n == 1 && (is == shape::suspense || is == shape::never);
            boundaries_ = is_fallback ? 0 : boundaries;
            const auto inner = inner_shape(is, n, depth + 1);
            made.inside.push_back(part(inner, depth + 1));
        }
        boundaries_ = boundaries;
        in_lists_ -= is == shape::suspense_list;
        boundaries_ -= is == shape::error_boundary;
        return made;
    }

    random_source r_;
    bool has_made_here_;
    int places_ = 0;
    int left_ = 40;
    int in_lists_ = 0;
    int boundaries_ = 0;
};

void leave_away(tree& from, const std::set<int>& without) {
    if (without.contains(from.place)) {
        from.is = shape::text;
        from.number = 0;
        from.inside.clear();
    }
    for (auto& each : from.inside) leave_away(each, without);
}

}  // namespace

tree grow_tree(std::uint32_t seed, const std::set<int>& without) {
    auto page = grower(seed).page();
    leave_away(page, without);
    return page;
}

bool has_part(const tree& in, shape is) {
    return in.is == is || std::ranges::any_of(in.inside, [&](const tree& each) { return has_part(each, is); });
}

int count_parts(const tree& t) {
    int all = 1;
    for (const auto& each : t.inside) all += count_parts(each);
    return all;
}

std::string describe(const tree& t, int depth) {
    auto text = std::string(static_cast<std::size_t>(depth) * 2, ' ') + names[static_cast<std::size_t>(t.is)] + " " +
                std::to_string(t.number) + " " + std::to_string(t.other) + " (" + std::to_string(t.place) + ")\n";
    for (const auto& each : t.inside) text += describe(each, depth + 1);
    return text;
}

}  // namespace solder::testing
