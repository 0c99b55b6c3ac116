#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <random>
#include <solder/core/environment.hpp>
#include <solder/query/create_async.hpp>
#include <solder/reactive/transition.hpp>
#include <string>
#include <vector>

// No frame mixes old and new: random graphs over signals and fetches, random transitions, writes and answers. Every
// frame, what one run of an effect saw, is compared with the whole of what was to be shown before the step, before the
// transition settled in it, or after it; and what each effect saw last with what is to be shown now, worked out anew.
// SOLDER_TRANSITION_SEEDS sets how many graphs (300), SOLDER_TRANSITION_SEED runs just that one.

namespace solder {
namespace {

using random = std::mt19937;
int below(random& r, int n) { return static_cast<int>(r() % static_cast<unsigned>(n)); }

struct asked {
    int fetch;     // which fetch of the graph
    int argument;  // what it was asked with
    resolver<int> done;
};

int answer_to(int fetch, int argument) { return 1000 * (fetch + 1) + argument * 7; }

/// What a fetch shows, in one of the two versions.
struct fetch_model {
    int argument = 0;
    int asked = -1;  // number of the newest
    bool pending = false;
    int value = -1;
};

/// One version of the page, worked out naively.
struct world {
    std::vector<int> signals;
    std::vector<fetch_model> fetches;
};

struct fetch_shape {
    int first, second;  // the signals its argument is made of
    bool is_page;       // made anew for each argument, as the component of a route is
};
/// `condition` is a signal; by its last bit the node reads `left` or `right`. Negative: fetch number -1 - x; below
/// the number of signals: a signal; else the node before it with that number.
struct node_shape {
    int condition, left, right, modulo;
};

class transition_model {
public:
    explicit transition_model(unsigned seed) : r_(seed) {
        int signals = 2 + below(r_, 4);
        int fetches = 1 + below(r_, 3);
        for (int i = 0; i < signals; ++i) shown_.signals.push_back(below(r_, 4));
        for (int i = 0; i < fetches; ++i)
            fetch_shapes_.push_back({below(r_, signals), below(r_, signals), below(r_, 3) == 0});
        for (int i = 0, count = 1 + below(r_, 8); i < count; ++i)
            nodes_.push_back({below(r_, signals), any_input(i), any_input(i), 2 + below(r_, 5)});
        for (int i = 0, count = 1 + below(r_, 5); i < count; ++i) {
            std::vector<int> reads;
            for (int n = 1 + below(r_, 4); n > 0; --n) reads.push_back(any_input(static_cast<int>(nodes_.size())));
            effects_.push_back(reads);
        }
        for (int i = 0; i < fetches; ++i)  // a page that nobody reads is not made
            if (fetch_shapes_[static_cast<std::size_t>(i)].is_page) effects_.push_back({-1 - i});
        frame_.resize(effects_.size());
        root_.run([&] { build(); });
        shown_.fetches.resize(fetch_shapes_.size());
        for (std::size_t i = 0; i < fetch_shapes_.size(); ++i) shown_.fetches[i].argument = argument(shown_, i);
        note_asked();
        answer_all();
    }

    void step() {
        begin_step();
        switch (below(r_, 6)) {
            case 0:
            case 1:
                transition();
                break;
            case 2:
                write_outside();
                break;
            default:
                if (!open_.empty()) answer(below(r_, static_cast<int>(open_.size())));
        }
        check();
    }
    static inline long frames_seen = 0;

    void finish() {
        while (!open_.empty()) {
            begin_step();
            answer(static_cast<int>(open_.size()) - 1);
            check();
        }
        EXPECT_FALSE(use_transition().pending()) << "held with nothing to wait for";
    }

private:
    int any_input(int nodes) {
        int signals = static_cast<int>(shown_.signals.size());
        int pick = below(r_, 3);
        if (pick == 0) return -1 - below(r_, static_cast<int>(fetch_shapes_.size()));
        return pick == 1 || nodes == 0 ? below(r_, signals) : signals + below(r_, nodes);
    }

    // ---- the graph itself

    task<int> fetch(int which, int argument) {
        co_return co_await await_callback<int>([&](resolver<int> done) {
            open_.push_back({which, argument, done}), ++asked_count_, numbers_.push_back(asked_count_);
        });
    }

    void build() {
        auto scope = make_ref<suspense_scope>();
        provide_context(suspense_context(), scope);
        for (int value : shown_.signals) signals_.push_back(create_signal(value));
        for (std::size_t i = 0; i < fetch_shapes_.size(); ++i) build_fetch(static_cast<int>(i));
        for (const auto& shape : nodes_)
            memos_.push_back(create_memo([this, shape] {
                bool left = signals_[static_cast<std::size_t>(shape.condition)]() & 1;
                return read(left ? shape.left : shape.right) % (shape.modulo * 101);
            }));
        for (std::size_t i = 0; i < effects_.size(); ++i)
            create_render_effect([this, i] {
                frame_[i].clear();
                for (int input : effects_[i]) frame_[i].push_back(read(input));
                frames_.push_back({i, frame_[i]});
            });
        scope->content_was_shown();
    }

