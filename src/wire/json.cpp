#include <solder/wire/json.hpp>

namespace solder::detail {
namespace {

// PFR counts at most 100 members.
class member_set {
public:
    void add(std::size_t i) { bits_[i / 64] |= std::uint64_t{1} << (i % 64); }
    [[nodiscard]] bool has(std::size_t i) const { return ((bits_[i / 64] >> (i % 64)) & 1) != 0; }

private:
    std::uint64_t bits_[2] = {};
};

std::size_t row_of(std::string_view name, const member_row* rows, std::size_t count) {
    std::size_t i = 0;
    while (i < count && rows[i].name != name) ++i;
    return i;
}

}  // namespace

void append_member_start(std::string& out, char separator, std::string_view name) {
    out += separator;
    out += '"';
    out.append(name).append("\":");
}

bool read_members(json_reader& reader, void* object, const member_row* rows, std::size_t count) {
    if (!reader.begin_object()) return false;
    member_set seen;
    std::string_view name;
    while (reader.next_member(name)) {
        const std::size_t row = row_of(name, rows, count);
        if (row == count) {
            if (!reader.skip()) return false;
        } else {
            if (seen.has(row)) reader.fail("stands twice");
            if (!reader.ok() || !rows[row].read(reader, object)) return reader.within("member", rows[row].name);
            seen.add(row);
        }
    }
    if (!reader.ok()) return false;
    for (std::size_t i = 0; i < count; ++i)
        if (rows[i].required && !seen.has(i)) {
            reader.fail("is missing");
            return reader.within("member", rows[i].name);
        }
    return true;
}

bool wrong_count(json_reader& reader, std::size_t count, std::string_view word) {
    std::string message = "expected ";
    append_integer(message, static_cast<std::uint64_t>(count));
    message.append(" ").append(word).append(count == 1 ? "" : "s");
    return reader.fail(message);
}

result<void> read_json_text(std::string_view text, const json_limits& limits, json_read read, void* object) {
    json_reader reader(text, limits);
    if (!read(reader, object) || !reader.finish()) return std::unexpected(reader.take_error());
    return {};
}

result<void> check_json(std::string_view text) {
    json_reader reader(text, {.max_bytes = text.size(), .kind = error_kind::internal});
    if (reader.skip() && reader.finish()) return {};
    auto why = reader.take_error();
    why.message.insert(0, "the value is no JSON: ");
    return std::unexpected(std::move(why));
}

}  // namespace solder::detail
