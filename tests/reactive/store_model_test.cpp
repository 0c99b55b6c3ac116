#include "store_model.hpp"
#include <cstdlib>
#include <gtest/gtest.h>
#include <memory>

// SOLDER_MODEL_STEPS sets how many steps, SOLDER_MODEL_SEED the first seed.

namespace solder {
namespace {

using namespace store_model;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text && *text ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// One reader of one thing in a store. It stays when that thing leaves the store.
class watcher {
public:
    explicit watcher(callback<std::string()> read) : read_(std::move(read)) {
        create_render_effect([this] {
            read_();
            ++runs_;
        });
        last_ = untrack(read_);
        runs_ = 0;
    }
    /// Whether it ran once if what it read has changed since the last call, and not otherwise.
    bool ran_as_it_must() {
        auto now = untrack(read_);
        bool changed = std::exchange(last_, now) != now;
        return std::exchange(runs_, 0) == (changed ? 1 : 0);
    }

private:
    callback<std::string()> read_;
    std::string last_;
    int runs_ = 0;
};

/// A store, its value as a plain one beside it, and a reader for each leaf, list and optional that was ever in it.
class world {
public:
    explicit world(std::uint64_t seed) : random_(seed), plain_(random_.make_branch(3)), store_(plain_) {
        watch(store_);
    }

    /// Empty when all is as it has to be.
    std::string step() {
        std::string failure = random_.one_in(3) ? change_in_place() : reconcile_with_another();
        if (!failure.empty()) return failure;
        if (!wire::same(store_.peek(), plain_)) return "the value is another";
        for (auto& w : watchers_)
            if (!w->ran_as_it_must()) return "a reader of what changed did not run once, or one of what did not ran";
        watch(store_);
        return "";
    }

private:
    std::string reconcile_with_another() {
        branch next = plain_;
        random_.one_in(8) ? void(next = random_.make_branch(3)) : random_.change(next, 3);
        choice by{static_cast<key_choice>(random_.below(3)), random_.one_in(2)};
        auto was = identities_in(store_);
        std::set<const void*> old;
        collect(was, old);
        auto expected = expect_over(plain_, was, next, by);
        plain_ = next;
        store_.reconcile(std::move(next), options_of(by));
        return is_as_expected(expected, identities_in(store_), old) ? "" : "identities are others";
    }

    /// Writes one thing through the handles of the store, and the same in the plain value.
    std::string change_in_place() {
        branch* plain = &plain_;
        store<branch> at = store_;
        while (!plain->branches.empty() && !random_.one_in(3)) {
            auto index = static_cast<std::size_t>(random_.below(plain->branches.size()));
            at = at[&branch::branches][index];
            plain = &plain->branches[index];
        }
        switch (random_.below(5)) {
            case 0:
                at[&branch::text].set(plain->text = random_.text());
                break;
            case 1:
                at[&branch::size][&extent::heights].set(plain->size.heights = random_.make_extent().heights);
                break;
            case 2:
                plain->keeper.name = random_.text();
                at[&branch::keeper][&holder::name].set(plain->keeper.name);
                break;
            case 3:
                change_list(at[&branch::leaflets], plain->leaflets, random_.make_leaflet());
                break;
            default:
                change_list(at[&branch::branches], plain->branches, random_.make_branch(1));
        }
        return "";
    }

    template <class T>
    void change_list(const store<std::vector<T>>& list, std::vector<T>& plain, T value) {
        auto any = [&] { return static_cast<std::size_t>(random_.below(plain.size())); };
        auto at = [&](std::size_t index) { return plain.begin() + static_cast<std::ptrdiff_t>(index); };
        if (plain.empty() || random_.one_in(4)) {
            std::size_t index = random_.one_in(2) ? plain.size() : plain.empty() ? 0 : any();
            plain.insert(at(index), value);
            list.insert(index, value);
        } else if (random_.one_in(3)) {
            std::size_t from = any();
            std::size_t to = any();
            T moved = plain[from];
            plain.erase(at(from));
            plain.insert(at(to), moved);
            list.move(from, to);
        } else if (random_.one_in(2)) {
            std::size_t a = any();
            std::size_t b = any();
            std::swap(plain[a], plain[b]);
            list.swap(a, b);
        } else if (random_.one_in(2)) {
            std::size_t index = any();
            plain.erase(at(index));
            list.erase(index);
        } else {
            std::erase_if(plain, [](const T& v) { return v.id == 3; });
            list.erase_if([](const store<T>& v) { return v[&T::id]() == 3; });
        }
    }

