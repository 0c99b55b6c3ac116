#include <solder/core/assert.hpp>
#include <solder/reactive/graph.hpp>

namespace solder {
namespace {

struct error_hook final : ref_counted {
    callback<void(const error&)> call;
    explicit error_hook(callback<void(const error&)> c) : call(std::move(c)) {}
};
thread_local ref<error_hook> unhandled_hook;

void tell_unhandled(const error& e) {
    if (const auto hook = unhandled_hook) return hook->call(e);  // it may set another
    if constexpr (in_browser) {  // two lines: one would be made of code that is larger than the words
        detail::report_to_log("an error that no boundary took:");
        return detail::report_to_log(e.message.c_str());
    }
    std::string text("an error that no boundary took: ");
    detail::report_to_log(text.append(e.message).c_str());
    SOLDER_ASSERT(false, "an error reached no error boundary and no unhandled-error hook");
}

}  // namespace

owner::owner(ref<owner> parent, bool owned, [[maybe_unused]] call_site made) : parent_(std::move(parent)) {
#ifndef NDEBUG
    made_ = made;
#endif
    if (!parent_ || !owned) return;
    if (parent_->is_disposed()) {
#ifndef NDEBUG
        detail::report(mistake::made_in_disposed_owner,
                       "made in an owner that has ended: it is ended at once (did a coroutine outlive its owner?)",
                       parent_->made_, made);
#endif
        bits_.disposed = true;
        return;
    }
    parent_->adopt(*this);
}

owner::~owner() {
    while (last_cleanup_) last_cleanup_ = std::move(last_cleanup_->older);  // not each inside the next
    if (auto* own = extras()) delete own;  // else clang calls `pooled::operator delete` when it compiles for size
    if (!parent_) return;
#ifdef __cpp_exceptions
    // Among the children of its parent still: the constructor of what derives from this threw, and there is no object.
    if (auto& held = younger_sibling_ ? younger_sibling_->older_sibling_ : parent_->last_child_; held.get() == this) {
        held.release();
        if (older_sibling_) older_sibling_->younger_sibling_ = younger_sibling_;
        held = std::move(older_sibling_);
    }
#endif
    // Those around that nobody else has a handle of end here: not each inside the one before.
    for (auto at = std::move(parent_); at && at.is_only_one();) at = std::move(at->parent_);
}

void owner::adopt(owner& child) {
    child.older_sibling_ = std::move(last_child_);
    if (child.older_sibling_) child.older_sibling_->younger_sibling_ = &child;
    last_child_ = ref<owner>(&child);
}

void owner::unlink() {
    bool is_last = parent_ && parent_->last_child_.get() == this;
    if (!younger_sibling_ && !is_last) return;
    ref<owner> keep(this);
    auto older = std::move(older_sibling_);
    if (older) older->younger_sibling_ = younger_sibling_;
    auto* younger = std::exchange(younger_sibling_, nullptr);
    (younger ? younger->older_sibling_ : parent_->last_child_) = std::move(older);
}

void owner::dispose() {
    if (bits_.disposed) return;
    ref<owner> keep(this);
    bits_.disposed = true;
    unlink();
    clear();
    on_disposed();
}

void owner::clear_slowly() {
    // Children before parents, without recursion. What stands on the way down is marked, so that a cleanup which
    // disposes it finds it disposed.
    detail::batch_scope writes_of_cleanups_wait;  // until everything here has ended
    ref<owner> at(this);
    for (;;) {
        while (at->last_child_) {
            at = at->last_child_;
            at->bits_.disposed = true;
        }
        if (at.get() == this) break;
        at->run_cleanups();
        at->on_disposed();
        ref<owner> up = at->parent_;
        at->unlink();
        // From now on what it held is looked up further out. Its parent may have a value that refers to it: no ring.
        at->parent_ = bits_.disposed ? parent_ : ref<owner>(this);
        at = std::move(up);
    }
    run_cleanups();
}

void owner::run_cleanups() {
    if (!last_cleanup_ && !extras()) return;
#ifndef NDEBUG
    struct counted {
        counted() { ++detail::this_graph.cleanups_under_way; }
        ~counted() { --detail::this_graph.cleanups_under_way; }
    } under_way;  // they may read what has just ended
#endif
    while (last_cleanup_) {
        const auto next = std::move(last_cleanup_);
        last_cleanup_ = std::move(next->older);
        ambient_scope around{ref<ambient>(this)};
        detail::allow_writes cleanups_may_write;
        detail::call_guarded(*this, next->run);
    }
    if (auto* own = extras()) own->contexts.reset();
}

owner::few_have& owner::more() {
    if constexpr (in_browser) some_have_extras = true;
    if (!extras_) extras_ = new few_have;
    return *extras_;
}

void owner::add_cleanup(callback<void()> run) {
    if (bits_.disposed) return detail::call_guarded(*this, run);
    std::unique_ptr<cleanup> added(new cleanup);
    added->run = std::move(run);
    added->older = std::move(last_cleanup_);
    last_cleanup_ = std::move(added);
}

void owner::set_error_handler(callback<void(raised_error)> handler) { more().error_handler = std::move(handler); }

void owner::raise(raised_error e) {
    detail::allow_writes handlers_may_write;
    for (owner* at = this; at; at = at->parent()) {
        if (!at->extras() || !at->extras()->error_handler) continue;
        ref<owner> keep(at), outside(at->parent_);
        ambient_scope around{outside};  // what the handler raises goes to the next one
        auto handle = [&] { at->extras()->error_handler(std::move(e)); };
        return outside ? detail::call_guarded(*outside, handle) : handle();
    }
    tell_unhandled(e.reason);
}

void owner::raise(const char* message) {
    if (in_browser && !some_have_extras && !unhandled_hook) return detail::report_to_log(message);
    raise({error{message}, {}});
}

void owner::set_context(std::unique_ptr<detail::given_value> given) {
    auto* at = &more().contexts;
    while (*at && (*at)->id != given->id) at = &(*at)->next;
    if (*at) given->next = std::move((*at)->next);
    *at = std::move(given);
}

void* owner::find_context(const void* id) const {
    for (const owner* at = this; at; at = at->parent()) {
        if (!at->extras()) continue;
        for (const auto* each = at->extras()->contexts.get(); each; each = each->next.get())
            if (each->id == id) return each->value;
    }
    return nullptr;
}

void on_cleanup(callback<void()> cleanup, [[maybe_unused]] call_site here) {
    auto* scope = get_owner();
#ifndef NDEBUG
    if (!scope)
        detail::report(mistake::made_without_owner, "on_cleanup outside of any owner: it will never run", here, here);
    else if (scope->is_disposed())
        detail::report(mistake::made_in_disposed_owner,
                       "on_cleanup in an owner that has ended: it runs at once (did a coroutine outlive its owner?)",
                       scope->made_at(), here);
#endif
    if (scope) scope->add_cleanup(std::move(cleanup));
}

void raise_error(raised_error e) {
    if (auto* scope = get_owner()) return scope->raise(std::move(e));
    tell_unhandled(e.reason);
}

void set_unhandled_error_hook(callback<void(const error&)> hook) {
    unhandled_hook = hook ? make_ref<error_hook>(std::move(hook)) : nullptr;
}

}  // namespace solder
