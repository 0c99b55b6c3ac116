#include <app/parts.hpp>

namespace projects {
namespace {

using namespace solder;

/// Whether the same write may go well later.
bool is_worth_a_retry(error_kind kind) {
    return kind == error_kind::unreachable || kind == error_kind::timed_out || kind == error_kind::unknown_outcome ||
           kind == error_kind::internal;
}

view Retry(callback<void()> retry) {
    return html(R"(<button class="live" type="button" onclick={}>Try again</button>)", std::move(retry));
}

}  // namespace

view WriteFailure(const error& why, callback<void()> retry, callback<void()> dismiss) {
    auto dismiss_and_look = [dismiss = std::move(dismiss)] {
        dismiss();
        revalidate();
    };
    auto again = is_worth_a_retry(why.kind) ? std::optional(Retry(std::move(retry))) : std::nullopt;
    return html(
        R"(<div class="failure"><p class="field-error" role="alert">{}</p>
{}<button class="live" type="button" onclick={}>Dismiss</button></div>)",
        why.message, std::move(again), std::move(dismiss_and_look));
}

}  // namespace projects
