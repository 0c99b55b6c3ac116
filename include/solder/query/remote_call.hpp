#ifndef SOLDER_QUERY_REMOTE_CALL_HPP
#define SOLDER_QUERY_REMOTE_CALL_HPP
#include <cstdint>
#include <optional>
#include <solder/core/shared_task.hpp>
#include <solder/wire/form.hpp>
#include <solder/wire/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace solder {

/// What calling a server function may do.
enum class access : std::uint8_t {
    reads,   ///< changes nothing: may be repeated, cached, fetched with GET
    writes,  ///< changes something: sent once, with POST, and refused across sites
};
inline constexpr access reads = access::reads;
inline constexpr access writes = access::writes;

/// A call on its way to the server.
struct remote_call {
    std::string function;
    access kind;
    std::string arguments;  ///< JSON array
    /// The last argument, when the function takes files: `arguments` are then those before it.
    std::optional<form_fields> form = std::nullopt;
    std::string page = {};  ///< for whose queries the reply may bring answers: path and query; empty: none
    /// An answer came with the page: one that a browser kept may be older.
    bool is_repeated = false;
};

/// How calls leave a page. The `client` layer has one over fetch; tests have one of their own.
class call_transport {
public:
    virtual ~call_transport() = default;
    /// The JSON text of the result. A failure of the function comes back as that failure, an answer such as a redirect
    /// as an error that carries it. Fails with `unreachable` only when the call cannot have arrived; when that is not
    /// known of a write, with `unknown_outcome`. Destroying the task aborts the request.
    virtual task<std::string> send(remote_call call) = 0;
};

/// A write was sent and its reply is lost: an `error_kind::unknown_outcome` in words for the person at the page.
/// @param detail  what is known; may be empty
[[nodiscard]] error unknown_outcome(std::string_view detail = {});

/// Sets the transport of this thread; not owned.
void set_call_transport(call_transport* transport);
namespace detail {
/// The same, made when code first calls.
void make_call_transport_by(call_transport* (*make)());
}  // namespace detail

/// What the server knows of a function that has a body.
struct registered_function {
    std::string_view name;
    access kind;
    std::size_t parameter_count;
    task<std::string> (*call)(std::string_view arguments_json);
    task<std::string> (*call_with_form)(std::string_view bound_json, const form_fields& fields);
    std::span<const std::string_view> file_fields = {};  ///< of its form: those that take files
};

/// The function called `name`; null when none has a body.
[[nodiscard]] const registered_function* find_function(std::string_view name);
/// Whether any function of this kind has a body.
[[nodiscard]] bool has_functions(access kind);

/// Whether any function that has a body takes files.
[[nodiscard]] bool has_file_functions();

/// The functions that have no body though code of this program calls them, or has a query or action of them; in order.
/// Not in browsers.
[[nodiscard]] std::vector<std::string_view> functions_without_body();

/// The path that server functions are called at.
inline constexpr std::string_view function_path = "/_server";

/// Where calls and forms go: "/_server?id=" and the percent-encoded name.
[[nodiscard]] std::string function_url(std::string_view name);

