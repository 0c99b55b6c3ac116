#include <solder/core/assert.hpp>
#include <solder/reactive/graph.hpp>

namespace solder::detail {
namespace {

/// Rounds of effects that write what effects read, before it counts as a loop without end.
constexpr int round_limit = 100'000;

}  // namespace

graph& graph::current() {
    thread_local graph instance;
    return instance;
}

// ---- source

source::~source() {
    // A reader may still hold an edge to us: cut it out of the reader's list.
    while (first_reader_) {
        edge* gone = first_reader_;
        first_reader_ = gone->next_reader;
        edge** at = &gone->reader->first_source_;
        while (*at != gone) at = &(*at)->next_source;
        *at = gone->next_source;
        if (gone->reader->last_read_ == gone) gone->reader->last_read_ = nullptr;
        delete gone;
    }
}

void source::track() {
    if (producer_) producer_->update();
    if (auto* reader = current_computation()) reader->read(*this);
}

void source::mark_readers_dirty() {
    // Direct readers are dirty; whatever depends on them must check first. Depth first with our own stack.
    std::vector<edge*> open;
    for (edge* e = first_reader_; e; e = e->next_reader) {
        computation& reader = *e->reader;
        bool was_clean = reader.freshness_ == freshness::clean;
        reader.freshness_ = freshness::dirty;
        if (!was_clean) continue;
        if (reader.phase_ != phase::pure) graph::current().queue(reader);
        if (reader.product_ && reader.product_->first_reader_) open.push_back(reader.product_->first_reader_);
    }
    while (!open.empty()) {
        edge* e = open.back();
        if (e->next_reader)
            open.back() = e->next_reader;
        else
            open.pop_back();
        computation& reader = *e->reader;
        if (reader.freshness_ != freshness::clean) continue;
        reader.freshness_ = freshness::check;
        if (reader.phase_ != phase::pure) graph::current().queue(reader);
        if (reader.product_ && reader.product_->first_reader_) open.push_back(reader.product_->first_reader_);
    }
}

void source::changed() {
    if (!first_reader_) return;
    mark_readers_dirty();
    auto& g = graph::current();
    if (!g.in_batch()) g.flush();
}

// ---- computation

computation::computation(phase when) : owner(ref<owner>(get_owner())), phase_(when) {}

computation::~computation() { drop_edges_after(nullptr); }

void computation::read(source& from) {
    edge* next = last_read_ ? last_read_->next_source : first_source_;
    if (next && next->from == &from) {
        last_read_ = next;
        return;
    }
    // Read before in this run: the newest edge of the source is ours and already confirmed.
    for (edge* e = from.last_reader_; e && e->reader == this; e = e->previous_reader) {
        for (edge* kept = first_source_; kept; kept = kept->next_source) {
            if (kept == e) return;
            if (kept == last_read_) break;
        }
    }
    auto* made = new edge{&from, this, next, from.last_reader_, nullptr};
    (last_read_ ? last_read_->next_source : first_source_) = made;
    (from.last_reader_ ? from.last_reader_->next_reader : from.first_reader_) = made;
    from.last_reader_ = made;
    last_read_ = made;
}

void computation::drop_edges_after(edge* last_kept) {
    edge* gone = std::exchange(last_kept ? last_kept->next_source : first_source_, nullptr);
    while (gone) {
        source& from = *gone->from;
        (gone->previous_reader ? gone->previous_reader->next_reader : from.first_reader_) = gone->next_reader;
        (gone->next_reader ? gone->next_reader->previous_reader : from.last_reader_) = gone->previous_reader;
        delete std::exchange(gone, gone->next_source);
    }
}

void computation::run_now() {
    SOLDER_ASSERT(!running_, "a computation reads what it computes: a cycle");
    ref<owner> keep(this);
    clear();
    freshness_ = freshness::clean;
    if (is_disposed()) return drop_edges_after(nullptr);
    running_ = true;
    last_read_ = nullptr;
    bool value_changed;
    {
        bool tracks = !graph::current().renders_once;
        ambient_scope around{ref<ambient>(this), tracks ? this : nullptr};
        batch_scope writes_wait;
        value_changed = run();
    }
    drop_edges_after(last_read_);
    running_ = false;
    if (is_disposed()) return on_disposed();
    if (value_changed && product_)
        for (edge* e = product_->first_reader_; e; e = e->next_reader) e->reader->freshness_ = freshness::dirty;
}

void computation::on_disposed() {
    if (running_) return;  // its own run disposed it; the end of the run comes here again
    drop_edges_after(nullptr);
    drop_body();
}

void computation::update() {
    if (freshness_ == freshness::clean || running_) return;
    struct level {
        computation* of;
        edge* next;
    };
    std::vector<level> open{{this, first_source_}};
    while (!open.empty()) {
        auto& top = open.back();
        computation& of = *top.of;
        if (of.freshness_ == freshness::dirty || !top.next) {
            open.pop_back();
            if (of.freshness_ == freshness::dirty)
                of.run_now();
            else
                of.freshness_ = freshness::clean;
            continue;
        }
        edge* e = std::exchange(top.next, top.next->next_source);
        computation* below = e->from->producer_;
        if (below && below->is_stale()) open.push_back({below, below->first_source_});
    }
}

bool computation::update_if_stale() {
    if (!is_stale() || phase_ == phase::pure) return false;
    update();
    return true;
}

// ---- graph

void graph::queue(computation& effect) {
    if (effect.queued_) return;
    effect.queued_ = true;
    (effect.phase_ == phase::render ? render_effects_ : user_effects_).push_back(ref<computation>(&effect));
}

void graph::leave_batch() {
    if (--batch_depth_ == 0 && !flushing_) flush();
}

void graph::flush() {
    if (flushing_) return;
    flushing_ = true;
    int rounds = 0;
    while (!render_effects_.empty() || !user_effects_.empty()) {
        // Everything of one phase that waits now is one round; render effects come first.
        auto now = std::exchange(render_effects_.empty() ? user_effects_ : render_effects_, {});
        for (auto& effect : now) {
            effect->queued_ = false;
            if (effect->is_disposed()) continue;
            // Whoever owns it may be about to dispose it: owners run first, outermost first.
            std::vector<owner*> above;
            for (owner* at = effect->parent(); at; at = at->parent()) above.push_back(at);
            for (auto at = above.rbegin(); at != above.rend() && !effect->is_disposed(); ++at) (*at)->update_if_stale();
            if (!effect->is_disposed()) effect->update();
        }
        SOLDER_ASSERT(++rounds < round_limit, "effects keep writing what effects read: a loop without end");
    }
    flushing_ = false;
}

}  // namespace solder::detail
