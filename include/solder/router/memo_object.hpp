#ifndef SOLDER_ROUTER_MEMO_OBJECT_HPP
#define SOLDER_ROUTER_MEMO_OBJECT_HPP
#include <memory>
#include <optional>
#include <solder/reactive/signal.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solder {

/// An object of named values, tracked name by name: who reads one name runs again only when that value changes. A
/// handle: copies share what was made.
/// @tparam Object  iterates over entries with a `name`; `find(name)` points to the value, or is null
template <class Object>
class memo_object {
public:
    using value_type = std::remove_cvref_t<decltype(*std::declval<const Object&>().find(std::string_view()))>;

    explicit memo_object(memo<Object> object)
        : state_(std::make_shared<state>(std::move(object), ref<owner>(get_owner()))) {}

    /// Tracked.
    [[nodiscard]] std::optional<value_type> find(std::string_view name) const { return state_->memo_of(name)(); }
    /// Whether the name is there; tracked with its value.
    [[nodiscard]] bool contains(std::string_view name) const { return find(name).has_value(); }
    /// Tracked as a whole, and so are their values, though none is looked at one by one.
    [[nodiscard]] const Object& all() const { return state_->object(); }
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const auto& entry : all()) out.emplace_back(entry.name);
        return out;
    }
    /// How many names were ever asked for: what this keeps in memory.
    [[nodiscard]] std::size_t asked_names() const { return state_->asked.size(); }

private:
    using value_memo = memo<std::optional<value_type>>;

    struct state {
        state(memo<Object> of, ref<owner> around) : object(std::move(of)), home(std::move(around)) {}

        value_memo memo_of(std::string_view name) {
            for (const auto& [known, memo] : asked) {
                if (known == name) return memo;
            }
            // What a held transition makes tells what will be: nobody else may find it.
            if (detail::this_graph.in_branch()) return make_memo(std::string(name));
            // Not where it is asked for: who asks first may end before the others.
            auto made = run_with_owner(home.get(), [&] { return make_memo(std::string(name)); });
            asked.emplace_back(name, made);
            return made;
        }
        value_memo make_memo(std::string name) const {
            return create_memo([from = object, name = std::move(name)]() -> std::optional<value_type> {
                const auto* found = from().find(name);
                return found ? std::optional<value_type>(*found) : std::nullopt;
            });
        }

        memo<Object> object;
        ref<owner> home;
        std::vector<std::pair<std::string, value_memo>> asked;
    };
    std::shared_ptr<state> state_;
};

/// @param read  gives the object, tracked; runs once for each change
template <class Fn>
[[nodiscard]] auto create_memo_object(Fn read) {
    auto object = create_memo(std::move(read));
    return memo_object<typename decltype(object)::value_type>(std::move(object));
}

}  // namespace solder
#endif