namespace detail {

void register_function(registered_function function);

/// Says, before `main`, that the program has code that calls the function.
struct function_mention {
    explicit function_mention(std::string_view name);
    std::string_view name;
    const function_mention* before;
};

/// As long as it lives, calls that an action makes ask the reply for answers to the queries of `page`; empty: for none.
class single_flight {
public:
    explicit single_flight(std::string page);
    ~single_flight();
    single_flight(const single_flight&) = delete;
    single_flight& operator=(const single_flight&) = delete;
    static const std::string& page();

private:
    std::string page_;
    single_flight* around_;
};

using reply_decoder = result<erased_value> (*)(std::string_view json);
/// What the server answers: from the data that came with the page, or by sending the call. Without a decoder the reply
/// has no value.
task<erased_value> request(remote_call call, reply_decoder decode);

template <class R>
task<R> typed_result(task<erased_value> work) {
    auto value = co_await std::move(work);
    if constexpr (!std::is_void_v<R>) co_return value ? R(*static_cast<const R*>(value.get())) : R();
}

/// The arguments of a call as a JSON array.
template <class... Args>
std::string call_arguments(const Args&... args) {
    std::string out = "[";
    ((out.size() > 1 ? void(out += ',') : void(), append_json(out, args)), ...);
    return out += ']';
}

template <class Tuple, class Indexes>
struct first_elements;
template <class Tuple, std::size_t... I>
struct first_elements<Tuple, std::index_sequence<I...>> {
    using type = std::tuple<std::tuple_element_t<I, Tuple>...>;
};
/// The tuple of the first `Count` elements.
template <class Tuple, std::size_t Count>
using first_elements_of = typename first_elements<Tuple, std::make_index_sequence<Count>>::type;

template <class Arguments>
constexpr bool ends_in_files() {
    if constexpr (std::tuple_size_v<Arguments> == 0)
        return false;
    else
        return holds_files<std::tuple_element_t<std::tuple_size_v<Arguments> - 1, Arguments>>;
}
/// Whether a call with these arguments is a form with files, which JSON cannot carry.
template <class Arguments>
inline constexpr bool is_file_form = ends_in_files<Arguments>();

/// Whether `decode_form_call` can make these arguments.
template <class Arguments>
constexpr bool can_come_from_form() {
    if constexpr (is_file_form<Arguments>) {
        constexpr auto last = std::tuple_size_v<Arguments> - 1;
        return encodable<first_elements_of<Arguments, last>> && form_decodable<std::tuple_element_t<last, Arguments>>;
    } else {
        return encodable<Arguments>;
    }
}

/// Whether a form gives the arguments from number `Bound` on: none, or the last one, by its fields.
template <class Arguments, std::size_t Bound>
constexpr bool is_filled_by_form() {
    if constexpr (Bound + 1 == std::tuple_size_v<Arguments>)
        return form_decodable<std::tuple_element_t<Bound, Arguments>>;
    else
        return Bound == std::tuple_size_v<Arguments>;
}

/// The fields of the form that take files.
template <class Arguments>
constexpr std::span<const std::string_view> file_fields() {
    if constexpr (is_file_form<Arguments>)
        return file_members<std::tuple_element_t<std::tuple_size_v<Arguments> - 1, Arguments>>::names;
    else
        return {};
}

/// A call whose last argument travels as a form.
template <class... Args>
remote_call form_call(std::string_view name, access kind, const Args&... args) {
    const auto all = std::tie(args...);
    constexpr auto last = sizeof...(Args) - 1;
    return [&]<std::size_t... Bound>(std::index_sequence<Bound...>) {
        return remote_call{std::string(name), kind, call_arguments(std::get<Bound>(all)...),
                           to_form_fields(std::get<last>(all))};
    }(std::make_index_sequence<last>());
}

/// Reads all elements of the tuple behind `object` but the last.
template <class Arguments>
bool read_bound_arguments(json_reader& reader, void* object) {
    return [&]<std::size_t... Bound>(std::index_sequence<Bound...>) {
        auto bound = std::tie(std::get<Bound>(*static_cast<Arguments*>(object))...);
        return read_json_tuple(reader, bound, "argument");
    }(std::make_index_sequence<std::tuple_size_v<Arguments> - 1>());
}

/// All parameters of a call from what is bound (JSON array) and, for the last one, a form.
/// Errors: `bad_request` names an argument that is bound wrongly, `invalid` a field of the form.
template <class Arguments>
result<void> decode_form_call(Arguments& to, std::string_view bound_json, const form_fields& fields) {
    constexpr auto count = std::tuple_size_v<Arguments>;
    result<void> outcome;
    if constexpr (!is_file_form<Arguments>) {
        outcome = read_json_text(bound_json, {}, &read_json_arguments<Arguments>, &to);
        if (outcome) return outcome;
    }
    if constexpr (count > 0) {
        if constexpr (form_decodable<std::tuple_element_t<count - 1, Arguments>>) {
            outcome = read_json_text(bound_json, {}, &read_bound_arguments<Arguments>, &to);
            if (outcome) return read_form(fields, std::get<count - 1>(to));
        }
    }
    outcome.error() = bad_request(std::move(outcome.error().message));
    return outcome;
}

}  // namespace detail
}  // namespace solder
#endif
