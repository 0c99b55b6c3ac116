#include <solder/core/assert.hpp>
#include <solder/core/environment.hpp>
#include <solder/core/platform.hpp>
#include <solder/query/query_cache.hpp>

namespace solder {
namespace {

constinit thread_local query_cache* page_cache = nullptr;

/// Waits until every one of `entries` has nothing in flight.
task<void> all_settled(std::vector<ref<detail::query_entry>> entries) {
    for (auto& entry : entries)
        if (entry->in_flight()) co_await as_result(detail::outcome_of(entry->fetch));
}

}  // namespace

const context<query_cache*>& query_cache_context() {
    static const auto* made = new context<query_cache*>(nullptr);
    return *made;
}

void set_page_query_cache(query_cache* cache) { page_cache = cache; }

query_cache& query_cache::current() {
    auto* found = use_context(query_cache_context());
    if (!found) found = page_cache;
    SOLDER_ASSERT(found, "no query cache here: a query was called outside of any page or request");
    return *found;
}

void detail::query_entry::subscribe() {
    if (!current_run()) return;
    version_();
    ++subscribers_;
    on_cleanup([entry = ref<query_entry>(this)] { --entry->subscribers_; });
}

bool query_cache::may_reuse(const detail::query_entry& entry) const {
    if (!entry.started_ || entry.invalidated_) return false;
    if (use_ == use::request || entry.in_flight()) return true;
    if (entry.failed()) return entry.load_scope_ == load_scope_;
    return entry.has_subscribers() || current_clock().now() - entry.fetched_at_ < fresh_for;
}

void query_cache::fetch_started(detail::query_entry& entry) {
    entry.started_ = true;
    entry.invalidated_ = false;
    entry.fetched_at_ = current_clock().now();
    entry.load_scope_ = load_scope_;
    if (use_ == use::page && entry.fetched_at_ - swept_at_ > sweep_every) sweep();
}

detail::query_entry* query_cache::find(std::string_view text) const {
    auto found = entries_.find(text);
    return found == entries_.end() ? nullptr : found->second.get();
}

detail::query_entry& query_cache::entry_for(const detail::query_call& call) {
    if (auto* found = find(call.key_text); found && &found->type == &call.type) return *found;
    auto made = make_ref<detail::query_entry>(call.make_key(), call.type);
    auto& entry = *made;
    entries_.insert_or_assign(call.key_text, std::move(made));
    return entry;
}

namespace {

/// The answer that came with the page; null when there is none that decodes.
ref<detail::shared_work> take_shipped(const detail::query_call& call) {
    auto* shipped = call.type.decode ? detail::current_shipped_data() : nullptr;
    auto answer = shipped && !shipped->empty() ? shipped->take(call.key_text) : std::nullopt;
    if (!answer) return nullptr;
    if (!*answer) return detail::shared_work::settled(std::unexpected(std::move(answer->error())));
    auto value = call.type.decode(**answer);
    return value ? detail::shared_work::settled(std::move(*value)) : nullptr;
}

// Unused in the browser build.
[[maybe_unused]] void ship_when_settled(shipped_data& shipped, std::string text, detail::query_entry& entry) {
    entry.fetch->when_settled([&shipped, text = std::move(text), &entry] {
        const auto& outcome = *entry.fetch->outcome;
        if (outcome)
            shipped.record(text, entry.type.encode(outcome->get()));
        else
            shipped.record(text, std::unexpected(outcome.error()));
    });
}

ref<detail::shared_work> run_fetch(const detail::query_call& call) {
    // An owner of its own: the fetch belongs to all callers, not to the one that came first; calls of server functions
    // inside know that the query ships its answer itself.
    auto around = make_ref<owner>(ref<owner>(get_owner()), false);
    around->set_context(detail::inside_query_context().id(), std::make_shared<bool>(true));
    return run_with_owner(around.get(), [&] { return detail::shared_work::run(call.fetch()); });
}

}  // namespace

ref<detail::shared_work> query_cache::read(const detail::query_call& call) {
    auto& entry = entry_for(call);
    entry.subscribe();
    if (may_reuse(entry)) return entry.fetch;
    fetch_started(entry);
    if (auto shipped = take_shipped(call)) return entry.fetch = std::move(shipped);
    entry.fetch = run_fetch(call);
    if constexpr (!in_browser)
        if (auto* shipped = detail::shipped_data_of_request(); shipped && entry.type.encode)
            ship_when_settled(*shipped, call.key_text, entry);
    return entry.fetch;
}

std::vector<query_cache::entry_ref> query_cache::matching(const std::vector<query_key>* keys) const {
    std::vector<entry_ref> found;
    if (!keys) {
        for (const auto& [text, entry] : entries_) found.push_back(entry);
        return found;
    }
    for (const auto& key : *keys) {
        if (key.is_exact()) {
            if (auto* entry = find(key.text())) found.emplace_back(entry);
            continue;
        }
        // All keys of one name stand between "name[" and the next text.
        auto name = key.name();
        if (name.empty()) continue;
        auto start = std::string(name) + "[";
        for (auto at = entries_.lower_bound(start); at != entries_.end() && at->first.starts_with(start); ++at)
            if (key.matches(at->second->key())) found.push_back(at->second);
    }
    return found;
}

task<void> query_cache::revalidate(const std::vector<query_key>* keys, bool force) {
    if (use_ == use::request) return all_settled({});
    auto affected = matching(keys);
    if (force)
        for (auto& entry : affected) entry->invalidate();
    std::erase_if(affected, [](const entry_ref& entry) { return !entry->has_subscribers(); });
    batch([&] {
        for (auto& entry : affected) entry->notify();
    });
    return all_settled(std::move(affected));
}

void query_cache::sweep() {
    auto now = current_clock().now();
    swept_at_ = now;
    std::erase_if(entries_, [&](const auto& item) {
        const auto& entry = *item.second;
        return !entry.has_subscribers() && !entry.in_flight() && now - entry.fetched_at_ > keep_for;
    });
}

}  // namespace solder
