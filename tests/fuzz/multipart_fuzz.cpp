// Any bytes as a multipart form: the parts do not depend on where the bytes are cut, and a form with the boundary `b`
// that is written is read back. The first byte says how large the pieces are.
#include "../../src/server/multipart.hpp"
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <solder/wire/text.hpp>
#include <vector>

namespace {

using namespace solder::detail;

void require(bool good) {
    if (!good) std::abort();
}

struct read_part {
    part_head head;
    std::string bytes;
    bool is_whole = false;

    friend bool operator==(const read_part&, const read_part&) = default;
};

struct part_list final : part_target {
    std::vector<read_part> parts;

    bool begin_part(part_head head) override {
        require(parts.empty() || parts.back().is_whole);
        parts.push_back({std::move(head), {}});
        return true;
    }
    bool add_to_part(std::string_view bytes) override {
        require(!parts.empty() && !parts.back().is_whole && !bytes.empty());
        parts.back().bytes += bytes;
        return true;
    }
    bool end_part() override {
        require(!parts.empty() && !parts.back().is_whole);
        return parts.back().is_whole = true;
    }
};

struct outcome {
    std::vector<read_part> parts;
    bool is_complete;
    std::string problem;

    friend bool operator==(const outcome&, const outcome&) = default;
};

outcome read(std::string_view body, std::size_t piece_bytes, std::size_t most_header_bytes = 100) {
    part_list list;
    multipart_reader reader("b", most_header_bytes, list);
    for (; !body.empty(); body.remove_prefix(std::min(piece_bytes, body.size())))
        if (!reader.feed(body.substr(0, piece_bytes))) break;
    require(!reader.is_complete() || reader.problem().empty());
    return {std::move(list.parts), reader.is_complete(), reader.problem()};
}

/// Parts that hold no boundary, and names that need no escapes, written anew.
std::optional<std::string> written(const std::vector<read_part>& parts) {
    std::string body;
    for (const auto& part : parts) {
        if (part.bytes.contains("--b") || part.head.name.find_first_of("\"\\\r\n") != std::string::npos) return {};
        body += "--b\r\nContent-Disposition: form-data; name=\"" + part.head.name + "\"\r\n\r\n" + part.bytes + "\r\n";
    }
    return body + "--b--";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view body(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto whole = read(body, body.size() + 1);
    require(read(body, 1) == whole);
    require(read(body, std::size_t{data[0]} + 1) == whole);
    for (const auto& part : whole.parts) {
        require(solder::is_utf8(part.head.name));
        const auto name = clean_file_name(part.head.file_name.value_or(""));
        require(!name.empty() && name != ".." && name.find_first_of("/\\\r\n") == std::string::npos);
    }
    const auto again = whole.is_complete ? written(whole.parts) : std::nullopt;
    if (again) {
        const auto back = read(*again, 3, 200);
        require(back.is_complete && back.parts.size() == whole.parts.size());
        for (std::size_t i = 0; i < back.parts.size(); ++i)
            require(back.parts[i].bytes == whole.parts[i].bytes && back.parts[i].head.name == whole.parts[i].head.name);
    }
    (void)boundary_of(body);
    return 0;
}
