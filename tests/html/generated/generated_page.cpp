#include "generated_view.hpp"
#include <algorithm>
#include <array>
#include <solder/core/await_callback.hpp>
#include <solder/core/timer.hpp>

namespace solder::testing {
namespace {

/// Argument `id` of a query tells how it goes: 8 never answers, 6 and 7 fail by turns.
constexpr int never_answers = 8;
constexpr bool may_fail(int id) { return id == 6 || id == 7; }

/// Counts one more as long as it is there.
class counted {
public:
    explicit counted(std::shared_ptr<int> in) : in_(std::move(in)) { ++*in_; }
    counted(const counted&) = delete;
    ~counted() { --*in_; }

private:
    std::shared_ptr<int> in_;
};

std::uint32_t mixed(std::uint32_t a, int b, int c, int d) {
    std::uint32_t h = a;
    for (int each : {b, c, d}) h = (h ^ static_cast<std::uint32_t>(each)) * 0x9E3779B1u + (h >> 15);
    return h;
}

}  // namespace

std::string random_text(random_source& r) {
    constexpr std::array<const char*, 10> texts = {"a",           "",  "<&>\"'", " spaced ", "\u00e4\u20ac", "b\nc",
                                                   "--><!--]-->", "0", "d e",    "[]"};
    return texts[static_cast<std::size_t>(below(r, 10))];
}

std::vector<item> random_items(random_source& r) {
    std::vector<int> ids = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    for (int at = 8; at > 0; --at)
        std::swap(ids[static_cast<std::size_t>(at)], ids[static_cast<std::size_t>(below(r, at + 1))]);
    std::vector<item> all;
    for (int n = below(r, 5); n > 0; --n) {
        auto text = random_text(r);
        all.push_back({ids[static_cast<std::size_t>(n)], std::move(text), below(r, 2) == 0});
    }
    return all;
}

page_state page_state::at_first(std::uint32_t seed) {
    random_source r(seed + 1'000'003);
    page_state state;
    for (int n = 0; n < 4; ++n) state.flags.push_back(below(r, 2) == 0);
    for (int n = 0; n < 3; ++n) state.texts.push_back(random_text(r));
    for (int n = 0; n < 2; ++n) state.numbers.push_back(below(r, 3));
    for (int n = 0; n < 2; ++n) state.lists.push_back(random_items(r));
    return state;
}

generated_page::generated_page(const tree& described, std::uint32_t seed, int delays, const page_state& state)
    : versions(state.versions),
      text_query(query("text",
                       [this](int id, int argument) -> task<std::string> {
                           co_await answer_after_delay(id, argument);
                           auto r = source_of(id, argument);
                           co_return random_text(r) + std::to_string(argument);
                       })),
      items_query(query("items",
                        [this](int id, int argument) -> task<std::vector<item>> {
                            co_await answer_after_delay(id, argument);
                            auto r = source_of(id, argument);
                            co_return random_items(r);
                        })),
      described_(described),
      seed_(seed),
      delays_(delays) {
    for (bool each : state.flags) flags.push_back(create_signal(bool(each)));
    for (const auto& each : state.texts) texts.push_back(create_signal(std::string(each)));
    for (int each : state.numbers) numbers.push_back(create_signal(int(each)));
    for (const auto& each : state.lists) lists.push_back(create_signal(std::vector<item>(each)));
}

page_state generated_page::state() const {
    page_state now;
    for (const auto& each : flags) now.flags.push_back(each.peek());
    for (const auto& each : texts) now.texts.push_back(each.peek());
    for (const auto& each : numbers) now.numbers.push_back(each.peek());
    for (const auto& each : lists) now.lists.push_back(each.peek());
    now.versions = versions;
    return now;
}

random_source generated_page::source_of(int id, int argument) const {
    const auto found = versions.find({id, argument});
    return random_source(mixed(seed_, id, argument, found == versions.end() ? 0 : found->second));
}

/// At once, in the next turn, after some milliseconds, or never.
task<void> generated_page::answer_after_delay(int id, int argument) const {
    const auto kind = mixed(seed_, id, argument, delays_) % 5;
    if (id == never_answers) co_await await_callback<int>([](resolver<int>) {});
    const counted on_its_way(awaited);
    if (kind == 1) co_await sleep_for(std::chrono::milliseconds(0));
    if (kind > 1) co_await sleep_for(std::chrono::milliseconds(mixed(seed_, argument, id, delays_) % 40 + 1));
    auto r = source_of(id, argument);
    r.discard(7);
    if (may_fail(id) && below(r, 2) == 0) {
        auto reason = invalid("no good");
        co_await fail(std::move(reason));
    }
}

}  // namespace solder::testing