    void read_with(callback<std::string()> read) { watchers_.push_back(std::make_unique<watcher>(std::move(read))); }
    template <class T, class Member>
    void watch_leaf(const store<T>& in, Member T::* member) {
        read_with([in, member] {
            std::string text;
            write_value(text, in[member]());
            return text;
        });
    }
    static void write_value(std::string& out, const std::string& text) { out += text; }
    static void write_value(std::string& out, int number) { out += std::to_string(number) + " "; }
    static void write_value(std::string& out, const std::optional<int>& number) {
        number ? write_value(out, *number) : void(out += "-");
    }
    static void write_value(std::string& out, const std::vector<int>& numbers) {
        for (int n : numbers) write_value(out, n);
    }
    static void write_value(std::string& out, const void* identity) {
        out += std::to_string(reinterpret_cast<std::uintptr_t>(identity)) + " ";
    }

    template <class T>
    void watch_list(const store<std::vector<T>>& list) {
        read_with([list] {
            std::string text;
            for (auto element : list) write_value(text, element.identity());
            return text;
        });
    }

    // A struct is watched from when it is first seen. Watchers hold on to it, so no other ever gets its address.
    bool is_seen(const void* identity) { return !seen_.insert(identity).second; }
    void watch(const store<extent>& e) {
        if (is_seen(e.identity())) return;
        watch_leaf(e, &extent::width);
        watch_leaf(e, &extent::heights);
    }
    void watch(const store<holder>& o) {
        if (is_seen(o.identity())) return;
        watch_leaf(o, &holder::id);
        watch_leaf(o, &holder::name);
    }
    void watch(const store<leaflet>& l) {
        if (is_seen(l.identity())) return;
        watch_leaf(l, &leaflet::id);
        watch_leaf(l, &leaflet::text);
    }
    void watch(const store<branch>& b) {
        if (!is_seen(b.identity())) {
            watch_leaf(b, &branch::id);
            watch_leaf(b, &branch::alias);
            watch_leaf(b, &branch::text);
            watch_list(b[&branch::leaflets]);
            watch_list(b[&branch::sizes]);
            watch_list(b[&branch::branches]);
            read_with([b] {
                std::string text;
                write_value(text, b[&branch::keeper].identity());
                return text;
            });
            read_with([guest = b[&branch::guest]] {
                std::string text;
                write_value(text, guest ? (*guest).identity() : nullptr);
                return text;
            });
        }
        watch(b[&branch::size]);
        watch(b[&branch::keeper]);
        if (auto guest = b[&branch::guest]) watch(*guest);
        for (auto l : b[&branch::leaflets]) watch(l);
        for (auto s : b[&branch::sizes]) watch(s);
        for (auto inside : b[&branch::branches]) watch(inside);
    }

    random_values random_;
    branch plain_;
    store<branch> store_;
    std::vector<std::unique_ptr<watcher>> watchers_;
    std::set<const void*> seen_;
};

TEST(store_model, values_identities_and_runs_are_those_of_the_rules) {
    auto steps = number_from("SOLDER_MODEL_STEPS", 3'000);
    auto seed = number_from("SOLDER_MODEL_SEED", 1);
    for (std::uint64_t done = 0; done < steps; ++seed) {
        scoped_root root;
        auto w = root.run([&] { return std::make_unique<world>(seed); });
        for (int step = 1; step <= 25 && done < steps; ++step, ++done) {
            auto failure = root.run([&] { return w->step(); });
            ASSERT_EQ(failure, "") << "SOLDER_MODEL_SEED=" << seed << ", step " << step;
        }
    }
}

}  // namespace
}  // namespace solder