    void build_fetch(int which) {
        auto shape = fetch_shapes_[static_cast<std::size_t>(which)];
        auto asked_with = [this, shape] {
            return signals_[static_cast<std::size_t>(shape.first)]() * 10 +
                   signals_[static_cast<std::size_t>(shape.second)]();
        };
        if (shape.is_page) {
            auto page = create_memo([=, this] {
                int argument = asked_with();
                auto data = create_async([=, this] { return fetch(which, argument); });
                return create_memo([=] { return data() ? *data() : -1; });
            });
            fetches_.push_back([page] { return page()(); });
        } else {
            auto data = create_async([=, this] { return fetch(which, asked_with()); });
            fetches_.push_back([data] { return data() ? *data() : -1; });
        }
    }

    int read(int input) {
        auto signals = static_cast<int>(signals_.size());
        if (input < 0) return fetches_[static_cast<std::size_t>(-1 - input)]();
        if (input < signals) return signals_[static_cast<std::size_t>(input)]();
        return memos_[static_cast<std::size_t>(input - signals)]();
    }

    // ---- what it should show

    int argument(const world& of, std::size_t fetch) const {
        const auto& shape = fetch_shapes_[fetch];
        return of.signals[static_cast<std::size_t>(shape.first)] * 10 +
               of.signals[static_cast<std::size_t>(shape.second)];
    }
    int expected(const world& of, int input) const {
        auto signals = static_cast<int>(of.signals.size());
        if (input < 0) return of.fetches[static_cast<std::size_t>(-1 - input)].value;
        if (input < signals) return of.signals[static_cast<std::size_t>(input)];
        const auto& shape = nodes_[static_cast<std::size_t>(input - signals)];
        bool left = of.signals[static_cast<std::size_t>(shape.condition)] & 1;
        return expected(of, left ? shape.left : shape.right) % (shape.modulo * 101);
    }

    /// The newest fetches have been asked for; those of the shown page came before those of the transition.
    void note_asked() {
        for (auto* of : {&shown_, held_ ? &to_come_ : nullptr})
            if (of)
                for (std::size_t i = 0; i < of->fetches.size(); ++i) note_asked(*of, i);
    }
    void note_asked(world& of, std::size_t i) {
        auto& fetch = of.fetches[i];
        bool is_new = fetch.asked < 0 || fetch.argument != argument(of, i);
        if (!is_new) return;
        fetch.argument = argument(of, i);
        if (fetch_shapes_[i].is_page) fetch.value = -1;
        fetch.pending = true;
        // A fetch that the transition has no version of is the same one.
        if (&of == &to_come_ && !is_forked(i)) {
            fetch = shown_.fetches[i];
            return;
        }
        for (std::size_t at = 0; at < open_.size(); ++at) {
            if (open_[at].fetch != static_cast<int>(i) || open_[at].argument != fetch.argument) continue;
            if (std::ranges::find(claimed_, numbers_[at]) != claimed_.end()) continue;
            claimed_.push_back(numbers_[at]);
            fetch.asked = numbers_[at];
            return;
        }
        ADD_FAILURE() << "fetch " << i << " was not asked for with " << fetch.argument;
    }
    bool is_forked(std::size_t i) const {
        return written_[static_cast<std::size_t>(fetch_shapes_[i].first)] ||
               written_[static_cast<std::size_t>(fetch_shapes_[i].second)];
    }

    // ---- steps

    void transition() {
        if (!held_) {
            to_come_ = shown_;
            written_.assign(signals_.size(), false);
        }
        std::vector<std::pair<int, int>> writes;
        for (int n = 1 + below(r_, 2); n > 0; --n) {
            int at = below(r_, static_cast<int>(signals_.size()));
            if (std::ranges::find(writes, at, &std::pair<int, int>::first) != writes.end()) continue;
            writes.emplace_back(at, below(r_, 4));
        }
        held_ = true;
        events_.push_back("transition");
        for (auto [at, value] : writes) events_.back() += " " + std::to_string(at) + "=" + std::to_string(value);
        bool done = false;
        auto running = start(start_transition([&] {
                                 for (auto [at, value] : writes) signals_[static_cast<std::size_t>(at)].set(value);
                             }),
                             [&](result<void>) { done = true; });
        environment_.run();
        for (auto [at, value] : writes) {
            to_come_.signals[static_cast<std::size_t>(at)] = value;
            written_[static_cast<std::size_t>(at)] = true;
        }
        note_asked();
        look_for_commit(done);
    }

