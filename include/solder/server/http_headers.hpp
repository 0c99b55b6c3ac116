#ifndef SOLDER_SERVER_HTTP_HEADERS_HPP
#define SOLDER_SERVER_HTTP_HEADERS_HPP
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solder {
namespace detail {

/// Whether `name` is a token (RFC 9110, 5.6.2), and `value` without CR, LF and NUL.
constexpr bool is_field(std::string_view name, std::string_view value);

/// A header field of our own: that it is one is checked while compiling.
struct known_field {
    std::string_view name, value;
    consteval known_field(std::string_view n, std::string_view v) : name(n), value(v) {
        if (!is_field(n, v)) throw "no header field";
    }
};

}  // namespace detail

/// The header fields of a request or response, in order. Names compare without case; one may occur several times.
///
/// They live in one text buffer, as they are sent: two allocations for a whole request. Views that it hands out end
/// with the next change.
class http_headers {
public:
    struct field {
        std::string_view name, value;
        friend bool operator==(const field&, const field&) = default;
    };

    /// Makes `value` the only one under `name`.
    /// @return false, with nothing changed, when `name` is not a token or `value` holds CR, LF or NUL:
    ///         such a value would let its author write headers of his own
    bool set(std::string_view name, std::string_view value);
    /// Adds one more `value` under `name`. Refuses as `set` does.
    bool append(std::string_view name, std::string_view value);
    void append(const detail::known_field& field) { push(field.name, field.value); }
    /// Removes all values under `name`.
    void remove(std::string_view name);

    /// The first value under `name`.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    /// All values under `name`, in order.
    [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
    /// All values under `name` as the list that they are together (RFC 9110, 5.3): with commas between.
    [[nodiscard]] std::optional<std::string> list(std::string_view name) const;
    /// A field as it is sent, with its line end.
    [[nodiscard]] std::string_view line(std::size_t index) const;
    [[nodiscard]] bool contains(std::string_view name) const { return find(name).has_value(); }

    [[nodiscard]] std::size_t size() const { return slots_.size(); }
    [[nodiscard]] bool empty() const { return slots_.empty(); }
    [[nodiscard]] field operator[](std::size_t index) const;

    class iterator {
    public:
        using value_type = field;
        using difference_type = std::ptrdiff_t;
        iterator() = default;
        iterator(const http_headers* headers, std::size_t at) : headers_(headers), at_(at) {}
        field operator*() const { return (*headers_)[at_]; }
        iterator& operator++() { return ++at_, *this; }
        iterator operator++(int) { return {headers_, at_++}; }
        friend bool operator==(const iterator&, const iterator&) = default;

    private:
        const http_headers* headers_ = nullptr;
        std::size_t at_ = 0;
    };
    [[nodiscard]] iterator begin() const { return {this, 0}; }
    [[nodiscard]] iterator end() const { return {this, slots_.size()}; }

private:
    struct slot {
        std::uint32_t begin, name_bytes, value_bytes;
    };
    void push(std::string_view name, std::string_view value);
    [[nodiscard]] std::string_view name_of(const slot& s) const;
    [[nodiscard]] std::string_view value_of(const slot& s) const;
    [[nodiscard]] bool is_named(const slot& s, std::string_view name) const;

    std::string text_;
    std::vector<slot> slots_;
};

/// Header fields that several pieces of code give to one reply.
class reply_headers : public http_headers {
public:
    /// As that of `http_headers`, but a `Cache-Control` that keeps the reply to one visitor (`private`, `no-store`) is
    /// not replaced by one that does not: what one read says of its data is not taken back by another one. `append`
    /// adds to it, and after `remove` anything goes.
    /// @return false, with nothing changed, then too
    bool set(std::string_view name, std::string_view value);
};

namespace detail {

constexpr bool is_field(std::string_view name, std::string_view value) {
    constexpr auto token_characters = [] {
        std::array<bool, 256> of{};
        for (const char c : std::string_view("!#$%&'*+-.^_`|~")) of[static_cast<unsigned char>(c)] = true;
        for (char c = '0'; c <= '9'; ++c) of[static_cast<unsigned char>(c)] = true;
        for (char c = 'a'; c <= 'z'; ++c) of[static_cast<unsigned char>(c)] = true;
        for (char c = 'A'; c <= 'Z'; ++c) of[static_cast<unsigned char>(c)] = true;
        return of;
    }();
    for (const char c : name)
        if (!token_characters[static_cast<unsigned char>(c)]) return false;
    for (const char c : value)
        if (c == '\r' || c == '\n' || c == '\0') return false;
    return !name.empty();
}

/// Whether a `Cache-Control` has the directive `name`, in whatever case and without an argument.
[[nodiscard]] bool has_directive(std::string_view cache_control, std::string_view name);
/// Whether a `Cache-Control` keeps caches that many share from keeping the reply.
[[nodiscard]] bool keeps_to_one_visitor(std::string_view cache_control);

}  // namespace detail
}  // namespace solder
#endif
