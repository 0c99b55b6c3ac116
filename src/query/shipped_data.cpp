#include <algorithm>
#include <solder/core/await_callback.hpp>
#include <solder/core/on_demand.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/graph.hpp>

namespace solder {
namespace {

constinit SOLDER_PER_THREAD detail::on_demand<shipped_data> page_data;

/// A member of an object whose members stand from `begin` on, with a comma before it when it is not the first.
void append_member(std::string& out, std::size_t begin, std::string_view name, std::string_view json) {
    if (out.size() > begin) out += ',';
    append_json_string(out, name);
    out += ':';
    out += json;
}

}  // namespace

const context<shipped_data*>& shipped_data_context() {
    static const auto* made = new context<shipped_data*>(nullptr);
    return *made;
}

const context<bool>& ships_all_context() {
    static const auto* made = new context<bool>(false);
    return *made;
}

const context<bool>& ships_nothing_context() {
    static const auto* made = new context<bool>(false);
    return *made;
}

void set_page_shipped_data(shipped_data* data) { page_data.set(data); }
void detail::make_page_shipped_data_by(shipped_data* (*make)()) { page_data.make = make; }
shipped_data* detail::made_page_shipped_data() { return page_data.made; }

shipped_data* detail::current_shipped_data() {
    auto* found = use_context(shipped_data_context());
    return found ? found : page_data.get();
}

shipped_data* detail::shipped_data_of_request() {
    return graph::current().renders_once ? use_context(shipped_data_context()) : nullptr;
}

const context<detail::query_run>& detail::query_run_context() {
    static const auto* made = new context<query_run>(query_run::none);
    return *made;
}

task<std::optional<result<std::string>>> detail::take_shipped_call(std::string key_text) {
    auto* shipped = current_shipped_data();
    if (!shipped) co_return std::nullopt;
    if (shipped->expects(key_text))
        co_await await_callback<void>([&](resolver<void> done) { shipped->when_here(key_text, [done] { done({}); }); });
    auto answer = shipped->take(key_text);
    co_return answer;
}

void shipped_data::record(std::string key_text, result<std::string> answer) {
    const bool is_outdated = came_too_late(key_text);
    waiting_by_key gone;
    if (auto waiting = coming_.extract(key_text)) gone.insert(std::move(waiting));
    answers_.insert_or_assign(std::move(key_text), kept_answer{std::move(answer), is_outdated});
    tell_all(std::move(gone));
}

void shipped_data::ship(std::string key_text, result<std::string> encoded) {
    if (!encoded) encoded.error() = error_to_show(key_text, encoded.error());
    record(std::move(key_text), std::move(encoded));
}

void shipped_data::tell_all(waiting_by_key gone) {
    for (auto& [key, waiting] : gone)
        for (auto& tell : waiting) tell();
}

void shipped_data::expect(std::string key_text) {
    if (is_open_ && !answers_.contains(key_text)) coming_.try_emplace(std::move(key_text));
}

void shipped_data::when_here(std::string_view key_text, callback<void()> tell) {
    if (auto found = coming_.find(key_text); found != coming_.end()) return found->second.push_back(std::move(tell));
    tell();
}

void shipped_data::close() {
    is_open_ = all_outdated_ = false;
    outdated_.clear();
    tell_all(std::exchange(coming_, {}));
}

bool shipped_data::wants(std::string_view key_text) const {
    if (!wanted_) return !use_context(ships_nothing_context());
    if (use_context(ships_all_context())) return true;
    const auto call = parse_key_text(key_text).single_entry();
    return call && std::ranges::any_of(*wanted_, [&](const query_key& key) { return key.matches(*call); });
}

std::string shipped_data::values_json(std::size_t most_bytes) const {
    std::string values;
    for (const auto& [key, kept] : answers_)
        if (kept.answer && values.size() + key.size() * 2 + kept.answer->size() < most_bytes)
            append_member(values, 0, key, *kept.answer);
    return values.empty() ? values : '{' + values + '}';
}

std::optional<result<std::string>> shipped_data::take(std::string_view key_text) {
    auto found = answers_.find(key_text);
    if (found == answers_.end()) return std::nullopt;
    auto answer = std::move(found->second.answer);
    given_.insert(answers_.extract(found));
    return answer;
}

bool shipped_data::has_brought(std::string_view key_text) const {
    return expects(key_text) || given_.contains(key_text);
}

namespace {

bool is_reached(std::string_view key_text, const std::vector<query_key>& keys) {
    const auto entry = parse_key_text(key_text).single_entry();
    return entry && std::ranges::any_of(keys, [&](const query_key& key) { return key.matches(*entry); });
}

}  // namespace

bool shipped_data::came_too_late(std::string_view key_text) const {
    return all_outdated_ || (!outdated_.empty() && is_reached(key_text, outdated_));
}

void shipped_data::outdate(const std::vector<query_key>* keys) {
    for (auto& [text, kept] : answers_)
        if (!keys || is_reached(text, *keys)) kept.is_outdated = true;
    if (!is_open_) return;
    if (keys)
        outdated_.insert(outdated_.end(), keys->begin(), keys->end());
    else
        all_outdated_ = true;
    waiting_by_key gone;
    for (auto at = coming_.begin(); at != coming_.end();) {
        const auto here = at++;
        if (came_too_late(here->first)) gone.insert(coming_.extract(here));
    }
    tell_all(std::move(gone));
}

bool shipped_data::is_outdated(std::string_view key_text) const {
    auto found = answers_.find(key_text);
    return found != answers_.end() && found->second.is_outdated;
}

std::string shipped_data::coming_json() const {
    std::string list;
    for (const auto& [key, waiting] : coming_) {
        list += list.empty() ? '[' : ',';
        append_json_string(list, key);
    }
    return list.empty() ? "[]" : list + "]";
}

std::string shipped_data::take_script_json() {
    auto json = to_script_json();
    answers_.clear();
    coming_.clear();
    flash_.reset();
    return json;
}

std::string shipped_data::to_script_json() const {
    std::string all = R"({"values":{)";
    const auto values = all.size();
    for (const auto& [key, kept] : answers_)
        if (kept.answer) append_member(all, values, key, *kept.answer);
    all += R"(},"errors":{)";
    const auto errors = all.size();
    for (const auto& [key, kept] : answers_)
        if (!kept.answer) append_member(all, errors, key, to_json(kept.answer.error()));
    all += '}';
    if (is_open_) append_member(all, 0, "coming", coming_json());
    if (flash_) append_member(all, 0, "flash", to_json(*flash_));
    all += '}';
    return json_for_script(std::move(all));
}

void shipped_data::add_part(std::string_view part, std::string_view json) {
    if (part == "flash") {
        if (auto left = from_json<post_flash>(json, own_server_limits)) set_flash(std::move(*left));
        return;
    }
    if (part == "coming") {
        open();
        auto keys = from_json<std::vector<std::string>>(json, own_server_limits);
        for (auto& key : keys ? *keys : std::vector<std::string>())
            if (!came_too_late(key)) expect(std::move(key));
        return;
    }
    auto members = scan_json_object(json, own_server_limits);
    if (!members) return;
    for (auto& [key, value] : *members) {
        if (part == "values") record(std::string(key), std::string(value));
        if (part != "errors") continue;
        if (auto e = from_json<error>(value, own_server_limits))
            record(std::string(key), std::unexpected(std::move(*e)));
    }
}

void shipped_data::add_from_json(std::string_view json) {
    auto parts = scan_json_object(json, own_server_limits);
    if (!parts) return;
    for (const auto& [part, members] : *parts) add_part(part, members);
}

}  // namespace solder
