#include <algorithm>
#include <solder/core/environment.hpp>
#include <solder/core/make_value.hpp>
#include <solder/core/on_demand.hpp>
#include <solder/html/lazy.hpp>
#include <solder/html/part_loader.hpp>
#include <solder/query/async_state.hpp>

namespace solder {
namespace {

using detail::shared_work;

struct page_part {
    std::string_view name;
    ref<shared_work> loading;
};

constinit SOLDER_PER_THREAD detail::on_demand<part_loader> page_loader;

std::vector<page_part>& parts() {
    thread_local std::vector<page_part> all;
    return all;
}

task<detail::erased_value> load(std::string_view part) {
    auto work = page_loader.get()->load(part);
    co_await std::move(work);
    co_return detail::make_value<const bool>(true);
}

ref<shared_work>& try_of(std::string_view name) {
    auto& all = parts();
    auto at = std::ranges::find(all, name, &page_part::name);
    return at == all.end() ? all.emplace_back(name).loading : at->loading;
}

/// The load of a part, begun now if there is none. A failed one is forgotten a turn after its end: what waited for it
/// is told of that failure, and who comes later tries again.
ref<shared_work> loading_of(std::string_view name) {
    if (auto& begun = try_of(name)) return begun;
    ambient_scope nowhere{nullptr};  // it goes on when who asked for it has gone
    auto work = shared_work::run(load(name));
    try_of(name) = work;
    work->when_settled([name, work = work.get()] {
        if (*work->outcome) return;
        current_task_queue().post([name, failed = ref<shared_work>(work)] {
            if (auto& last = try_of(name); last == failed) last = nullptr;
        });
    });
    return work;
}

task<detail::erased_value> load_all(std::vector<ref<shared_work>> loads) {
    for (const auto& each : loads) {
        auto end = detail::outcome_of(each);
        co_await std::move(end);
    }
    co_return detail::make_value<const bool>(true);
}

/// Parts, as a value that is fetched.
class parts_state : public detail::async_state {
protected:
    using async_state::async_state;
    template <class Fn>
    shared_task<void> call(Fn& fn) {
        return shared_task<void>(fn());
    }

private:
    detail::erased_value kept(const detail::erased_value&, const detail::erased_value& answer) final { return answer; }
};

ref<detail::async_state> fetch_parts(callback<ref<shared_work>()> ask) {
    call_site made = SOLDER_HERE;
    auto state = make_ref<detail::async_of<parts_state, callback<ref<shared_work>()>>>(std::move(ask), made);
    state->begin();
    return state;
}

/// Is always shown, and so holds navigations up for what is missing in it. Null before there is a lazy component.
ref<suspense_scope>& page_scope() {
    thread_local ref<suspense_scope> scope;
    return scope;
}

}  // namespace

void set_part_loader(part_loader* loader) {
    page_loader.set(loader);
    parts().clear();
}

void detail::make_part_loader_by(part_loader* (*make)()) { page_loader.make = make; }

void preload_part(std::string_view part) {
    if (page_loader.get()) loading_of(part);
}

void detail::expect_parts() {
    if (page_scope()) return;
    world_scope outside(world::outside);
    page_scope() = make_ref<suspense_scope>(true);
}

void detail::hold_for_parts(callback<std::vector<std::string_view>()> needed) {
    if (!page_loader.get()) return;
    auto state = fetch_parts([needed = std::move(needed)]() -> ref<shared_work> {
        std::vector<ref<shared_work>> loads;
        for (auto part : needed()) loads.push_back(loading_of(part));
        return loads.empty() ? nullptr : shared_work::run(load_all(std::move(loads)));
    });
    auto inside = make_ref<owner>(ref<owner>(get_owner()));
    provide_context(*inside, suspense_context(), page_scope());
    run_with_owner(inside.get(), [&] { (void)create_memo([state] { return state->has_value(); }); });
}

view detail::make_part_view(std::string_view part, view_maker make) {
    if (!page_loader.get()) return make();
    if (auto load = loading_of(part); load->outcome && *load->outcome) return make();
    return make_dynamic_view([part, make = std::move(make)]() mutable -> view_maker {
        auto state = fetch_parts([part] { return loading_of(part); });
        return [state, make = std::move(make)]() -> view { return state->read() ? untrack(make) : view(); };
    });
}

}  // namespace solder
