#include "matching.hpp"
#include <solder/reactive/detail/selector_nodes.hpp>

namespace solder::detail {

namespace {

void mark_changed(selector_key& key) {
    if (!this_graph.in_branch() && !key.has_fork()) return key.changed();
    write_in_worlds(key, [](void*, signal_base&) { return true; }, nullptr);
}

void mark_changed_inside(selector_key& key) {
    world_scope inside(world::inside);
    mark_changed(key);
}

}  // namespace

selector_key::~selector_key() {
    if (table_) table_->remove(*this);
}

selector_key*& selector_keys::bucket(std::uint64_t hash) { return buckets_[hash & (buckets_.size() - 1)]; }

selector_key* selector_keys::find(std::uint64_t hash, const void* key, const selector_key_type* type) const {
    if (buckets_.empty()) return nullptr;
    for (auto* at = const_cast<selector_keys*>(this)->bucket(hash); at; at = at->next_)
        if (at->hash_ == hash && (!type || type->same(*at, key))) return at;
    return nullptr;
}

void selector_keys::read(std::uint64_t hash, const void* key, const selector_key_type* type) {
    auto* run = current_run();
    if (!run) return;
    ref<selector_key> asked(find(hash, key, type));
    if (!asked) {
        asked = ref<selector_key>(type ? type->make(hash, key) : new selector_key(hash));
        add(*asked);
        if (is_apart()) mark_changed_inside(*asked);
    }
    if (std::exchange(asked->last_run_, run->id) == run->id) return;
    in_this_world<signal_base>(*asked).track();
    run->of->add_cleanup([asked] {});  // what holds the node, up to the next run or the end
}

void selector_keys::tell(std::uint64_t hash) const {
    if (ref<selector_key> known(find(hash, nullptr, nullptr)); known) tell(*known);
}

void selector_keys::tell(selector_key& key) const {
    if (this_graph.in_branch() || !is_apart()) return mark_changed(key);
    // Readers that the transition has no versions of so far get them now, to go by the selection to come.
    if (!key.has_fork()) mark_changed_inside(key);
    world_scope shown(world::shown_only);
    mark_changed(key);
}

std::vector<ref<selector_key>> selector_keys::all() const {
    std::vector<ref<selector_key>> found;
    found.reserve(size_);
    for (auto* first : buckets_)
        for (auto* at = first; at; at = at->next_) found.emplace_back(at);
    return found;
}

void selector_keys::add(selector_key& key) {
    if (size_ == buckets_.size()) resize(buckets_.empty() ? 8 : 2 * size_);
    key.table_ = ref<selector_keys>(this);
    key.next_ = std::exchange(bucket(key.hash_), &key);
    ++size_;
}

void selector_keys::remove(selector_key& key) {
    auto* at = &bucket(key.hash_);
    while (*at != &key) at = &(*at)->next_;
    *at = key.next_;
    if (--size_ < buckets_.size() / 8) resize(buckets_.size() / 4);
}

void selector_keys::resize(std::size_t buckets) {
    auto old = std::exchange(buckets_, std::vector<selector_key*>(buckets));
    for (auto* first : old)
        while (first) {
            auto* moved = std::exchange(first, first->next_);
            moved->next_ = std::exchange(bucket(moved->hash_), moved);
        }
}

}  // namespace solder::detail
