#include <solder/wire/form.hpp>
// first: it includes what it needs
#include <gtest/gtest.h>
#include <solder/wire/json.hpp>
#include <solder/wire/same.hpp>

using namespace solder;

namespace {

enum class size : std::uint8_t { small = 1, large = 2 };
struct new_task {
    std::string title;
    std::int64_t project_id;
    std::uint8_t priority;
    double hours;
    bool done;
    size how_big;
    std::optional<int> parent;
    std::optional<std::string> note;
    std::vector<std::string> tags;
    std::vector<int> days;
};
const new_task sample{"Write & test", -7, 255, 1.5, true, size::large, 3, "é", {"a", "b"}, {1, 2}};

std::string why(std::string_view body) {
    auto task = from_form<new_task>(parse_form(body).value());
    return task ? "no error" : task.error().message;
}
const std::string good = "title=t&project_id=1&priority=2&hours=0.5&how_big=1";

}  // namespace

TEST(parse_form, decodes_names_and_values_in_order) {
    EXPECT_EQ(parse_form("a=1&b=x+y%2B%26&a=%C3%A9&empty=&alone&=v&&"),
              (form_fields{{"a", "1"}, {"b", "x y+&"}, {"a", "é"}, {"empty", ""}, {"alone", ""}, {"", "v"}}));
    EXPECT_EQ(parse_form(""), form_fields());
    EXPECT_EQ(parse_form("a=b=c"), (form_fields{{"a", "b=c"}}));
    EXPECT_EQ(parse_form("a=%&b=%4&c=%zz&d=100%"), (form_fields{{"a", "%"}, {"b", "%4"}, {"c", "%zz"}, {"d", "100%"}}));
}

TEST(parse_form, keeps_to_its_limits_and_to_utf8) {
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "a=1&";
    EXPECT_EQ(parse_form(many)->size(), 1000u);
    EXPECT_EQ(parse_form(many + "b=2").error().message, "the form has more than 1000 fields");
    EXPECT_EQ(parse_form("abcd", {.max_bytes = 3}).error().message, "the form is larger than 3 bytes");
    EXPECT_EQ(parse_form("a=%FF").error().message, "field \"a\": not UTF-8");
    EXPECT_EQ(parse_form("%C3=1").error().message, "the name of a field is not UTF-8");
    EXPECT_EQ(parse_form("a=%FF").error().kind, error_kind::invalid);
}

TEST(write_form, is_read_back_as_it_was) {
    const form_fields fields{{"a b", "1&2=3"}, {"é", "+%\n"}, {"", ""}, {"a b", "*-._"}};
    EXPECT_EQ(write_form(fields), "a+b=1%262%3D3&%C3%A9=%2B%25%0A&=&a+b=*-._");
    EXPECT_EQ(parse_form(write_form(fields)), fields);
}

TEST(from_form, fills_a_struct_and_to_form_fields_is_its_inverse) {
    const auto fields = to_form_fields(sample);
    EXPECT_EQ(write_form(fields),
              "title=Write+%26+test&project_id=-7&priority=255&hours=1.5&done=on&how_big=2&parent=3&note=%C3%A9"
              "&tags=a&tags=b&days=1&days=2");
    EXPECT_TRUE(wire::same(*from_form<new_task>(fields), sample));
}

TEST(from_form, takes_absence_for_false_empty_optional_and_empty_vector) {
    const auto task = from_form<new_task>(*parse_form(good + "&parent=&note=&unknown=1"));
    ASSERT_TRUE(task) << task.error().message;
    EXPECT_TRUE(wire::same(*task, new_task{"t", 1, 2, 0.5, false, size::small, {}, {}, {}, {}}));
    EXPECT_EQ(from_form<new_task>(*parse_form("title=&" + good))->title, "") << "the first of two";
    for (const char* yes : {"on", "true", "1"})
        EXPECT_TRUE(from_form<new_task>(*parse_form(good + "&done=" + yes))->done);
    for (const char* no : {"off", "false", "0", ""})
        EXPECT_FALSE(from_form<new_task>(*parse_form(good + "&done=" + no))->done);
    EXPECT_EQ(from_form<new_task>(*parse_form(good + "&days=+4+"))->days, std::vector{4}) << "typed with spaces";
}

