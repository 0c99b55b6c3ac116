// tests/html/command_cases.json against the fake document; tests/browser/glue.test.mjs runs the same in a browser.
#include "command_text.hpp"
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <solder/wire/json.hpp>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace solder::testing {
namespace {

using json_list = std::vector<std::string_view>;

struct command_case {
    std::string name;
    std::map<std::string, std::string> parts;  // start, server_head, flushes, html, head, body, mismatches: as JSON
};

const std::map<std::string, dom_op, std::less<>>& ops() {
#define SOLDER_OP(name) {#name, dom_op::name}
    static const std::map<std::string, dom_op, std::less<>> all = {SOLDER_OP(intern),
                                                                   SOLDER_OP(define_template),
                                                                   SOLDER_OP(create),
                                                                   SOLDER_OP(adopt),
                                                                   SOLDER_OP(create_text),
                                                                   SOLDER_OP(adopt_text),
                                                                   SOLDER_OP(create_markers),
                                                                   SOLDER_OP(adopt_markers),
                                                                   SOLDER_OP(insert),
                                                                   SOLDER_OP(insert_before),
                                                                   SOLDER_OP(remove),
                                                                   SOLDER_OP(clear),
                                                                   SOLDER_OP(take_content),
                                                                   SOLDER_OP(forget),
                                                                   SOLDER_OP(raw),
                                                                   SOLDER_OP(adopt_raw),
                                                                   SOLDER_OP(adopt_end),
                                                                   SOLDER_OP(text),
                                                                   SOLDER_OP(text_number),
                                                                   SOLDER_OP(attribute),
                                                                   SOLDER_OP(remove_attribute),
                                                                   SOLDER_OP(property_text),
                                                                   SOLDER_OP(listen),
                                                                   SOLDER_OP(title),
                                                                   SOLDER_OP(head),
                                                                   SOLDER_OP(hydrate),
                                                                   SOLDER_OP(property_number),
                                                                   SOLDER_OP(hydrated),
                                                                   SOLDER_OP(ready),
                                                                   SOLDER_OP(property_boolean),
                                                                   SOLDER_OP(take_late),
                                                                   SOLDER_OP(call),
                                                                   SOLDER_OP(choose),
                                                                   SOLDER_OP(attribute_number),
                                                                   SOLDER_OP(mount),
                                                                   SOLDER_OP(written_at),
                                                                   SOLDER_OP(leave)};
#undef SOLDER_OP
    return all;
}

template <class T>
T decoded(std::string_view json) {
    auto value = from_json<T>(json);
    if (!value) throw std::logic_error(value.error().message);
    return *value;
}

json_list elements_of(std::string_view json) {
    auto list = split_json_array(json);
    if (!list) throw std::logic_error(list.error().message);
    return *list;
}

std::uint32_t slot_of(std::string_view json) {
    static const std::map<std::string, slot_kind> kinds = {{"element", slot_kind::element},
                                                           {"sole_hole", slot_kind::sole_hole},
                                                           {"marked_hole", slot_kind::marked_hole},
                                                           {"sole_text", slot_kind::sole_text},
                                                           {"marked_text", slot_kind::marked_text}};
    auto parts = elements_of(json);
    return flush::slot(kinds.at(decoded<std::string>(parts.at(0))), decoded<std::uint32_t>(parts.at(1)));
}

void put_operand(flush& commands, std::string_view json) {
    if (json.starts_with('"')) return commands.put(decoded<std::string>(json));
    if (json.starts_with('[')) return commands.put(slot_of(json));
    if (json.starts_with('{')) return commands.put(decoded<double>(scan_json_object(json).value().at(0).value));
    commands.put(decoded<std::uint32_t>(json));
}

void run_flush(fake_document& document, std::string_view json) {
    flush pending;
    for (auto command : elements_of(json)) {
        auto parts = elements_of(command);
        auto op = decoded<std::string>(parts.at(0));
        if (op == "claim_mark") {  // a call of its own, in between
            std::exchange(pending, {}).apply_to(document);
            EXPECT_EQ(document.claim_mark(decoded<std::uint32_t>(parts.at(1)), decoded<std::string>(parts.at(2)).at(0)),
                      decoded<std::uint32_t>(parts.at(3)))
                << command;
            continue;
        }
        if (op == "keep_late") {
            document.keep_late(decoded<std::uint32_t>(parts.at(1)), decoded<std::string>(parts.at(2)));
            continue;
        }
        pending.begin(ops().at(op));
        for (std::size_t i = 1; i < parts.size(); ++i) put_operand(pending, parts[i]);
    }
    pending.apply_to(document);
}

std::vector<command_case> read_cases() {
    std::ifstream file(SOLDER_COMMAND_CASES);
    std::stringstream all;
    all << file.rdbuf();
    auto json = all.str();
    std::vector<command_case> cases;
    for (auto text : elements_of(json)) {
        command_case next;
        auto members = scan_json_object(text);
        if (!members) throw std::logic_error(members.error().message);
        for (auto& [name, value] : *members) next.parts[name] = value;
        next.name = decoded<std::string>(next.parts.at("name"));
        cases.push_back(std::move(next));
    }
    return cases;
}

/// How GoogleTest shows a case.
void PrintTo(const command_case& shown, std::ostream* out) { *out << shown.name; }

class command_cases : public ::testing::TestWithParam<command_case> {};

TEST_P(command_cases, leave_the_same_document_as_in_the_browser) {
    auto parts = GetParam().parts;
    auto text = [&](const char* part) { return parts.contains(part) ? decoded<std::string>(parts.at(part)) : ""; };
    fake_document document(text("start"), text("server_head"));
    for (auto commands : elements_of(parts.at("flushes"))) run_flush(document, commands);
    EXPECT_EQ(document.html(), text("html"));
    EXPECT_EQ(document.head(), text("head"));
    EXPECT_EQ(document.body(), text("body"));
    auto mismatches = parts.contains("mismatches") ? parts.at("mismatches") : "[]";
    EXPECT_EQ(document.mismatches(), decoded<std::vector<std::string>>(mismatches));
}

INSTANTIATE_TEST_SUITE_P(html, command_cases, ::testing::ValuesIn(read_cases()), [](const auto& info) {
    auto name = info.param.name;
    std::erase_if(name, [](char c) { return c == ',' || c == ':'; });
    for (auto& c : name)
        if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
    return name;
});

TEST(command_names, are_all_known_here) { EXPECT_EQ(ops().size(), static_cast<std::size_t>(dom_op::leave)); }

}  // namespace
}  // namespace solder::testing
