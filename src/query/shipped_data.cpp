#include <algorithm>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/graph.hpp>
#include <solder/wire/json.hpp>

namespace solder {
namespace {

constinit thread_local shipped_data* page_data = nullptr;

struct shipped_error {
    std::string kind;
    std::string message;
};

struct shipped_flash {
    std::string url;
    std::string bound;
    form_fields fields;
    std::optional<shipped_error> failed;
    std::optional<raw_json> result;
};

shipped_error to_shipped(const error& e) {
    auto shown = public_error(e);
    return {std::string(to_string(shown.kind)), shown.message};
}
error from_shipped(shipped_error e) { return {std::move(e.message), error_kind_from(e.kind), true}; }

/// A member of the script's object, with a comma before it when it is not the first.
void append_member(std::string& out, std::string_view name, std::string_view json) {
    out += out.empty() ? '{' : ',';
    append_json_string(out, name);
    out += ':';
    out += json;
}

/// Whether `text` is one JSON value: a `raw_json` or a format of the program's own may be none, and would spoil the
/// rest.
bool is_json(std::string_view text) { return from_json<raw_json>(text, own_server_limits).has_value(); }

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

void set_page_shipped_data(shipped_data* data) { page_data = data; }

shipped_data* detail::current_shipped_data() {
    auto* found = use_context(shipped_data_context());
    return found ? found : page_data;
}

shipped_data* detail::shipped_data_of_request() {
    return graph::current().renders_once ? use_context(shipped_data_context()) : nullptr;
}

const context<bool>& detail::inside_query_context() {
    static const auto* made = new context<bool>(false);
    return *made;
}

std::optional<result<std::string>> detail::take_shipped_call(std::string_view name, std::string_view arguments) {
    auto* shipped = current_shipped_data();
    if (!shipped || shipped->empty()) return std::nullopt;
    return shipped->take(std::string(name) + "()" + std::string(arguments));
}

error public_error(const error& e) {
    if (e.is_public) return e;
    return {"Something went wrong on the server.", e.kind, false, e.response};
}

void shipped_data::record(std::string key_text, result<std::string> answer) {
    answers_.insert_or_assign(std::move(key_text), kept_answer{std::move(answer)});
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
        if (kept.answer && values.size() + key.size() * 2 + kept.answer->size() < most_bytes && is_json(*kept.answer))
            append_member(values, key, *kept.answer);
    return values.empty() ? values : values + '}';
}

std::optional<result<std::string>> shipped_data::take(std::string_view key_text) {
    auto found = answers_.find(key_text);
    if (found == answers_.end()) return std::nullopt;
    auto answer = std::move(found->second.answer);
    answers_.erase(found);
    return answer;
}

void shipped_data::outdate(const std::vector<query_key>* keys) {
    for (auto& [text, kept] : answers_) {
        auto entry = parse_key_text(text).single_entry();
        auto reaches = [&](const query_key& key) { return entry && key.matches(*entry); };
        if (!keys || std::ranges::any_of(*keys, reaches)) kept.is_outdated = true;
    }
}

bool shipped_data::is_outdated(std::string_view key_text) const {
    auto found = answers_.find(key_text);
    return found != answers_.end() && found->second.is_outdated;
}

std::string shipped_data::to_script_json() const {
    std::string values, errors, all;
    for (const auto& [key, kept] : answers_)
        if (kept.answer)
            append_member(values, key, *kept.answer);
        else
            append_member(errors, key, to_json(to_shipped(kept.answer.error())));
    append_member(all, "values", values.empty() ? "{}" : values + "}");
    append_member(all, "errors", errors.empty() ? "{}" : errors + "}");
    if (flash_) {
        auto failed = flash_->failed ? std::optional(to_shipped(*flash_->failed)) : std::nullopt;
        auto given = flash_->result_json ? std::optional(raw_json(*flash_->result_json)) : std::nullopt;
        append_member(all, "flash",
                      to_json(shipped_flash{flash_->url, flash_->bound_json, flash_->fields, failed, given}));
    }
    return json_for_script(all + "}");
}

void shipped_data::add_part(std::string_view part, std::string_view json) {
    if (part == "flash") {
        auto left = from_json<shipped_flash>(json, own_server_limits);
        if (!left) return;
        auto failed = left->failed ? std::optional(from_shipped(*left->failed)) : std::nullopt;
        auto given = left->result ? std::optional(std::string(left->result->text())) : std::nullopt;
        return set_flash({left->url, left->bound, left->fields, failed, given});
    }
    auto members = scan_json_object(json, own_server_limits);
    if (!members) return;
    for (auto& [key, value] : *members) {
        if (part == "values") record(std::string(key), std::string(value));
        if (part != "errors") continue;
        if (auto e = from_json<shipped_error>(value, own_server_limits))
            record(std::string(key), std::unexpected(from_shipped(*e)));
    }
}

void shipped_data::add_from_json(std::string_view json) {
    auto parts = scan_json_object(json, own_server_limits);
    if (!parts) return;
    for (const auto& [part, members] : *parts) add_part(part, members);
}

}  // namespace solder
