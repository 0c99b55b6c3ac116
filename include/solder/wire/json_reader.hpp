#ifndef SOLDER_WIRE_JSON_READER_HPP
#define SOLDER_WIRE_JSON_READER_HPP
#include <cstddef>
#include <cstdint>
#include <solder/core/error.hpp>
#include <string>
#include <string_view>

namespace solder {

/// What JSON from outside may cost, and what a refusal is called.
struct json_limits {
    std::size_t max_bytes = std::size_t{1} << 20;
    std::uint32_t max_depth = 64;  ///< arrays and objects inside each other
    /// `bad_reply` for an answer that was asked for, `invalid` for something sent to us.
    error_kind kind = error_kind::bad_reply;
};

/// For what our own server says, in replies and in the data of a page: as much as it likes, short of what would end the
/// page. It is nested no deeper than other JSON.
inline constexpr json_limits own_server_limits{.max_bytes = std::size_t{256} << 20};

enum class json_kind : std::uint8_t { none, null, boolean, number, string, array, object };

/// Reads JSON (RFC 8259) from front to back, one value at a time; builds no tree.
///
/// Each function consumes what its name says and returns true, or records why it cannot and returns false; after a
/// failure every call returns false. Views handed out last until the next call. The text must outlive the reader.
class json_reader {
public:
    explicit json_reader(std::string_view text, const json_limits& limits = {});

    /// The kind of the value that comes next, judged by its first character.
    [[nodiscard]] json_kind peek();

    /// Whether the next value starts with exactly these characters.
    [[nodiscard]] bool comes_next(std::string_view start) {
        return peek() != json_kind::none && text_.substr(at_).starts_with(start);
    }

    bool read_null();
    bool read_bool(bool& to);
    bool read_integer(std::int64_t& to, std::int64_t lowest, std::int64_t highest);
    bool read_integer(std::uint64_t& to, std::uint64_t highest);
    /// Also takes the forms of NaN and infinities that `append_number` writes.
    bool read_double(double& to);
    bool read_string(std::string& to);
    /// The digits of a number as they are written.
    bool read_number_text(std::string_view& to);
    /// One value of any kind, checked but not decoded: its text without the space around it.
    bool read_raw(std::string_view& to);
    bool skip() {
        std::string_view ignored;
        return read_raw(ignored);
    }

    /// `if (r.begin_array()) while (r.next_element()) ...read one value...; return r.ok();`
    bool begin_array();
    bool next_element();
    /// `if (r.begin_object()) while (r.next_member(name)) ...read one value...; return r.ok();`
    bool begin_object();
    /// @param name  lasts until the value is read
    bool next_member(std::string_view& name);

    /// Only space may follow. True when all was well.
    bool finish();

    [[nodiscard]] bool ok() const { return !failed_; }
    /// Records `message` unless a failure is recorded already. Always false, for `return r.fail(...)`.
    bool fail(std::string_view message);
    /// Records "expected `what`", or that the text ends where the value should begin.
    bool expected(std::string_view what);
    /// Says where the failure happened, from inside out: `return r.within("member", "title")`. Always false.
    bool within(std::string_view word, std::string_view name);
    /// The same for a place in an array, counted from 1: `return r.within("element", 3)`.
    bool within(std::string_view word, std::size_t number);
    [[nodiscard]] error take_error();

private:
    void skip_space();
    bool eat(char c);
    bool eat_word(std::string_view word);
    bool enter(char c, std::string_view what);
    bool another(char close);
    bool malformed();
    bool string_slice(std::string_view& to);
    bool unescape();
    bool read_escape(std::size_t& at, std::uint32_t& code_point);

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t value_at_ = 0;  // where the value begins that was looked at last
    std::uint32_t depth_ = 0;
    std::uint32_t max_depth_;
    error_kind kind_;
    bool fresh_ = false;  // just behind an opening bracket
    bool failed_ = false;
    std::string scratch_;
    std::string message_;
};

}  // namespace solder
#endif
