#include "bound_control.hpp"
#include <algorithm>
#include <charconv>
#include <optional>
#include <solder/core/ascii.hpp>
#include <solder/html/detail/bound_value.hpp>
#include <solder/html/escape.hpp>
#include <solder/wire/text.hpp>
#include <string_view>

namespace solder::detail {
namespace {

/// Of the 2 231 names in HTML those that are written in texts: the letters and signs of Latin-1, and some more.
constexpr std::string_view latin_names[] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",
    "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",
    "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave",
    "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",
    "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",
    "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute",
    "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave",
    "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide",
    "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
constexpr std::uint32_t first_latin_code = 0xA0;
constexpr std::pair<std::string_view, std::uint32_t> other_names[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},    {"euro", 0x20AC},
    {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C},
    {"rdquo", 0x201D}, {"bdquo", 0x201E}, {"sbquo", 0x201A},  {"bull", 0x2022},  {"trade", 0x2122}, {"minus", 0x2212},
    {"OElig", 0x152},  {"oelig", 0x153},  {"Scaron", 0x160},  {"scaron", 0x161}, {"Yuml", 0x178}};

/// 0: it is none of those.
std::uint32_t code_of_name(std::string_view name) {
    if (const auto at = std::ranges::find(latin_names, name); at != std::end(latin_names))
        return first_latin_code + static_cast<std::uint32_t>(at - std::begin(latin_names));
    const auto at = std::ranges::find(other_names, name, &std::pair<std::string_view, std::uint32_t>::first);
    return at == std::end(other_names) ? 0 : at->second;
}
static_assert(std::size(latin_names) == 96);

/// Appends what a character reference stands for; false when it is none of those that are written in values.
bool append_reference(std::string& out, std::string_view name) {
    if (name.starts_with('#')) {
        const bool is_hex = name.starts_with("#x") || name.starts_with("#X");
        const auto digits = name.substr(is_hex ? 2 : 1);
        std::uint32_t code = 0;
        const auto end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, code, is_hex ? 16 : 10);
        if (digits.empty() || read.ec != std::errc() || read.ptr != end || code > 0x10FFFF) return false;
        append_utf8(out, code);
        return true;
    }
    const auto code = code_of_name(name);
    if (code != 0) append_utf8(out, code);
    return code != 0;
}

std::string decoded(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = text.front() == '&' ? text.find(';') : std::string_view::npos;
        if (end != std::string_view::npos && append_reference(out, text.substr(1, end - 1))) {
            text.remove_prefix(end + 1);
            continue;
        }
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

/// The rest of a tag, from after its name or between two attributes.
struct tag_reader {
    std::string_view html;
    std::size_t at;

    /// Steps over the next attribute; false at the end of the tag, which it steps over, too.
    bool next() {
        while (at < html.size() && (is_html_space(html[at]) || html[at] == '/')) ++at;
        if (at >= html.size() || html[at] == '>') return ++at, false;
        const auto begin = at;
        while (at < html.size() && html[at] != '=' && html[at] != '>' && html[at] != '/' && !is_html_space(html[at]))
            ++at;
        name = html.substr(begin, at - begin);
        value = {};
        if (at < html.size() && html[at] == '=') read_value();
        return true;
    }
    std::string_view name;
    std::string_view value;

private:
    void read_value() {
        const char quote = ++at < html.size() ? html[at] : '\0';
        const bool is_quoted = quote == '"' || quote == '\'';
        const auto begin = at += is_quoted;
        while (at < html.size() && (is_quoted ? html[at] != quote : html[at] != '>' && !is_html_space(html[at]))) ++at;
        value = html.substr(begin, at - begin);
        at += is_quoted;
    }
};

/// The value of the attribute `value`; steps to the end of the tag.
std::optional<std::string> value_in(tag_reader& tag) {
    std::optional<std::string> value;
    while (tag.next())
        if (tag.name == "value" && !value) value = decoded(tag.value);
    return value;
}

/// What an option without a value stands for: its text, white space collapsed.
std::string text_of_option(std::string_view html) {
    std::string text;
    for (std::size_t at = 0; at < html.size(); ++at) {
        if (html[at] != '<') {
            text += html[at];
            continue;
        }
        const std::string_view end = html.substr(at).starts_with("<!--") ? "-->" : ">";
        at = html.find(end, at);
        if (at == html.npos) break;
        at += end.size() - 1;
    }
    std::string out;
    for (const char c : decoded(text)) {
        if (!is_html_space(c))
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

void choose_radio(std::string& out, std::size_t at, const std::string& value) {
    tag_reader tag{out, out.rfind("<input", at) + 6, {}, {}};
    if (value_in(tag) == value) out.insert(at, " checked");
}

void fill_textarea(std::string& out, std::size_t at, const std::string& value) {
    tag_reader tag{out, at, {}, {}};
    value_in(tag);
    std::string text(value.starts_with('\n') ? 1 : 0, '\n');  // the parser drops the first
    append_escaped_text(text, value);
    out.insert(tag.at, text);
}

/// The first option with one of `values`, or each, is selected. False when the select is not complete yet.
bool choose_options(std::string& out, std::size_t at, const std::vector<std::string>& values, bool several) {
    constexpr std::string_view option = "<option";
    constexpr std::string_view selected = " selected";
    auto end = out.find("</select>", at);
    if (end == std::string::npos) return false;
    while ((at = out.find(option, at)) < end) {
        at += option.size();
        if (!is_html_space(out[at]) && out[at] != '>') continue;
        tag_reader tag{out, at, {}, {}};
        auto own = value_in(tag);
        if (!own) own = text_of_option(std::string_view(out).substr(tag.at, out.find("</option", tag.at) - tag.at));
        if (std::ranges::find(values, *own) == values.end()) continue;
        out.insert(at, selected);
        if (!several) break;
        end += selected.size();
    }
    return true;
}

}  // namespace

void bound_controls::settle(std::string& out) {
    for (std::size_t i = 0; i < open_.size();) {
        const auto before = out.size();
        if (!show(open_[i], out)) {
            ++i;
            continue;
        }
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
        for (auto rest = i; rest < open_.size(); ++rest) open_[rest].at += out.size() - before;
    }
}

bool bound_controls::show(const control& shown, std::string& out) {
    if (shown.kind == hole_kind::bind_textarea) return fill_textarea(out, shown.at, shown.value), true;
    if (shown.kind == hole_kind::bind_choices) return choose_options(out, shown.at, choices_in(shown.value), true);
    const auto input = out.rfind("<input", shown.at);
    const auto select = out.rfind("<select", shown.at);
    if (select != std::string::npos && (input == std::string::npos || select > input))
        return choose_options(out, shown.at, {shown.value}, false);
    return choose_radio(out, shown.at, shown.value), true;
}

// What templates name; here they write themselves (template_view.cpp).
void bind_control(const bound_control&) {}
void fill_hole_of_template(const filled_hole&) {}
void fill_hole_with_property(const filled_hole&) {}
const special_parts special_parts_of_templates{};

}  // namespace solder::detail
