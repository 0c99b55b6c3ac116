#ifndef SOLDER_REACTIVE_SELECTOR_HPP
#define SOLDER_REACTIVE_SELECTOR_HPP
#include <solder/reactive/detail/selector_nodes.hpp>

namespace solder {

/// Tells whether a key is the one that is selected: `is_selected(key)`. A handle: copies are of the same selection.
template <class Key>
class selector {
public:
    explicit selector(ref<detail::selection<Key>> state) : state_(std::move(state)) {}

    /// Whether `key` is selected now. The running computation runs again when the answer for this key changes, however
    /// many others there are; outside of any the answer is all, and nothing is kept.
    bool operator()(const Key& key, call_site here = SOLDER_HERE) const { return state_->is_selected(key, here); }

    /// How many keys computations depend on: what the selector keeps in memory.
    [[nodiscard]] std::size_t watched_keys() const { return state_->keys().size(); }

    /// Whether both handles are of the same selection.
    friend bool operator==(const selector&, const selector&) = default;

private:
    ref<detail::selection<Key>> state_;
};

/// Turns one value into a question per key: when `source` goes from a to b only computations that asked for a or b run
/// again, out of any number. The cost of a change does not depend on how many keys are watched, and what a key needs is
/// freed with its last reader.
///
/// Inside a transition the answer is that of what will be, outside of what is shown. In a batch a direct call answers
/// right at once; a memo that asked follows at the end of the batch, as everything does that `create_computed` writes.
/// When the owner has ended the answers stay as they were (a mistake that debug builds tell of, as for a memo). Outside
/// of any owner the selector ends with its last handle.
///
/// @param source  gives the selected key, tracked: a signal, a memo or any callable. Keys are what can key a
///                `map_list`: numbers, text, enums, optionals, structs of these, or what has a `std::hash` and `==`.
///                Keys whose hashes are equal run again together.
template <class Source>
[[nodiscard]] auto create_selector(Source source, call_site made = SOLDER_HERE) {
    using key = std::decay_t<std::invoke_result_t<Source&>>;
    return selector<key>(detail::make_selection(std::move(source), detail::selected_by_key<key>{}, made));
}

/// The same with a question of one's own, such as whether a row lies in the selected range. Each change of the source
/// calls `matches` twice for every watched key: the cost grows with their number.
/// @tparam Key  what is asked for; by default the type that the source gives
/// @param matches  `(const Key&, const Value&) -> bool`, with the value of the source; what it reads besides is tracked
///                 by who asks
template <class Key = void, class Source, class Matches>
    requires(!std::convertible_to<Matches, call_site>)
[[nodiscard]] auto create_selector(Source source, Matches matches, call_site made = SOLDER_HERE) {
    using value = std::decay_t<std::invoke_result_t<Source&>>;
    using key = std::conditional_t<std::is_void_v<Key>, value, Key>;
    static_assert(std::is_invocable_r_v<bool, Matches&, const key&, const value&>,
                  "the question of a selector is (const Key&, const Value&) -> bool");
    using by = detail::selected_by_question<key, value, Matches>;
    return selector<key>(detail::make_selection(std::move(source), by{std::move(matches)}, made));
}

}  // namespace solder
#endif
