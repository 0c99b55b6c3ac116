#include "response_head.hpp"
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <solder/core/ascii.hpp>

namespace solder::detail {
namespace {

std::string_view reason(unsigned status) {
    struct entry {
        unsigned status;
        std::string_view words;
    };
    static constexpr std::array<entry, 35> table{{{200, "OK"},
                                                  {201, "Created"},
                                                  {202, "Accepted"},
                                                  {204, "No Content"},
                                                  {206, "Partial Content"},
                                                  {301, "Moved Permanently"},
                                                  {302, "Found"},
                                                  {303, "See Other"},
                                                  {304, "Not Modified"},
                                                  {307, "Temporary Redirect"},
                                                  {308, "Permanent Redirect"},
                                                  {400, "Bad Request"},
                                                  {401, "Unauthorized"},
                                                  {403, "Forbidden"},
                                                  {404, "Not Found"},
                                                  {405, "Method Not Allowed"},
                                                  {406, "Not Acceptable"},
                                                  {408, "Request Timeout"},
                                                  {409, "Conflict"},
                                                  {410, "Gone"},
                                                  {412, "Precondition Failed"},
                                                  {413, "Content Too Large"},
                                                  {414, "URI Too Long"},
                                                  {415, "Unsupported Media Type"},
                                                  {416, "Range Not Satisfiable"},
                                                  {417, "Expectation Failed"},
                                                  {421, "Misdirected Request"},
                                                  {422, "Unprocessable Content"},
                                                  {429, "Too Many Requests"},
                                                  {431, "Request Header Fields Too Large"},
                                                  {500, "Internal Server Error"},
                                                  {501, "Not Implemented"},
                                                  {503, "Service Unavailable"},
                                                  {504, "Gateway Timeout"},
                                                  {505, "HTTP Version Not Supported"}}};
    const auto at = std::ranges::lower_bound(table, status, {}, &entry::status);
    return at != table.end() && at->status == status ? at->words : std::string_view("Status");
}

void write_number(std::string& out, std::uint64_t number, int base = 10) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number, base).ptr);
}

/// Headers that say where a message ends or belong to the connection: two opinions on these are how smuggling starts.
bool is_framing(std::string_view name) {
    const auto is = [&](std::string_view ours) { return same_ignoring_case(name, ours); };
    switch (name.size()) {
        case 4:
            return is("date");
        case 7:
            return is("trailer") || is("upgrade");
        case 10:
            return is("connection") || is("keep-alive");
        case 14:
            return is("content-length");
        case 17:
            return is("transfer-encoding");
        default:
            return false;
    }
}

}  // namespace

bool may_have_body(unsigned status) { return status != 204 && status != 304; }

void write_head(std::string& out, unsigned status, const http_headers& headers, const framing& framing) {
    out += "HTTP/1.1 ";
    write_number(out, status);
    out.append(" ").append(reason(status)).append("\r\ndate: ").append(framing.date).append("\r\n");
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (!is_framing(headers[i].name)) out.append(headers.line(i));
    }
    if (framing.length) {
        out += "content-length: ";
        write_number(out, *framing.length);
        out += "\r\n";
    }
    if (framing.chunked) out += "transfer-encoding: chunked\r\n";
    if (framing.close) out += "connection: close\r\n";
    if (framing.say_keep_alive && !framing.close) out += "connection: keep-alive\r\n";
    out += "\r\n";
}

std::string http_date(std::time_t when) {
    // Not strftime: its day and month names follow the locale.
    static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm t{};
    gmtime_r(&when, &t);
    char text[64];
    const int size = std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[t.tm_wday], t.tm_mday,
                                   months[t.tm_mon], t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
    return {text, static_cast<std::size_t>(size)};
}

void write_chunk_size(std::string& out, std::uint64_t bytes) {
    write_number(out, bytes, 16);
    out += "\r\n";
}

}  // namespace solder::detail
