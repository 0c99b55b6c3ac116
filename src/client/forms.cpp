#include "fetch_transport.hpp"
#include "page.hpp"
#include <algorithm>
#include <iterator>
#include <solder/client/host.hpp>
#include <solder/core/make_value.hpp>
#include <solder/query/action.hpp>
#include <solder/query/shipped_data.hpp>

namespace solder::detail {
namespace {

std::uint64_t number_in(const std::string& text) {
    auto number = read_whole_number(text);
    return number ? number->magnitude : 0;
}

/// The files of a form, as `solder_submit` is told of them.
form_fields read_files(std::string_view told) {
    form_fields fields;
    auto texts = parse_form(told);
    for (std::size_t i = 0; texts && i + 2 < texts->size(); i += 3) {
        auto* at = &(*texts)[i];
        auto place = detail::make_value<kept_file>(static_cast<std::uint32_t>(number_in(at[0].value)));
        fields.push_back(
            {std::move(at[0].name),
             {},
             detail::make_value<const uploaded_file>(uploaded_file{std::move(at[1].name), std::move(at[1].value),
                                                                   number_in(at[2].value), std::move(place)})});
    }
    return fields;
}

std::uint32_t submit_count = 0;

/// A form whose action went through is reset, as after a page load.
task<void> tell_when_done(task<void> work, std::uint32_t number) {
    auto outcome = co_await as_result(std::move(work));
    bool done = outcome || outcome.error().kind == error_kind::responded;
    solder_host_submitted(number, done ? 1 : 0);
}

}  // namespace

extern "C" {

SOLDER_EXPORT(solder_submit) std::uint32_t solder_submit(std::uint32_t bytes) {
    const auto take = taker_of_forms();
    if (!take) return 0;
    return enter([&] {
        auto [action, method, enctype, files, body] = texts<5>(bytes);
        auto chosen = read_files(files);  // at first, so that the host is told of those that nobody takes
        auto fields = parse_form(body);
        if (method != "post" && is_action_address(action)) {
            constexpr std::string_view told = "Only POST forms are supported for Actions";
            solder_host_log(2, told.data(), told.size());
            // Taken, and done: sent by the browser, its fields would stand in the address, in the history and in logs.
            solder_host_submitted(++submit_count, 0);
            return submit_count;
        }
        if (method != "post" || current_page().build.is_foreign || !fields) return 0u;
        std::ranges::move(chosen, std::back_inserter(*fields));
        auto running = take(action, *fields);
        if (!running) return 0u;
        auto number = ++submit_count;
        detach(tell_when_done(std::move(*running), number));
        return number;
    });
}
}

}  // namespace solder::detail
