#ifndef SOLDER_CORE_ERROR_HPP
#define SOLDER_CORE_ERROR_HPP
#include <cstdint>
#include <expected>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace solder {

struct response;  // solder/query/response.hpp; an error may carry one (a redirect, for instance)

/// What went wrong, as far as a program can act on it. Travels on the wire by name: append, never rename.
enum class error_kind : std::uint8_t {
    internal,       ///< a defect, or a failure of something behind the server
    invalid,        ///< the input was refused; the message is for the person who typed it
    not_found,      ///< what was asked for does not exist
    forbidden,      ///< the caller may not do this
    unreachable,    ///< no connection was made; safe to retry
    timed_out,      ///< no complete reply in time; the server may have acted: retry only reads
    bad_reply,      ///< a reply came that is not ours or does not decode
    foreign_build,  ///< page and server come from different builds; a reload helps
    cancelled,      ///< nobody waits for the answer any more
    responded,      ///< not a failure of its own: `error::response` says what to do instead
    bad_request,    ///< a call that does not fit its function: a defect of the caller, not of what somebody typed
    /// A write was sent and no proper reply came back: it may have been done or not. Look before doing it again.
    unknown_outcome,
    /// What is there has changed since, or stands in the way: a name that is taken, somebody else's edit.
    conflict,
};

/// The word for `kind` on the wire and in logs, for instance `not_found`.
[[nodiscard]] std::string_view to_string(error_kind kind);
/// The inverse of `to_string`; a word we do not know is `internal`.
[[nodiscard]] error_kind error_kind_from(std::string_view word);
/// The HTTP status that says the same as `kind`: 422 for `invalid`, 404 for `not_found`, 500 for `internal` ...
[[nodiscard]] std::uint16_t status_of(error_kind kind);

/// What is wrong with one field of a form.
struct field_error {
    std::string field;    ///< its name
    std::string message;  ///< for the person who filled it; as public as that of the error

    friend bool operator==(const field_error&, const field_error&) = default;
};

/// What is wrong with single fields, in order. Copies share it: an error is copied more often than it has any.
class field_errors {
public:
    field_errors() = default;
    field_errors(std::vector<field_error> list);
    field_errors(std::initializer_list<field_error> list) : field_errors(std::vector(list)) {}

    [[nodiscard]] const std::vector<field_error>& list() const;
    [[nodiscard]] bool empty() const { return !list_; }
    /// The first message for `field`; empty when there is none.
    [[nodiscard]] std::string_view message_for(std::string_view field) const;

    friend bool operator==(const field_errors& a, const field_errors& b) { return a.list() == b.list(); }

private:
    std::shared_ptr<const std::vector<field_error>> list_;  ///< null: none
};

/// A failure as a value. The browser build has no exceptions, so every layer passes these.
struct error {
    std::string message;
    error_kind kind;
    /// Whether `message` may be shown to the person at the page. A message that is not public never leaves the server.
    bool is_public;
    /// Set when the "failure" is an answer, such as a redirect.
    std::shared_ptr<const solder::response> response;
    /// Of input that was refused: what is wrong with single fields.
    field_errors fields;

    /// Not an aggregate: g++ 12 destroys one that is made within a `co_await` expression twice (docs/core.md).
    error(std::string message = {}, error_kind kind = error_kind::internal, bool is_public = false,
          std::shared_ptr<const solder::response> response = nullptr)
        : message(std::move(message)), kind(kind), is_public(is_public), response(std::move(response)) {}

    friend bool operator==(const error&, const error&) = default;
};

template <class T>
using result = std::expected<T, error>;

/// Input refused. `message` is public, and so are those of single fields:
///
///     return fail(invalid("Please look at what is marked.", {{"title", "A task needs a title."}}));
///
/// g++ 12 takes no list in braces inside `co_await`: `co_return fail(...)` there, or make the error in a variable
/// first.
[[nodiscard]] error invalid(std::string message, field_errors fields = {});
/// Does not exist. `message` is public.
[[nodiscard]] inline error not_found(std::string message) { return {std::move(message), error_kind::not_found, true}; }
/// Not allowed. `message` is public.
[[nodiscard]] inline error forbidden(std::string message) { return {std::move(message), error_kind::forbidden, true}; }
/// Somebody or something else was first. `message` is public.
[[nodiscard]] inline error conflict(std::string message) { return {std::move(message), error_kind::conflict, true}; }
/// A call whose arguments are not those of the function. `message` is public.
[[nodiscard]] inline error bad_request(std::string message) {
    return {std::move(message), error_kind::bad_request, true};
}

/// An error as it may leave the server: one that is not public keeps its kind and gets neutral words.
[[nodiscard]] error public_error(const error& e);

/// What `fail(...)` makes: `co_return fail(e)` and `co_await fail(e)` end a task with `e`; it also converts to any
/// `result<T>`.
struct failure {
    error reason;

    template <class T>
    operator result<T>() && {
        return std::unexpected(std::move(reason));
    }
};

[[nodiscard]] inline failure fail(error reason) { return {std::move(reason)}; }
/// Fails with a message for the log; the page shows neutral text instead.
[[nodiscard]] inline failure fail(std::string message) { return {error{std::move(message)}}; }

}  // namespace solder
#endif
