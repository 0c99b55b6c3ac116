#include <solder/core/make_value.hpp>
#include <solder/reactive/error_scope.hpp>

namespace solder {

std::shared_ptr<const raised_error> error_scope::failure() const { return failure_(); }

void error_scope::reset() { failure_.set(nullptr); }

void error_scope::keep_shown() {
    raised shown;
    {
        detail::world_scope outside(detail::world::shown_only);
        shown = failure_.peek();
    }
    failure_.set(std::move(shown));
}

void error_scope::reset_when_recovered() {
    auto failed = failure_.peek();
    if (!failed || !failed->still_failing) return;
    create_render_effect([self = ref<error_scope>(this), failed] {
        if (!failed->still_failing() && self->failure_.peek() == failed) self->reset();
    });
}

callback<void(raised_error)> error_scope::handler() {
    // The signal, not this object: an error that comes when the scope has gone is nobody's.
    return [failure = failure_](raised_error e) { failure.set(detail::make_value<const raised_error>(std::move(e))); };
}

}  // namespace solder
