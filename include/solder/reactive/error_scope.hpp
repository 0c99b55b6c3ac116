#ifndef SOLDER_REACTIVE_ERROR_SCOPE_HPP
#define SOLDER_REACTIVE_ERROR_SCOPE_HPP
#include <solder/reactive/signal.hpp>

namespace solder {

/// Where the errors of a part of the page end up: what an error boundary is made of. Whoever shows the part reads
/// `failure()` in a computation, and makes the content with `run` or something else in its place; each change makes it
/// anew, so that what the content subscribed to ends with it.
///
///     auto scope = make_ref<error_scope>();
///     create_render_effect([=] {
///         if (auto failure = scope->failure()) show(failure->reason.message);
///         else scope->run(content);
///     });
class error_scope final : public ref_counted {
public:
    /// Runs `content` in an owner inside the current one; an error raised in it, now or later, becomes `failure()`.
    template <class Fn>
    decltype(auto) run(Fn&& content) {
        return catch_error(std::forward<Fn>(content), handler());
    }
    /// Tracked: what failed; null while nothing did. A second failure takes the place of the first.
    [[nodiscard]] std::shared_ptr<const raised_error> failure() const;
    [[nodiscard]] bool has_failed_now() const { return failure_.peek() != nullptr; }
    /// Forgets the failure, so that the content is made anew.
    void reset();
    /// In the second version that a held transition makes: what is shown counts again.
    void keep_shown();
    /// In the fallback, in a computation: resets once what failed says that it fails no longer (W15). Whether it ever
    /// can: `failure()->still_failing`.
    void reset_when_recovered();

private:
    using raised = std::shared_ptr<const raised_error>;
    callback<void(raised_error)> handler();

    signal<raised> failure_{raised()};
};

}  // namespace solder
#endif
