#include "web_fixture.hpp"
#include <stdexcept>

namespace solder::test {
namespace {

struct point {
    std::int64_t x;
    std::optional<std::string> label;
};

constexpr server_function<"calls.move", std::string(std::int64_t, point)> move_point;
constexpr server_function<"calls.store", std::string(std::string, point), writes> store_point;
constexpr server_function<"calls.raw", raw_json(std::string)> raw_result;
constexpr server_function<"calls.grow", std::int64_t(raw_json), writes> grow_tree;
constexpr server_function<"calls.form", void(std::int64_t, point), writes> form_point;
constexpr server_function<"calls.fail", std::string(std::string)> fail_as;
constexpr server_function<"calls.throw", std::string()> throws_it;
constexpr server_function<"calls.go", void(), writes> go_away;

std::vector<std::string> calls_made;

void define_once() {
    static const bool done = [] {
        move_point.define([](std::int64_t by, const point& p) {
            calls_made.push_back("move");
            return std::to_string(p.x + by) + p.label.value_or("");
        });
        store_point.define([](const std::string& name, const point&) {
            calls_made.push_back("store");
            return name;
        });
        grow_tree.define([](const raw_json& any) {
            calls_made.push_back("grow");
            return static_cast<std::int64_t>(any.text().size());
        });
        raw_result.define([](const std::string& of) -> result<raw_json> {
            if (of.starts_with("answer ")) return fail(json(raw_json(of.substr(7))));
            return raw_json(of);
        });
        form_point.define([](std::int64_t, const point&) { calls_made.push_back("form"); });
        fail_as.define([](const std::string& kind) -> result<std::string> {
            auto known = error_kind_from(kind);
            if (kind.starts_with("private "))
                return fail(error{"the password is 1234", error_kind_from(kind.substr(8))});
            if (kind == "fields") return fail(invalid("Look.", {{"x", "\"<"}, {"label", "Too short."}}));
            return fail(error{"Said in public.", known, true});
        });
        throws_it.define([]() -> std::string { throw std::runtime_error("the password is 1234"); });
        go_away.define([]() -> result<void> { return fail(redirect("/x")); });
        return true;
    }();
    (void)done;
}

view Broken() { return html("<p>x</p>"); }

class function_calls_test : public web_fixture {
protected:
    function_calls_test() : web_fixture(Broken) {
        define_once();
        calls_made.clear();
    }
    http_response read(std::string_view id, std::string_view arguments) {
        return get("/_server?id=" + std::string(id) + "&args=" + percent_encode_component(arguments));
    }
    static std::string refusal(const http_response& reply) {
        return std::to_string(reply.status) + " " + header(reply, "Content-Type") + " " + text(reply);
    }
    static std::string bad(std::string_view words) {
        return "400 application/json {\"kind\":\"bad_request\",\"message\":\"" + std::string(words) + "\"}";
    }
};

TEST_F(function_calls_test, arguments_come_from_the_address_or_the_body) {  // V12, V15
    EXPECT_EQ(text(read("calls.move", R"([1,{"x":2,"label":" a+b %"}])")), "\"3 a+b %\"");
    EXPECT_EQ(text(get("/_server?args=%5B1,%7B%22x%22:2,%22label%22:%22a+b%22%7D%5D&id=calls.move")), "\"3a b\"");
    EXPECT_EQ(text(call("/_server?id=calls.store", R"(["n",{"x":1}])")), "\"n\"");
    EXPECT_EQ(calls_made, (std::vector<std::string>{"move", "move", "store"}));
}

TEST_F(function_calls_test, arguments_of_the_wrong_type_are_named_and_nothing_is_called) {
    EXPECT_EQ(refusal(read("calls.move", R"(["1",{"x":2}])")),
              bad("argument 1: expected a whole number from -9223372036854775808 to 9223372036854775807"));
    EXPECT_EQ(refusal(read("calls.move", R"([1,2])")), bad("argument 2: expected an object"));
    EXPECT_EQ(
        refusal(read("calls.move", R"([1,{"x":"2"}])")),
        bad("argument 2: member \\\"x\\\": expected a whole number from -9223372036854775808 to 9223372036854775807"));
    EXPECT_EQ(refusal(read("calls.move", R"([1,{}])")), bad("argument 2: member \\\"x\\\": is missing"));
    EXPECT_EQ(refusal(call("/_server?id=calls.store", R"([7,{"x":1}])")), bad("argument 1: expected a string"));
    EXPECT_TRUE(calls_made.empty());
}

TEST_F(function_calls_test, a_result_that_is_no_json_is_an_error_in_words) {
    ::testing::internal::CaptureStderr();
    const auto reply = read("calls.raw", R"(["[1,"])");
    const auto answer = read("calls.raw", R"(["answer [1,"])");
    const auto log = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(reply.status, 500u);
    EXPECT_EQ(answer.status, 500u);
    EXPECT_TRUE(log.contains("calls.raw: internal: the value is no JSON: the JSON ends too early")) << log;
    EXPECT_EQ(text(read("calls.raw", R"(["[1]"])")), "[1]");
    EXPECT_EQ(text(read("calls.raw", R"(["answer [1]"])")), "[1]");
}

TEST_F(function_calls_test, too_few_or_too_many_arguments_are_refused) {
    for (auto* arguments : {"[]", "[1]", R"([1,{"x":2},3])"})
        EXPECT_EQ(refusal(read("calls.move", arguments)), bad("expected 2 arguments")) << arguments;
    EXPECT_EQ(refusal(get("/_server?id=calls.move")), bad("expected 2 arguments"));
    EXPECT_EQ(refusal(call("/_server?id=calls.go", "[1]")), bad("expected 0 arguments"));
    for (auto* arguments : {"", "x", "{}", "1", "[1,{\"x\":2}", "[1,{\"x\":2}]]"})
        EXPECT_EQ(read("calls.move", arguments).status, 400u) << arguments;
    EXPECT_TRUE(calls_made.empty());
}

TEST_F(function_calls_test, arguments_that_are_too_deep_are_refused) {
    auto nested = [](std::size_t depth) { return "[" + std::string(depth, '[') + std::string(depth, ']') + "]"; };
    EXPECT_EQ(text(call("/_server?id=calls.grow", nested(63))), "126");
    EXPECT_EQ(refusal(call("/_server?id=calls.grow", nested(64))), bad("argument 1: nested deeper than 64"));
    EXPECT_EQ(refusal(call("/_server?id=calls.grow", nested(200'000))), bad("argument 1: nested deeper than 64"));
    EXPECT_EQ(calls_made, (std::vector<std::string>{"grow"}));
}

TEST_F(function_calls_test, arguments_that_are_too_large_are_refused) {
    auto sized = [](std::size_t bytes) { return "[\"" + std::string(bytes - 4, 'x') + "\"]"; };
    const std::string told =
        R"(413 application/json {"kind":"invalid","message":"arguments: larger than 1048576 bytes"})";
    EXPECT_EQ(call("/_server?id=calls.grow", sized(1048576)).status, 200u);
    EXPECT_EQ(refusal(call("/_server?id=calls.grow", sized(1048577))), told);
    EXPECT_EQ(refusal(post_form("/_server?id=calls.form&args=%5B1%5D", std::string(1048577, 'x'))), told);
    EXPECT_EQ(refusal(get("/_server?id=calls.move&args=" + sized(1048577))), told);
    EXPECT_EQ(calls_made, (std::vector<std::string>{"grow"}));
}

TEST_F(function_calls_test, arguments_that_are_not_utf8_are_refused) {
    EXPECT_EQ(refusal(call("/_server?id=calls.store", "[\"\xFF\",{\"x\":1}]")), bad("argument 1: not UTF-8"));
    EXPECT_EQ(refusal(call("/_server?id=calls.store", "[\"n\",{\"x\":1,\"label\":\"\xC0\xAF\"}]")),
              bad("argument 2: member \\\"label\\\": not UTF-8"));
    const auto told = bad("arguments: not UTF-8, or a malformed escape");
    EXPECT_EQ(refusal(get("/_server?id=calls.move&args=%5B1,%7B%22x%22:2,%22label%22:%22%FF%22%7D%5D")), told);
    EXPECT_EQ(refusal(get("/_server?id=calls.move&args=%5B1%2")), told);
    EXPECT_EQ(post_form("/_server?id=calls.form&args=%5B1%5D", "x=1&label=%FF").status, 400u);
    EXPECT_TRUE(calls_made.empty());
}

TEST_F(function_calls_test, bound_arguments_are_judged_as_all_others) {  // V30
    auto form = [&](std::string_view bound) {
        return post_form("/_server?id=calls.form&args=" + percent_encode_component(bound), "x=1");
    };
    EXPECT_EQ(form("[1]").status, 302u);
    EXPECT_EQ(calls_made, (std::vector<std::string>{"form"}));
    EXPECT_EQ(refusal(form("[\"1\"]")),
              bad("argument 1: expected a whole number from -9223372036854775808 to 9223372036854775807"));
    EXPECT_EQ(refusal(form("[]")), bad("expected 1 argument"));
    EXPECT_EQ(form("[1,2,3]").status, 400u);
    EXPECT_EQ(form("x").status, 400u);
    EXPECT_EQ(calls_made, (std::vector<std::string>{"form"}));
}

TEST_F(function_calls_test, a_public_error_travels_with_its_status) {  // V17, V19 as the design has them
    auto told = [&](std::string_view kind) { return refusal(read("calls.fail", "[\"" + std::string(kind) + "\"]")); };
    auto expected = [](std::string_view status, std::string_view kind) {
        std::string text(status);
        text += " application/json {\"kind\":\"";
        text += kind;
        text += "\",\"message\":\"Said in public.\"}";
        return text;
    };
    EXPECT_EQ(told("invalid"), expected("422", "invalid"));
    EXPECT_EQ(told("not_found"), expected("404", "not_found"));
    EXPECT_EQ(told("forbidden"), expected("403", "forbidden"));
    EXPECT_EQ(told("conflict"), expected("409", "conflict"));
    EXPECT_EQ(told("timed_out"), expected("504", "timed_out"));
    EXPECT_EQ(told("internal"), expected("500", "internal"));
}

TEST_F(function_calls_test, what_is_wrong_with_single_fields_travels_too) {
    EXPECT_EQ(refusal(read("calls.fail", R"(["fields"])")),
              R"(422 application/json {"kind":"invalid","message":"Look.","fields":[{"field":"x","message":"\"<"},)"
              R"({"field":"label","message":"Too short."}]})");
}

TEST_F(function_calls_test, anything_else_is_500_with_an_id_that_the_log_has_too) {  // V17, V19 as the design has them
    for (auto* kind : {"internal", "invalid", "not_found", "bad_request", "timed_out"}) {
        ::testing::internal::CaptureStderr();
        auto reply = read("calls.fail", "[\"private " + std::string(kind) + "\"]");
        auto log = ::testing::internal::GetCapturedStderr();
        EXPECT_EQ(log.substr(18), " in calls.fail: " + std::string(kind) + ": the password is 1234\n");
        EXPECT_EQ(refusal(reply),
                  "500 application/json {\"kind\":\"internal\",\"message\":\"Something went wrong on the server. (" +
                      log.substr(6, 12) + ")\"}");
    }
}

TEST_F(function_calls_test, an_exception_is_an_error_like_others) {
    ::testing::internal::CaptureStderr();
    auto reply = get("/_server?id=calls.throw");
    auto log = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(reply.status, 500u);
    EXPECT_FALSE(text(reply).contains("1234"));
    EXPECT_TRUE(log.contains("the password is 1234")) << log;
    EXPECT_TRUE(text(reply).contains(log.substr(6, 12))) << log;
}

TEST_F(function_calls_test, an_unknown_function_is_404_without_detail) {  // V20
    for (auto* target :
         {"/_server", "/_server?id=", "/_server?id=calls.none", "/_server?id=%FF", "/_server?args=%5B%5D"})
        EXPECT_EQ(refusal(get(target)),
                  R"(404 application/json {"kind":"not_found","message":"There is no such function."})");
}

TEST_F(function_calls_test, each_kind_of_function_has_its_methods) {
    for (auto method : {http_method::post, http_method::put, http_method::delete_, http_method::options}) {
        auto request = post_request("/_server?id=calls.move", "application/json", R"([1,{"x":2}])");
        request.method = method;
        auto reply = ask(std::move(request));
        EXPECT_EQ(reply.status, 405u);
        EXPECT_EQ(header(reply, "Allow"), "GET, HEAD");
    }
    for (auto method : {http_method::get, http_method::head, http_method::put}) {
        auto request = post_request("/_server?id=calls.store", "application/json", R"(["n",{"x":2}])");
        request.method = method;
        auto reply = ask(std::move(request));
        EXPECT_EQ(reply.status, 405u);
        EXPECT_EQ(header(reply, "Allow"), "POST");
    }
    EXPECT_TRUE(calls_made.empty());
}

TEST_F(function_calls_test, content_types_are_compared_as_names) {
    for (auto* type : {"application/json", "Application/JSON; charset=utf-8", "application/json ;x=y"})
        EXPECT_EQ(ask(post_request("/_server?id=calls.store", type, R"(["n",{"x":2}])")).status, 200u) << type;
    for (auto* type : {"", "text/plain", "application/jsonx", "application/json-seq", "multipart/mixed"})
        EXPECT_EQ(ask(post_request("/_server?id=calls.store", type, R"(["n",{"x":2}])")).status, 415u) << type;
}

TEST_F(function_calls_test, a_foreign_build_is_refused_by_name_before_anything_else) {
    for (auto* target : {"/_server?id=calls.store", "/_server?id=gone", "/_server?id=calls.store&args=%FF"}) {
        auto request = post_request(target, "application/json", "broken");
        request.headers.set("x-solder-build", "older");
        EXPECT_EQ(
            refusal(ask(std::move(request))),
            R"(409 application/json {"kind":"foreign_build","message":"The page is of another build: load it again."})");
    }
    EXPECT_TRUE(calls_made.empty());
    auto own = post_request("/_server?id=calls.store", "application/json", R"(["n",{"x":2}])");
    own.headers.set("x-solder-build", "");  // of an application without a bundle
    EXPECT_EQ(ask(std::move(own)).status, 200u);
}

}  // namespace
}  // namespace solder::test
