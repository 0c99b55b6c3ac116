#ifndef SOLDER_QUERY_RESPONSE_HPP
#define SOLDER_QUERY_RESPONSE_HPP
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <solder/core/error.hpp>
#include <solder/core/make_value.hpp>
#include <solder/wire/json.hpp>
#include <solder/wire/key.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solder {

namespace detail {
/// Its address stands for the type.
template <class T>
inline constexpr char type_mark = 0;
}  // namespace detail

/// An answer that is more than a value: where to go, what to read again, and a value perhaps. Made by `redirect`,
/// `reload` and `json`.
///
/// Give it in place of a value, or fail with it, which is the same: `return redirect("/projects")` where `result<T>` is
/// returned, `co_return redirect("/projects")` in a `task<T>`, `co_await fail(redirect("/projects"))` anywhere.
struct response {
    std::uint16_t status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body = {};  ///< JSON text; empty when there is no value
    /// The value that `body` says, when it was made in this program, and which type it has.
    std::shared_ptr<const void> value = nullptr;
    const void* value_type = nullptr;
    /// What queries give after the write, which came along with this: a JSON object, values by the text of the key.
    std::string answers = {};
    /// Why it is no answer that could be sent; empty when it is one. Giving such an answer is a failure.
    std::string_view refused = {};
    /// The page went to its location.
    mutable bool was_followed = false;

    /// The value of a header; names compare without case. Null when it is not there.
    [[nodiscard]] const std::string* header(std::string_view name) const;
    /// Where to go (`Location`), empty when nowhere.
    [[nodiscard]] std::string_view location() const;

    /// As the outcome of a function that gives a `T`.
    template <class T>
        requires(!std::same_as<T, response>)
    operator result<T>() const;

    friend bool operator==(const response& a, const response& b) {
        return a.status == b.status && a.headers == b.headers && a.body == b.body && a.refused == b.refused;
    }
};

/// Which queries an answer makes wrong: by default all. A name, a key, or a list of them; an empty list, `{}`, is none.
class stale_queries {
public:
    stale_queries(std::nullopt_t) {}
    template <class Key>
        requires std::convertible_to<const Key&, query_key>
    stale_queries(const Key& key) : keys_(std::in_place, 1, query_key(key)) {}
    stale_queries(std::initializer_list<query_key> keys) : keys_(keys) {}
    stale_queries(std::vector<query_key> keys) : keys_(std::move(keys)) {}

    /// Null: all.
    [[nodiscard]] const std::vector<query_key>* keys() const { return keys_ ? &*keys_ : nullptr; }

private:
    std::optional<std::vector<query_key>> keys_;
};

/// What else an answer says.
struct response_options {
    std::uint16_t status = 0;  ///< 0: the helper's own (302 for `redirect`, else 200)
    stale_queries revalidate = std::nullopt;
    std::vector<std::pair<std::string, std::string>> headers = {};
};

/// Go to `url`: a path of the application, or an absolute `http:` or `https:` address.
///
/// Statuses from 300 to 399 that do not mean "go there" become 302. The answer is refused, and giving it fails, when
/// the status is none of 300 to 399, or `url` or a header has a control character in it.
[[nodiscard]] response redirect(std::string url, response_options options = {});
[[nodiscard]] response redirect(std::string url, int status);
/// Stay, and read again what `options.revalidate` says.
[[nodiscard]] response reload(response_options options = {});

/// A value together with what else an answer says; see `json`.
template <class T>
struct json_response {
    response answer;

    /// The value itself; null when the answer was made with none.
    [[nodiscard]] std::shared_ptr<const T> custom_body() const {
        return std::static_pointer_cast<const T>(answer.value);
    }
    operator response() const { return answer; }
    operator result<T>() const { return answer; }
};

namespace detail {
response value_response(response_options options);
}  // namespace detail

/// `value` as the answer: the result of the action or query that gives it, with headers, a status and the queries to
/// read again: `co_return json(saved, {.revalidate = get_notes.key()})`.
template <class T>
[[nodiscard]] json_response<T> json(T value, response_options options = {}) {
    static_assert(encodable<T>, "this type has no JSON form, which is how an answer travels");
    auto made = detail::value_response(std::move(options));
    made.body = to_json(value);
    made.value = detail::make_value<const T>(std::move(value));
    made.value_type = &detail::type_mark<T>;
    return {std::move(made)};
}

/// An answer as the end of a task: `co_return fail(redirect("/"))`. Without a value of its own type a function ends so.
[[nodiscard]] failure fail(response answer);
template <class T>
[[nodiscard]] failure fail(json_response<T> answer) {
    return fail(std::move(answer.answer));
}

template <class T>
    requires(!std::same_as<T, response>)
response::operator result<T>() const {
    return std::unexpected(fail(*this).reason);
}

}  // namespace solder
#endif
