#include <algorithm>
#include <solder/html/lazy.hpp>
#include <solder/query/async_state.hpp>

namespace solder {
namespace {

using detail::shared_work;

struct page_part {
    std::string_view name;
    ref<shared_work> loading;
};

constinit thread_local part_loader* loader_now = nullptr;

std::vector<page_part>& parts() {
    thread_local std::vector<page_part> all;
    return all;
}

task<detail::erased_value> load(std::string_view part) {
    auto work = loader_now->load(part);
    co_await std::move(work);
    co_return std::make_shared<const bool>(true);
}

/// The newest try to load a part, begun now if there is none or it failed.
ref<shared_work> loading_of(std::string_view name) {
    auto& all = parts();
    auto at = std::ranges::find(all, name, &page_part::name);
    if (at == all.end()) at = all.insert(at, {name, nullptr});
    if (auto& last = at->loading; last && (!last->outcome || *last->outcome)) return last;
    ambient_scope nowhere{nullptr};  // it goes on when who asked for it has gone
    auto work = shared_work::run(load(name));
    std::ranges::find(all, name, &page_part::name)->loading = work;
    return work;
}

/// The part, as a value that is fetched.
class part_state : public detail::async_state {
protected:
    using async_state::async_state;
    template <class Fn>
    shared_task<void> call(Fn& fn) {
        return shared_task<void>(fn());
    }

private:
    detail::erased_value kept(const detail::erased_value&, const detail::erased_value& answer) final { return answer; }
};

/// Holds navigations up for parts that no `Suspense` is around. Null before there is a lazy component.
ref<suspense_scope>& page_scope() {
    thread_local ref<suspense_scope> scope;
    return scope;
}

/// Whether the part is there, read where page_scope() is the scope if there is no other.
memo<bool> presence_of(std::string_view part) {
    auto fetch = [part] { return loading_of(part); };
    call_site made = SOLDER_HERE;
    auto state = make_ref<detail::async_of<part_state, decltype(fetch)>>(fetch, made);
    state->begin();
    auto inside = make_ref<owner>(ref<owner>(get_owner()));
    if (!use_context(suspense_context()))
        inside->set_context(suspense_context().id(), std::make_shared<ref<suspense_scope>>(page_scope()));
    return run_with_owner(inside.get(), [&] { return create_memo([state] { return state->read() != nullptr; }); });
}

}  // namespace

void set_part_loader(part_loader* loader) {
    loader_now = loader;
    parts().clear();
}

void preload_part(std::string_view part) {
    if (loader_now) loading_of(part);
}

void detail::expect_parts() {
    if (page_scope()) return;
    world_scope outside(world::outside);
    page_scope() = make_ref<suspense_scope>();
    page_scope()->content_was_shown();
}

view detail::make_part_view(std::string_view part, view_maker make) {
    if (!loader_now) return make();
    if (auto loading = loading_of(part); loading->outcome && *loading->outcome) return make();
    return make_dynamic_view([part, make = std::move(make)]() mutable -> view_maker {
        return [is_there = presence_of(part), make = std::move(make)]() -> view {
            return is_there() ? untrack(make) : view();
        };
    });
}

}  // namespace solder
