// Any bytes as a form: what decodes is written and read back to the same, as fields and as a struct.
#include <cstdint>
#include <cstdlib>
#include <solder/wire/form.hpp>
#include <solder/wire/json.hpp>

namespace {

struct fields {
    std::string t;
    std::optional<std::int64_t> i;
    std::optional<double> d;
    bool b;
    std::vector<std::uint16_t> v;
};

void require(bool good) {
    if (!good) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto form = solder::parse_form({reinterpret_cast<const char*>(data), size});
    if (!form) return 0;
    require(solder::parse_form(solder::write_form(*form)) == *form);
    const auto value = solder::from_form<fields>(*form);
    if (!value) {
        const auto& wrong = value.error().fields.list();
        require(!wrong.empty() && value.error().message == wrong[0].field + ": " + wrong[0].message);
        return 0;
    }
    const auto again = solder::from_form<fields>(solder::to_form_fields(*value));
    require(again.has_value() && solder::to_json(*again) == solder::to_json(*value));
    return 0;
}
