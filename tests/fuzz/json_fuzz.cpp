// Any bytes as JSON: what decodes comes back from its own text; what RapidJSON's reader takes or refuses, so do we.
#include <cstdint>
#include <cstdlib>
#include <solder/wire/json.hpp>
#include <solder/wire/same.hpp>

// clang-format off
#pragma clang attribute push(__attribute__((no_sanitize("undefined"))), apply_to = function)
#include <rapidjson/reader.h>  // 1.1.0 adds offsets to null pointers
#pragma clang attribute pop
// clang-format on

namespace {

struct item {
    std::int64_t id;
    std::uint8_t small;
    std::string title;
    double weight;
    std::optional<bool> done;
    std::vector<item> children;
    std::map<std::string, std::tuple<int, float>> scores;
};

void require(bool good) {
    if (!good) std::abort();
}

template <class T>
void check_round_trip(std::string_view text) {
    const auto value = solder::from_json<T>(text);
    if (!value) return require(!value.error().message.empty());
    const std::string written = solder::to_json(*value);
    const auto again = solder::from_json<T>(written);
    require(again.has_value() && solder::to_json(*again) == written);
}

rapidjson::ParseErrorCode rapidjson_error(const std::string& text) {
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
    rapidjson::BaseReaderHandler<> ignore;
    rapidjson::StringStream stream(text.c_str());
    rapidjson::Reader reader;
    return reader.Parse<flags>(stream, ignore).Code();
}

void check_against_rapidjson(std::string_view text) {
    // It ends at a zero byte, takes a second surrogate without its first, and minds the size of numbers.
    if (text.contains('\0') || text.contains("\\u")) return;
    const auto theirs = rapidjson_error(std::string(text));
    if (theirs == rapidjson::kParseErrorNumberTooBig) return;
    const bool ours = solder::from_json<solder::raw_json>(text, {.max_depth = UINT32_MAX}).has_value();
    require(ours == (solder::is_utf8(text) && theirs == rapidjson::kParseErrorNone));
}

void check_slices(std::string_view text) {
    const auto raw = solder::from_json<solder::raw_json>(text);
    const auto members = solder::scan_json_object(text);
    const auto elements = solder::split_json_array(text);
    if (raw && raw->text().starts_with('{')) require(members.has_value());
    if (raw && raw->text().starts_with('[')) require(elements.has_value());
    if (raw && elements)
        for (const auto element : *elements) require(solder::from_json<solder::raw_json>(element)->text() == element);
    require(solder::json_for_script(std::string(text)).find('<') == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 4096) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_round_trip<item>(text);
    check_round_trip<std::vector<std::string>>(text);
    check_round_trip<std::vector<double>>(text);
    check_round_trip<std::pair<std::uint64_t, std::array<std::optional<std::string>, 2>>>(text);
    check_against_rapidjson(text);
    check_slices(text);
    return 0;
}
