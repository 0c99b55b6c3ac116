#include <solder/core/assert.hpp>
#include <solder/reactive/owner.hpp>

namespace solder {
namespace {

thread_local callback<void(const error&)> unhandled_hook;

}  // namespace

owner::owner(ref<owner> parent, bool owned) : parent_(std::move(parent)) {
    if (!parent_ || !owned) return;
    older_sibling_ = std::move(parent_->last_child_);
    if (older_sibling_) older_sibling_->younger_sibling_ = this;
    parent_->last_child_ = ref<owner>(this);
}

owner::~owner() = default;

void owner::dispose() {
    if (disposed_) return;
    ref<owner> keep(this);
    disposed_ = true;
    if (parent_) parent_->remove_child(*this);
    clear();
    on_disposed();
}

void owner::remove_child(owner& child) {
    auto older = std::move(child.older_sibling_);
    if (older) older->younger_sibling_ = child.younger_sibling_;
    auto* younger = std::exchange(child.younger_sibling_, nullptr);
    if (younger)
        younger->older_sibling_ = std::move(older);
    else if (last_child_.get() == &child)
        last_child_ = std::move(older);
}

void owner::clear() {
    while (last_child_) {
        ref<owner> child = last_child_;
        child->dispose();
    }
    while (!cleanups_.empty()) {
        auto cleanup = std::move(cleanups_.back());
        cleanups_.pop_back();
        ambient_scope around{ref<ambient>(this)};
        cleanup();
    }
    contexts_.clear();
}

void owner::add_cleanup(callback<void()> cleanup) {
    if (disposed_) return cleanup();
    cleanups_.push_back(std::move(cleanup));
}

void owner::raise(raised_error e) {
    for (owner* at = this; at; at = at->parent())
        if (at->error_handler_) return at->error_handler_(std::move(e));
    if (unhandled_hook) return unhandled_hook(e.reason);
    SOLDER_ASSERT(false, "an error reached no error boundary and no unhandled-error hook");
}

void owner::set_context(const void* id, std::shared_ptr<void> value) {
    for (auto& entry : contexts_)
        if (entry.id == id) {
            entry.value = std::move(value);
            return;
        }
    contexts_.push_back({id, std::move(value)});
}

void* owner::find_context(const void* id) const {
    for (const owner* at = this; at; at = at->parent())
        for (const auto& entry : at->contexts_)
            if (entry.id == id) return entry.value.get();
    return nullptr;
}

void on_cleanup(callback<void()> cleanup) {
    auto* scope = get_owner();
    SOLDER_ASSERT(scope, "on_cleanup outside of any owner: the cleanup would never run");
    if (scope) scope->add_cleanup(std::move(cleanup));
}

void raise_error(raised_error e) {
    if (auto* scope = get_owner()) return scope->raise(std::move(e));
    if (unhandled_hook) unhandled_hook(e.reason);
}

void set_unhandled_error_hook(callback<void(const error&)> hook) { unhandled_hook = std::move(hook); }

}  // namespace solder
