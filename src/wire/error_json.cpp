#include <solder/wire/error_json.hpp>

namespace solder {
namespace {

struct told_error {
    std::string kind;
    std::string message;
    std::optional<std::vector<field_error>> fields;
};

}  // namespace

void json_format<error>::append(std::string& out, const error& e) {
    const auto shown = public_error(e);
    out += "{\"kind\":";
    append_json_string(out, to_string(e.kind));
    out += ",\"message\":";
    append_json_string(out, shown.message);
    if (!shown.fields.empty()) {
        out += ",\"fields\":";
        append_json(out, shown.fields.list());
    }
    out += '}';
}

bool json_format<error>::read(json_reader& reader, error& to) {
    told_error told;
    if (!detail::read_json_value(reader, told)) return false;
    to = error(std::move(told.message), error_kind_from(told.kind), true);
    if (told.fields) to.fields = std::move(*told.fields);
    return true;
}

}  // namespace solder