    void write_outside() {
        auto at = static_cast<std::size_t>(below(r_, static_cast<int>(signals_.size())));
        int value = below(r_, 4);
        bool was_held = held_;
        events_.push_back("write " + std::to_string(at) + "=" + std::to_string(value));
        signals_[at].set(value);
        shown_.signals[at] = value;
        if (was_held) to_come_.signals[at] = value;
        note_asked();
        look_for_commit(!use_transition().pending());
    }

    void answer(int which) {
        auto at = static_cast<std::size_t>(which);
        auto asked = open_[at];
        int number = numbers_[at];
        open_.erase(open_.begin() + which);
        numbers_.erase(numbers_.begin() + which);
        int value = answer_to(asked.fetch, asked.argument);
        events_.push_back("answer " + std::to_string(asked.fetch) + " to " + std::to_string(asked.argument));
        asked.done(value);
        for (auto* of : {&shown_, &to_come_})
            for (auto& fetch : of->fetches)
                if (fetch.asked == number) fetch.value = value, fetch.pending = false;
        look_for_commit(!use_transition().pending());
    }
    void answer_all() {
        while (!open_.empty()) answer(static_cast<int>(open_.size()) - 1);
    }

    void look_for_commit(bool committed) {
        if (!held_ || !committed) return;
        held_ = false;
        events_.push_back("settled");
        before_settling_ = shown_;
        shown_ = to_come_;
    }

    void begin_step() {
        before_ = before_settling_ = shown_;
        frames_.clear();
    }

    /// Whether a run of effect `of` saw that version of the page, whole.
    bool is_of(const world& version, std::size_t of, const std::vector<int>& frame) const {
        for (std::size_t n = 0; n < frame.size(); ++n)
            if (frame[n] != expected(version, effects_[of][n])) return false;
        return true;
    }

    void check() {
        for (const auto& [effect, frame] : frames_) {
            ++frames_seen;
            ASSERT_TRUE(is_of(before_, effect, frame) || is_of(before_settling_, effect, frame) ||
                        is_of(shown_, effect, frame))
                << "a run of effect " << effect << " saw parts of two versions\n"
                << description();
        }
        for (std::size_t i = 0; i < effects_.size(); ++i)
            for (std::size_t n = 0; n < effects_[i].size(); ++n)
                ASSERT_EQ(frame_[i][n], expected(shown_, effects_[i][n]))
                    << "effect " << i << " reads " << effects_[i][n] << (held_ ? " (held)\n" : "\n") << description();
    }

    /// What the graph is and what happened, for whoever has to understand a failure.
    std::string description() const {
        std::string text;
        auto number = [](int n) { return std::to_string(n) + " "; };
        for (const auto& shape : fetch_shapes_)
            text += (shape.is_page ? "page of " : "fetch of ") + number(shape.first) + number(shape.second) + "\n";
        for (const auto& shape : nodes_)
            text += "node " + number(shape.condition) + number(shape.left) + number(shape.right) + "\n";
        for (const auto& reads : effects_) {
            text += "effect ";
            for (int input : reads) text += number(input);
            text += "\n";
        }
        for (const auto& event : events_) text += event + "\n";
        return text;
    }

    std::vector<std::string> events_;
    random r_;
    manual_environment environment_;
    std::vector<fetch_shape> fetch_shapes_;
    std::vector<node_shape> nodes_;
    std::vector<std::vector<int>> effects_;
    world shown_, to_come_;
    std::vector<bool> written_;
    bool held_ = false;
    std::vector<asked> open_;
    std::vector<int> numbers_;  // of what is open
    std::vector<int> claimed_;
    int asked_count_ = 0;
    std::vector<std::vector<int>> frame_;                           // of the last run of each effect
    std::vector<std::pair<std::size_t, std::vector<int>>> frames_;  // of this step
    world before_, before_settling_;
    std::vector<signal<int>> signals_;
    std::vector<callback<int()>> fetches_;
    std::vector<memo<int>> memos_;
    scoped_root root_;
};

unsigned from_environment(const char* name, unsigned otherwise) {
    const char* text = std::getenv(name);
    return text ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

TEST(transition_model, no_frame_mixes_old_and_new) {
    unsigned only = from_environment("SOLDER_TRANSITION_SEED", 0);
    unsigned last = only ? only : from_environment("SOLDER_TRANSITION_SEEDS", 300);
    for (unsigned seed = only ? only : 1; seed <= last; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        transition_model model(seed);
        for (int step = 0; step < 60; ++step) {
            SCOPED_TRACE("step " + std::to_string(step));
            model.step();
            if (testing::Test::HasFailure()) return;
        }
        model.finish();
        if (testing::Test::HasFailure()) return;
    }
    EXPECT_GT(transition_model::frames_seen, 10 * static_cast<long>(only ? 1 : last)) << "runs of effects";
}

}  // namespace
}  // namespace solder
