#include <solder/reactive/error_scope.hpp>

namespace solder {

std::shared_ptr<const raised_error> error_scope::failure() const { return failure_(); }

void error_scope::reset() { failure_.set(nullptr); }

void error_scope::reset_when_recovered() {
    auto failed = failure_.peek();
    const auto* visits = use_context(visits_context());
    if (!failed || (!failed->still_failing && !visits)) return;
    create_render_effect([self = ref<error_scope>(this), failed, visits, visit = visits ? visits->peek() : 0] {
        const bool recovered = failed->still_failing && !failed->still_failing();
        const bool has_moved = visits && (*visits)() != visit;
        if ((recovered || has_moved) && self->failure_.peek() == failed) self->reset();
    });
}

const context<const signal<std::uint32_t>*>& visits_context() {
    static const auto* made = new context<const signal<std::uint32_t>*>(nullptr);
    return *made;
}

callback<void(raised_error)> error_scope::handler() {
    // The signal, not this object: an error that comes when the scope has gone is nobody's.
    return [failure = failure_](raised_error e) { failure.set(std::make_shared<const raised_error>(std::move(e))); };
}

}  // namespace solder
