#include "store_model.hpp"
#include <algorithm>

namespace solder::store_model {

// ---- values

branch random_values::make_branch(int depth) {
    branch made{.id = below(6), .alias = below(6), .text = text(), .size = make_extent(), .keeper = make_holder()};
    if (one_in(2)) made.guest = make_holder();
    for (int i = below(4); i > 0; --i) made.leaflets.push_back(make_leaflet());
    for (int i = below(3); i > 0; --i) made.sizes.push_back(make_extent());
    for (int i = depth > 0 ? below(5) : 0; i > 0; --i) made.branches.push_back(make_branch(depth - 1));
    return made;
}

template <class List, class Make>
void random_values::change_list(List& list, Make make) {
    auto any = [&] { return list.begin() + below(list.size() + 1); };
    switch (below(6)) {
        case 0:
            list.insert(any(), make());
            return;
        case 1:
            std::shuffle(list.begin(), list.end(), engine_);
            return;
        case 2:
            list.clear();
            return;
        case 3:
            list.push_back(make());
            return;
        default:
            break;
    }
    if (list.empty()) return;
    auto at = list.begin() + below(list.size());
    if (one_in(3)) {
        list.insert(any(), typename List::value_type(*at));  // the same key twice
    } else if (one_in(2)) {
        list.erase(at);
    } else {
        std::iter_swap(at, list.begin() + below(list.size()));
    }
}

void random_values::change(branch& b, int depth) {
    for (int i = below(3); i >= 0; --i) {
        switch (below(11)) {
            case 0:
                b.id = below(6);
                break;
            case 1:
                b.alias = below(6);
                break;
            case 2:
                b.text = text();
                break;
            case 3:
                b.size = make_extent();
                break;
            case 4:
                b.keeper = make_holder();
                break;
            case 5:
                b.keeper.name = text();
                break;
            case 6:
                b.guest = one_in(3) ? std::nullopt : std::optional(make_holder());
                break;
            case 7:
                change_list(b.leaflets, [&] { return make_leaflet(); });
                break;
            case 8:
                change_list(b.sizes, [&] { return make_extent(); });
                break;
            case 9:
                change_list(b.branches, [&] { return make_branch(depth - 1); });
                break;
            default:
                for (auto& l : b.leaflets)
                    if (one_in(3)) l.text = text();
        }
    }
    for (auto& below_it : b.branches)
        if (one_in(3)) change(below_it, depth - 1);
}

// ---- identities

identities identities_in(const store<branch>& b) {
    return untrack([&] {
        identities found{.self = b.identity(), .keeper = b[&branch::keeper].identity()};
        if (auto guest = b[&branch::guest]) found.guest = (*guest).identity();
        for (auto l : b[&branch::leaflets]) found.leaflets.push_back(l.identity());
        for (auto s : b[&branch::sizes]) found.sizes.push_back(s.identity());
        for (auto inside : b[&branch::branches]) found.branches.push_back(identities_in(inside));
        return found;
    });
}

void collect(const identities& from, std::set<const void*>& all) {
    all.insert({from.self, from.keeper, from.guest});
    all.insert(from.leaflets.begin(), from.leaflets.end());
    all.insert(from.sizes.begin(), from.sizes.end());
    for (const auto& inside : from.branches) collect(inside, all);
}

reconcile_options<branch> options_of(choice by) {
    switch (by.key) {
        case key_choice::none:
            return {.key = nullptr, .merge = by.merge};
        case key_choice::alias:
            return {.key = &branch::alias, .merge = by.merge};
        default:
            return {.merge = by.merge};
    }
}

namespace {

/// A key, or that there is none.
using key = std::optional<int>;

key key_of(const holder& o, choice by) { return by.key == key_choice::none ? std::nullopt : key(o.id); }
key key_of(const extent&, choice) { return std::nullopt; }
key key_of(const leaflet& l, choice by) { return by.key == key_choice::none ? std::nullopt : l.id; }
key key_of(const branch& b, choice by) {
    if (by.key == key_choice::none) return std::nullopt;
    return by.key == key_choice::alias ? b.alias : b.id;
}

/// For each new element the old one it goes on with, or -1: the rules of `reconcile`, one after the other.
template <class T>
std::vector<int> pair(const std::vector<T>& old, const std::vector<T>& next, choice by) {
    std::vector<int> partner(next.size(), -1);
    bool by_value = by.key == key_choice::none;
    auto fits = [&](std::size_t i, std::size_t j) {
        return by_value ? wire::same(old[i], next[j]) : key_of(old[i], by) == key_of(next[j], by);
    };
    if (by.merge && !next.empty() && !key_of(next[0], by)) {
        for (std::size_t j = 0; j < std::min(old.size(), next.size()); ++j)
            if (by_value || fits(j, j)) partner[j] = static_cast<int>(j);
        return partner;
    }
    std::size_t front = 0;
    std::size_t back = 0;
    std::size_t shorter = std::min(old.size(), next.size());
    for (; front < shorter && fits(front, front); ++front) partner[front] = static_cast<int>(front);
    for (; front + back < shorter; ++back) {
        std::size_t i = old.size() - 1 - back;
        std::size_t j = next.size() - 1 - back;
        if (!fits(i, j) || !(by_value || key_of(next[j], by))) break;
        partner[j] = static_cast<int>(i);
    }
    std::vector<bool> taken(old.size());
    for (std::size_t j = front; j + back < next.size(); ++j)
        for (std::size_t i = front; i + back < old.size() && partner[j] < 0; ++i)
            if (!taken[i] && fits(i, j)) {
                taken[i] = true;
                partner[j] = static_cast<int>(i);
            }
    return partner;
}

template <class T>
std::vector<const void*> expect_list(const std::vector<T>& old, const std::vector<const void*>& was,
                                     const std::vector<T>& next, choice by) {
    std::vector<const void*> expected;
    for (int i : pair(old, next, by)) expected.push_back(i < 0 ? nullptr : was[static_cast<std::size_t>(i)]);
    return expected;
}

/// What is made new from `next`.
identities all_new(const branch& next) {
    identities expected;
    expected.leaflets.resize(next.leaflets.size());
    expected.sizes.resize(next.sizes.size());
    for (const auto& inside : next.branches) expected.branches.push_back(all_new(inside));
    return expected;
}

}  // namespace

identities expect_over(const branch& old, const identities& was, const branch& next, choice by) {
    identities expected{.self = was.self};
    if (key_of(old.keeper, by) == key_of(next.keeper, by)) expected.keeper = was.keeper;
    if (old.guest && next.guest && key_of(*old.guest, by) == key_of(*next.guest, by)) expected.guest = was.guest;
    expected.leaflets = expect_list(old.leaflets, was.leaflets, next.leaflets, by);
    expected.sizes = expect_list(old.sizes, was.sizes, next.sizes, by);
    auto partner = pair(old.branches, next.branches, by);
    for (std::size_t j = 0; j < partner.size(); ++j) {
        auto i = static_cast<std::size_t>(partner[j]);
        expected.branches.push_back(partner[j] < 0
                                        ? all_new(next.branches[j])
                                        : expect_over(old.branches[i], was.branches[i], next.branches[j], by));
    }
    return expected;
}

bool is_as_expected(const identities& expected, const identities& now, const std::set<const void*>& old) {
    auto fits = [&](const void* wanted, const void* found) {
        return wanted ? found == wanted : !found || !old.contains(found);
    };
    return fits(expected.self, now.self) && fits(expected.keeper, now.keeper) && fits(expected.guest, now.guest) &&
           std::ranges::equal(expected.leaflets, now.leaflets, fits) &&
           std::ranges::equal(expected.sizes, now.sizes, fits) &&
           std::ranges::equal(expected.branches, now.branches,
                              [&](const auto& e, const auto& n) { return is_as_expected(e, n, old); });
}

}  // namespace solder::store_model