TEST(from_form, takes_numbers_as_a_field_of_numbers_does) {
    const std::string before = "title=t&project_id=1&priority=2&how_big=1&hours=";
    const auto hours = [&](const char* text) {
        const auto task = from_form<new_task>(*parse_form(before + text));
        return task ? std::optional(task->hours) : std::nullopt;
    };
    EXPECT_EQ(hours(".5"), 0.5);
    EXPECT_EQ(hours("-.5"), -0.5);
    EXPECT_EQ(hours("05"), 5);
    EXPECT_EQ(hours("-00.25e1"), -2.5);
    EXPECT_EQ(hours("0"), 0);
    EXPECT_EQ(hours("00"), 0);
    for (const char* none : {".", "-", "-.", "5.", "--5", "0x5", "%2B5", "e5", ""}) EXPECT_FALSE(hours(none)) << none;
}

TEST(read_form, reads_all_that_fits_and_fails_with_all_that_does_not) {
    new_task read{};
    const auto outcome =
        detail::read_form(*parse_form("project_id=x&priority=2&hours=y&parent=q&note=n&title=t"), read);
    ASSERT_FALSE(outcome);
    const auto& wrong = outcome.error();
    EXPECT_EQ(wrong.message, "project_id: Expected a whole number.");
    EXPECT_EQ(wrong.fields.list(), (std::vector<field_error>{{"project_id", "Expected a whole number."},
                                                             {"hours", "Expected a number."},
                                                             {"how_big", "Is missing."},
                                                             {"parent", "Expected a whole number."}}));
    EXPECT_EQ(read.title, "t");
    EXPECT_EQ(read.priority, 2);
    EXPECT_EQ(read.note, "n");
    EXPECT_EQ(read.parent, std::nullopt) << "what was typed is no number, and none was chosen";
}

TEST(from_form, names_the_field_that_is_wrong) {
    EXPECT_EQ(why("project_id=1"), "title: Is missing.");
    EXPECT_EQ(why("title=t&project_id=x"), "project_id: Expected a whole number.");
    EXPECT_EQ(why("title=t&project_id=1&priority=256"), "priority: Expected a whole number from 0 to 255.");
    EXPECT_EQ(why("title=t&project_id=1&priority="), "priority: Is missing.");
    EXPECT_EQ(why("title=t&project_id=1&priority=1&hours=1.5h"), "hours: Expected a number.");
    EXPECT_EQ(why("title=t&project_id=1&priority=1&hours=1e999"), "hours: Expected a smaller number.");
    EXPECT_EQ(why("title=t&project_id=1&priority=1&hours="), "hours: Is missing.");
    EXPECT_EQ(why(good + "&done=maybe"), "done: Expected on or off.");
    EXPECT_EQ(why(good + "&parent=2147483648"), "parent: Expected a whole number from -2147483648 to 2147483647.");
    EXPECT_EQ(why("title=t&project_id=1&priority=18446744073709551616"),
              "priority: Expected a whole number from 0 to 255.");
    EXPECT_EQ(why(good + "&parent=-99999999999999999999"),
              "parent: Expected a whole number from -2147483648 to 2147483647.");
    EXPECT_EQ(why(good + "&parent=--1"), "parent: Expected a whole number.");
    EXPECT_EQ(why(good + "&days=1&days=1.5"), "days: Expected a whole number.");
    const auto failed = from_form<new_task>({});
    EXPECT_EQ(failed.error().kind, error_kind::invalid);
    EXPECT_TRUE(failed.error().is_public);
}

