// Locations and query strings come from whoever types them: any bytes must give an answer that keeps its promises.
#include "../router/matching_model.hpp"
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <solder/core/url.hpp>
#include <solder/router/branches.hpp>
#include <solder/router/path.hpp>
#include <solder/router/search_params.hpp>
#include <source_location>

namespace {

namespace model = matching_model;

void require(bool kept, std::source_location at = std::source_location::current()) {
    if (kept) return;
    std::fprintf(stderr, "line %u: not kept\n", static_cast<unsigned>(at.line()));
    std::abort();
}

void try_location(std::string_view raw) {
    const auto parts = solder::parse_location(raw);
    if (raw.starts_with('/')) require(parts.has_value());
    if (!parts) return;
    require(parts->pathname.starts_with('/'));
    require(parts->search.empty() || (parts->search.size() > 1 && parts->search[0] == '?'));
    require(parts->hash.empty() || (parts->hash.size() > 1 && parts->hash[0] == '#'));
    const auto whole = parts->pathname + parts->search + parts->hash;
    require(whole.size() <= 3 * raw.size() + 1);
    for (const char c : whole) require(c > ' ' && c <= '~');
    for (const char* dots : {"/./", "/../"}) require(!(parts->pathname + "/").contains(dots));
    require(solder::parse_location(whole) == parts);
}

/// What a search says, told in another way: the pairs of one name after another.
void try_search(std::string_view raw) {
    const auto pairs = solder::parse_query("?" + std::string(raw.substr(0, raw.find('#'))));
    std::size_t values = 0;
    for (const auto& [name, texts] : solder::extract_search_params("/x?" + std::string(raw))) {
        std::vector<std::string> expected;
        for (const auto& pair : pairs)
            if (pair.name == name) expected.push_back(pair.value);
        require(texts == expected);
        values += texts.size();
    }
    require(values == pairs.size());
}

void try_query(std::string_view raw) {
    const auto pairs = solder::parse_query(raw);
    const auto written = solder::write_query(pairs);
    require(solder::parse_query(written) == pairs);
    require(written.size() <= 9 * raw.size() + pairs.size());  // a byte that is no UTF-8 becomes %EF%BF%BD
    for (const char c : written) require(c > ' ' && c <= '~');
    if (pairs.size() < 100) try_search(raw);  // the check itself takes quadratic time
    const std::string merged =
        solder::merge_search_string(raw, {{"q", "new"}, {"gone", nullptr}, {"list", {"1", "2"}}});
    const auto params = solder::extract_search_params(merged);
    require(params.get("q") == "new");
    require(params.all("q").size() == 1 && !params.contains("gone") && params.all("list").size() == 2);
    require(solder::merge_search_string(merged, {}) == merged);
}

void try_encodings(std::string_view raw) {
    const std::string once = solder::percent_encode_segment(raw);
    require(once.size() <= 3 * raw.size() && !once.contains('/'));
    require(solder::percent_encode_segment(once) == once);
    const std::string encoded = solder::percent_encode_component(raw);
    require(encoded.size() <= 3 * raw.size());
    if (const auto decoded = solder::percent_decode(encoded)) require(*decoded == raw);
    if (const auto decoded = solder::percent_decode(raw)) require(decoded->size() <= raw.size());
    require(solder::percent_decode_or_keep(raw) == solder::percent_decode(raw).value_or(std::string(raw)));
}

void try_paths(std::string_view first, std::string_view second) {
    const auto from = solder::normalize_path(first);
    const bool from_is_path = from.empty() || from.starts_with('/');
    for (const auto& base : {std::string("/shop"), std::string(), from}) {
        const auto resolved = solder::resolve_path(base, second, first);
        if (!resolved) continue;
        require(!solder::has_scheme(*resolved) && !solder::is_protocol_relative(*resolved));
        if (from_is_path) require(resolved->starts_with('/'));
        require(resolved->size() <= base.size() + first.size() + second.size() + 3);
    }
    require(solder::join_paths(first, second).size() <= first.size() + second.size() + 2);
}

void try_pattern(std::string_view pattern, std::string_view location) {
    std::size_t optionals = 0;
    for (const char c : pattern) optionals += c == '?';
    if (optionals > 8) return;  // each may double the number of patterns
    if (const auto matchers = solder::create_matchers(pattern)) (void)solder::match_first(*matchers, location);
    if (const auto matcher = solder::create_matcher(pattern, true)) (void)(*matcher)(location);

    const solder::route_pattern_node rows[] = {{{std::string(pattern)}, {{"id", {"1", "2"}}}, {{{"/", ":x?", "*y"}}}}};
    const auto branches = solder::create_branches(rows);
    if (!branches) return;
    for (const auto& match : solder::get_route_matches(*branches, location)) {
        require(match.route->matcher(location).has_value());
        require(match.path.starts_with('/'));
    }
}

bool is_number(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == text.npos; }

/// One table in the words of both: what stands below a path, with a filter on `id`.
struct table {
    std::vector<model::node> expected;
    std::vector<solder::route_pattern_node> actual;

    void add(model::texts paths, table below = {}) {
        actual.push_back({paths, {{"id", is_number}}, std::move(below.actual)});
        const auto accepts = [](const std::string& value) { return is_number(value); };
        expected.push_back({std::move(paths), {{"id", accepts}}, std::move(below.expected)});
    }
};

table make_table() {
    table tasks, projects, all;
    tasks.add({"/"});
    tasks.add({":task", "new/:kind?"});
    projects.add({"/"});
    projects.add({"new"});
    projects.add({":id/tasks"}, tasks);
    projects.add({":id", ":name/*rest"});
    all.add({"/projects"}, projects);
    all.add({"/caf\u00e9/:a?/b/:c?", "/docs/*page"});
    all.add({"/", "/:id/:any", "/:any/x"});
    return all;
}

void try_table(const std::string& location) {
    static const table routes = make_table();
    static const auto expected = model::branches_of(routes.expected, "");
    static const auto actual = solder::create_branches(routes.actual);
    model::texts shown;
    for (const auto& [route, path, params] : solder::get_route_matches(*actual, location)) {
        std::string text = route->original_path + " | " + route->pattern + " -> " + path;
        for (const auto& [name, value] : params) text += " " + name + "=" + value;
        shown.push_back(std::move(text));
    }
    require(shown == model::matches_at(*expected, location));
    require((actual->find(location) != nullptr) == !shown.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto cut = text.substr(0, text.find('\n'));
    const auto rest = text.substr(cut.size() < size ? cut.size() + 1 : size);
    try_location(text);
    try_query(text);
    try_encodings(text);
    try_paths(cut, rest);
    try_pattern(cut, rest);
    try_table(std::string(cut));
    return 0;
}
