#include "fetch_transport.hpp"
#include <solder/client/host.hpp>
#include <solder/core/make_value.hpp>
#include <solder/core/url.hpp>
#include <solder/query/response.hpp>
#include <solder/wire/error_json.hpp>
#include <solder/wire/reply.hpp>
#include <solder/wire/text.hpp>

namespace solder::detail {
namespace {

error bad_reply(std::string message) { return {std::move(message), error_kind::bad_reply, false}; }

/// A reply is ours when it carries our mark and is as long as it says.
bool is_ours(const fetch_reply& reply) {
    auto stated = reply.header(reply_bytes_header);
    auto bytes = read_whole_number(stated);
    return !reply.header(build_header).empty() && bytes && !bytes->negative && bytes->magnitude == reply.body.size();
}

error as_answer(fetch_reply reply) {
    solder::response answer;
    answer.status = static_cast<std::uint16_t>(reply.status);
    auto take = [&](std::string_view header, std::string name) {
        if (auto value = reply.find(header)) answer.headers.emplace_back(std::move(name), std::string(*value));
    };
    take(location_header, "Location");
    take(revalidate_header, "X-Revalidate");
    answer.body = std::move(reply.body);
    answer.answers = std::move(reply.answers);
    return {"", error_kind::responded, true, detail::make_value<const solder::response>(std::move(answer))};
}

/// Takes the answers to queries out of the body (`single_flight_header`); false when the body is not of that form.
bool take_answers_along(fetch_reply& reply) {
    auto members = scan_json_object(reply.body, own_server_limits);
    if (!members) return false;
    std::string value;
    for (const auto& [name, json] : *members) (name == "answers" ? reply.answers : value) = std::string(json);
    reply.body = std::move(value);
    return true;
}

/// Header values are ASCII; `navigate` may have been given anything.
std::string ascii_only(std::string_view path) {
    std::string safe;
    for (const char c : path) c > ' ' && c <= '~' ? void(safe += c) : void(safe += percent_encode_component({&c, 1}));
    return safe;
}

/// A form as the host posts it: pairs of a name and a text, or the number of a file.
std::string form_for_host(const form_fields& fields) {
    std::string out = "[";
    for (const auto& field : fields) {
        out += out.size() > 1 ? ",[" : "[";
        append_json_string(out, field.name);
        out += ',';
        if (field.file)
            append_integer(out, std::uint64_t{static_cast<const kept_file&>(*field.file->place).number});
        else
            append_json_string(out, field.value);
        out += ']';
    }
    return out += ']';
}

}  // namespace

kept_file::~kept_file() { solder_host_drop_file(number); }

std::optional<std::string_view> fetch_reply::find(std::string_view name) const {
    std::string_view rest = headers;
    while (!rest.empty()) {
        auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line.starts_with(name) && line.substr(name.size()).starts_with(": ")) return line.substr(name.size() + 2);
    }
    return std::nullopt;
}

result<std::string> read_reply(fetch_reply reply) {
    if (reply.status == 0) return fail(error{"The server cannot be reached.", error_kind::unreachable, true});
    // Whoever says so, a listener or a proxy, has not passed it on.
    const bool is_too_large = reply.status == 413 || reply.status == 414 || reply.status == 431;
    if (is_too_large && reply.header(build_header).empty())
        return fail(error{"This is more than the server takes at once.", error_kind::invalid, true});
    const bool is_not_passed_on = reply.status == 502 || reply.status == 503 || reply.status == 504;
    if (is_not_passed_on && reply.header(build_header).empty())
        return fail(error{"The server cannot be reached.", error_kind::unreachable, true});
    if (!is_ours(reply)) return fail(bad_reply("The answer did not come from this application."));
    const bool brings_answers = !reply.header(single_flight_header).empty();
    if (brings_answers && !take_answers_along(reply)) return fail(bad_reply("The answer does not decode."));
    auto outcome = reply.header(outcome_header);
    if (outcome == outcome_answer || (outcome == outcome_value && brings_answers))
        return std::unexpected(as_answer(std::move(reply)));
    if (outcome == outcome_value) return std::move(reply.body);
    auto told = from_json<error>(reply.body);
    return fail(told ? std::move(*told) : bad_reply("The answer does not decode."));
}

task<std::string> fetch_transport::send(remote_call call) {
    auto url = function_url(call.function);
    bool is_read = call.kind == access::reads;
    if ((is_read || call.form) && call.arguments != "[]") url += "&args=" + percent_encode_component(call.arguments);
    // No conditional inside `co_await`: g++ 12 destroys its temporaries twice.
    std::string body;
    if (!is_read) body = call.form ? form_for_host(*call.form) : std::move(call.arguments);
    std::string method = is_read ? "GET" : "POST";
    auto headers = std::string(build_header) + ": " + build_.id + "\n";
    if (!is_read && !call.form) headers += "content-type: application/json\n";
    if (!call.page.empty()) headers.append(single_flight_header) += ": " + ascii_only(call.page) + "\n";
    auto reply =
        co_await fetch(std::move(method), std::move(url), std::move(headers), std::move(body), call.is_repeated);
    auto outcome = read_reply(std::move(reply));
    // A browser does not tell whether a connection that broke had carried the call.
    if (!is_read && !outcome && outcome.error().kind == error_kind::unreachable)
        outcome = std::unexpected(unknown_outcome(outcome.error().message));
    if (!outcome && outcome.error().kind == error_kind::foreign_build) build_.is_foreign = true;
    co_return std::move(outcome);
}

task<fetch_reply> fetch_transport::fetch(std::string method, std::string url, std::string headers, std::string body,
                                         bool is_repeated) {
    auto id = next_id_++;
    co_return co_await await_callback<fetch_reply>([&](resolver<fetch_reply> answer) {
        waiting_.push_back({id, answer});
        auto bytes = [](const std::string& s) { return static_cast<std::uint32_t>(s.size()); };
        solder_host_fetch(id, method.data(), bytes(method), url.data(), bytes(url), headers.data(), bytes(headers),
                          body.data(), bytes(body), is_repeated);
        return [this, id] {
            std::erase_if(waiting_, [&](const waiting& w) { return w.id == id; });
            solder_host_abort(id);
        };
    });
}

void fetch_transport::fetched(std::uint32_t id, fetch_reply reply) {
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        if (waiting_[i].id != id) continue;
        auto answer = waiting_[i].answer;
        waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
        return answer(std::move(reply));
    }
}

}  // namespace solder::detail