TEST(from_form, what_a_member_was_before_does_not_stay) {
    struct filter {
        std::optional<int> page = 1;
        std::vector<int> tags{7};
    };
    const auto empty = from_form<filter>({{"page", ""}, {"tags", "1"}}).value();
    EXPECT_EQ(empty.page, std::nullopt);
    EXPECT_EQ(empty.tags, std::vector{1});
    EXPECT_EQ(from_form<filter>({}).value().page, std::nullopt);
}

TEST(form_decodable, holds_for_flat_structs) {
    struct nested {
        new_task inner;
    };
    static_assert(form_decodable<new_task> && !form_decodable<nested> && !form_decodable<int>);
}

TEST(form_fields, travel_as_json_too) {
    const form_fields fields{{"a", "1"}, {"a", "2"}};
    EXPECT_EQ(from_json<form_fields>(to_json(fields)), fields);
}

namespace {

struct album_form {
    std::string title;
    uploaded_file cover;
    std::optional<uploaded_file> back;
    std::vector<uploaded_file> pages;
};

form_field file_field(std::string name, std::string file_name) {
    uploaded_file file{std::move(file_name), "text/plain", 3, std::make_shared<detail::file_place>()};
    return {std::move(name), {}, std::make_shared<const uploaded_file>(std::move(file))};
}
std::string album(const form_fields& fields) {
    auto form = from_form<album_form>(fields);
    if (!form) return form.error().message;
    auto all = form->title + " " + form->cover.name + " " + (form->back ? form->back->name : "-");
    for (const auto& page : form->pages) all += " " + page.name;
    return all;
}

}  // namespace

TEST(uploaded_file, fills_members_as_other_fields_do) {
    const form_field title{"title", "T"}, cover = file_field("cover", "1");
    EXPECT_EQ(album({title, cover}), "T 1 -");
    EXPECT_EQ(album({title, cover, file_field("cover", "2"), file_field("back", "3"), file_field("pages", "4"),
                     file_field("pages", "5"), file_field("unknown", "6")}),
              "T 1 3 4 5");
    EXPECT_EQ(album({title, cover, {"back", ""}, {"pages", ""}}), "T 1 -") << "inputs where none was chosen";
}

TEST(uploaded_file, is_told_apart_from_text) {
    const form_field title{"title", "T"}, cover = file_field("cover", "1");
    const std::string expected = ": Expected a file, in a form with enctype=\"multipart/form-data\".";
    EXPECT_EQ(album({title}), "cover: Is missing.");
    EXPECT_EQ(album({title, {"cover", ""}}), "cover: Is missing.");
    EXPECT_EQ(album({title, {"cover", "1.png"}}), "cover" + expected);
    EXPECT_EQ(album({title, cover, {"back", "1.png"}}), "back" + expected);
    EXPECT_EQ(album({title, cover, {"pages", "1.png"}}), "pages" + expected);
    EXPECT_EQ(album({file_field("title", "1"), cover}), "title: Is missing.");
}

TEST(uploaded_file, goes_into_fields_and_comes_back_the_same) {
    const auto place = std::make_shared<detail::file_place>();
    const album_form form{"T", {"1", "a/b", 1, place}, uploaded_file{"2", "", 0, place}, {{"3", "", 2, place}, {}}};
    const auto fields = to_form_fields(form);
    const auto back = from_form<album_form>(fields);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->cover, form.cover);
    EXPECT_EQ(back->back, form.back);
    EXPECT_EQ(back->pages, std::vector{form.pages[0]}) << "one that no form brought stays behind";
    EXPECT_EQ(write_form(fields), "title=T") << "texts alone have this form";
}

TEST(uploaded_file, members_are_found_by_name) {
    EXPECT_EQ(detail::file_members<album_form>::names, (std::array<std::string_view, 3>{"cover", "back", "pages"}));
    EXPECT_FALSE(detail::holds_files<new_task>);
    EXPECT_FALSE(detail::holds_files<int>);
}
