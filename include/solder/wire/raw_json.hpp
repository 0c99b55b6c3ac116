#ifndef SOLDER_WIRE_RAW_JSON_HPP
#define SOLDER_WIRE_RAW_JSON_HPP
#include <solder/wire/json_reader.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solder {

/// JSON text carried as it is: `to_json` copies it through, `from_json` checks it and keeps its text.
class raw_json {
public:
    raw_json() = default;
    /// @param text  must be one complete JSON value
    explicit raw_json(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& text() const { return text_; }
    friend bool operator==(const raw_json&, const raw_json&) = default;

private:
    std::string text_ = "null";
};

/// A member of a JSON object whose value is not decoded yet; `value` points into the scanned text.
struct json_slice {
    std::string name;
    std::string_view value;

    friend bool operator==(const json_slice&, const json_slice&) = default;
};

/// The members of the object that is `text`, in order. Values are only cut out: broken ones show when they are decoded.
/// Depth is not limited here, since nothing is entered; names are decoded.
[[nodiscard]] result<std::vector<json_slice>> scan_json_object(std::string_view text, const json_limits& limits = {});
/// The elements of the array that is `text`, cut out in the same way.
[[nodiscard]] result<std::vector<std::string_view>> split_json_array(std::string_view text,
                                                                     const json_limits& limits = {});

}  // namespace solder
#endif
