#include <solder/core/url.hpp>
#include <solder/router/search_params.hpp>

namespace solder {
namespace {

void apply(std::vector<query_pair>& pairs, const search_change& change) {
    const auto& value = change.value;
    bool is_placed = value.is_list();
    std::vector<query_pair> out;
    for (auto& pair : pairs) {
        if (pair.name != change.name) {
            out.push_back(std::move(pair));
        } else if (!is_placed && !value.texts().empty()) {
            out.push_back({change.name, value.texts().front()});
            is_placed = true;
        }
    }
    if (value.is_list() || !is_placed) {
        for (const auto& text : value.texts()) out.push_back({change.name, text});
    }
    pairs = std::move(out);
}

}  // namespace

const search_params::entry* search_params::find(std::string_view name) const {
    for (const auto& entry : entries_) {
        if (entry.name == name) return &entry;
    }
    return nullptr;
}

std::string_view search_params::get(std::string_view name) const {
    const auto* entry = find(name);
    return entry ? std::string_view(entry->values.front()) : std::string_view();
}

std::span<const std::string> search_params::all(std::string_view name) const {
    const auto* entry = find(name);
    return entry ? std::span<const std::string>(entry->values) : std::span<const std::string>();
}

void search_params::append(std::string_view name, std::string_view value) {
    for (auto& entry : entries_) {
        if (entry.name == name) {
            entry.values.emplace_back(value);
            return;
        }
    }
    entries_.push_back({std::string(name), {std::string(value)}});
}

search_params extract_search_params(std::string_view url) {
    search_params out;
    url = url.substr(0, url.find('#'));
    const auto mark = url.find('?');
    if (mark == url.npos) return out;
    for (const auto& [name, value] : parse_query(url.substr(mark))) out.append(name, value);
    return out;
}

search_value::search_value(std::initializer_list<search_text> values) : is_list_(true) {
    for (const auto& value : values) add(value);
}

std::string merge_search_string(std::string_view search, std::span<const search_change> changes) {
    auto pairs = parse_query(search);
    for (const auto& change : changes) apply(pairs, change);
    std::string out = write_query(pairs);
    return out.empty() ? out : "?" + out;
}

}  // namespace solder
