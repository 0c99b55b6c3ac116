#ifndef SOLDER_TESTS_REACTIVE_STORE_MODEL_HPP
#define SOLDER_TESTS_REACTIVE_STORE_MODEL_HPP
#include <random>
#include <set>
#include <solder/reactive/store.hpp>

// Random trees of structs, and what a store of one has to look like after a reconcile, said the slow way.

namespace solder::store_model {

struct holder {
    int id = 0;
    std::string name;
};
struct extent {
    int width = 0;
    std::vector<int> heights;
};
struct leaflet {
    std::optional<int> id;
    std::string text;
};
struct branch {
    int id = 0;
    int alias = 0;
    std::string text;
    extent size;                       // without a key
    holder keeper;                     // with one
    std::optional<holder> guest = {};  // with one, may be absent
    std::vector<leaflet> leaflets{};   // the key may be absent
    std::vector<extent> sizes{};       // without a key
    std::vector<branch> branches{};
};

/// Makes and changes values; equal parts and equal keys are frequent.
class random_values {
public:
    explicit random_values(std::uint64_t seed) : engine_(seed) {}
    int below(std::size_t limit) { return static_cast<int>(engine_() % limit); }
    bool one_in(int chances) { return below(static_cast<std::size_t>(chances)) == 0; }

    std::string text() { return std::string(1, static_cast<char>('a' + below(4))); }
    holder make_holder() { return {below(3), text()}; }
    extent make_extent() { return {below(3), std::vector<int>(static_cast<std::size_t>(below(3)), below(2))}; }
    leaflet make_leaflet() { return {one_in(3) ? std::nullopt : std::optional(below(6)), text()}; }
    branch make_branch(int depth);
    /// Changes a few things here and there.
    void change(branch& b, int depth);

private:
    template <class List, class Make>
    void change_list(List& list, Make make);
    std::mt19937_64 engine_;
};

enum class key_choice : std::uint8_t { usual, none, alias };
struct choice {
    key_choice key = key_choice::usual;
    bool merge = false;
};
[[nodiscard]] reconcile_options<branch> options_of(choice by);

/// Who is where in a tree of structs: in a picture of a store, or as it has to be. Null: has to be new, or is absent.
struct identities {
    const void* self = nullptr;
    const void* keeper = nullptr;
    const void* guest = nullptr;
    std::vector<const void*> leaflets{};
    std::vector<const void*> sizes{};
    std::vector<identities> branches{};
};
[[nodiscard]] identities identities_in(const store<branch>& b);
void collect(const identities& from, std::set<const void*>& all);

/// What has to be where after `next` was written over `old`, which had these identities.
[[nodiscard]] identities expect_over(const branch& old, const identities& was, const branch& next, choice by);

/// Whether `now` is as expected, with new identities where new ones are due.
[[nodiscard]] bool is_as_expected(const identities& expected, const identities& now, const std::set<const void*>& old);

}  // namespace solder::store_model
#endif
