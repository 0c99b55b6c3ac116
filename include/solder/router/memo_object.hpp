#ifndef SOLDER_ROUTER_MEMO_OBJECT_HPP
#define SOLDER_ROUTER_MEMO_OBJECT_HPP
#include <memory>
#include <optional>
#include <solder/core/make_value.hpp>
#include <solder/reactive/signal.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solder {

/// Values by name, tracked name by name: who reads one runs again only when that value changes. A handle: copies share
/// what was made.
template <class Value>
class memo_object {
public:
    using reader = callback<std::optional<Value>(std::string_view name)>;

    /// @param read  the value of a name, tracked; empty when there is none
    explicit memo_object(reader read) : state_(detail::make_value<state>(std::move(read), ref<owner>(get_owner()))) {}

    /// Tracked.
    [[nodiscard]] std::optional<Value> find(std::string_view name) const { return memo_of(name)(); }
    /// Whether the name is there; tracked with its value.
    [[nodiscard]] bool contains(std::string_view name) const { return find(name).has_value(); }
    /// How many names were asked for: what this keeps in memory.
    [[nodiscard]] std::size_t asked_names() const { return state_->asked.size(); }

private:
    using value_memo = memo<std::optional<Value>>;
    struct state {
        reader read;
        ref<owner> home;
        std::vector<std::pair<std::string, value_memo>> asked;

        state(reader from, ref<owner> around) : read(std::move(from)), home(std::move(around)) {}
    };

    value_memo memo_of(std::string_view name) const {
        for (const auto& [known, memo] : state_->asked) {
            if (known == name) return memo;
        }
        // What a held transition makes tells what will be: nobody else may find it.
        if (detail::this_graph.in_branch()) return make_memo(name);
        // Not where it is asked for: who asks first may end before the others.
        auto made = run_with_owner(state_->home.get(), [&] { return make_memo(name); });
        state_->asked.emplace_back(name, made);
        return made;
    }
    value_memo make_memo(std::string_view name) const {
        // Not the state itself, which holds the memos.
        return create_memo([weak = std::weak_ptr(state_), name = std::string(name)]() -> std::optional<Value> {
            const auto kept = weak.lock();
            return kept ? kept->read(name) : std::nullopt;
        });
    }

    std::shared_ptr<state> state_;
};

/// One memo for each name of the object that `read` gives, made when it is asked for.
/// @param read  tracked; its object has `find(name)`, which points to a value or is null. It runs for each name asked
template <class Fn>
[[nodiscard]] auto create_memo_object(Fn read) {
    using value = std::remove_cvref_t<decltype(*read().find(std::string_view()))>;
    return memo_object<value>([read = std::move(read)](std::string_view name) -> std::optional<value> {
        auto&& object = read();
        const auto* found = object.find(name);
        return found ? std::optional<value>(*found) : std::nullopt;
    });
}

}  // namespace solder
#endif
