#include "document.hpp"
#include <solder/html/detail/html_names.hpp>
#include <solder/html/escape.hpp>
#include <solder/wire/json.hpp>

namespace solder::detail {
namespace {

constexpr std::string_view script_end = "></script>";
/// Without waiting for the end of the stream.
constexpr std::string_view async_script_end = " async></script>";
constexpr std::string_view mount_start = "</head><body><div id=\"solder-app\">";

std::string element_with(std::string_view before, const std::string& url, std::string_view after) {
    std::string out(before);
    append_escaped_attribute(out, url);
    return out.append(after);
}

/// Where a file of the bundle is kept for good, else where it was said to be.
std::string file_url(const static_files& files, const std::string& name) {
    return files.find("/" + name) ? files.url_for(name) : "/" + name;
}

/// A script of the bundle that stands in the document itself.
std::string inline_text(const static_files& files, std::string_view path) {
    const auto* file = files.find(path);
    return file && file->identity.bytes ? *file->identity.bytes : "";
}

/// "svg" or "math" for content that is a part of that by the first element in it: by itself a parser would read it as
/// HTML. The same rule as for templates.
std::string_view foreign_root_of(std::string_view html) {
    auto at = html.find('<');
    while (at != std::string_view::npos && html.substr(at).starts_with("<!")) at = html.find('<', at + 1);
    if (at == std::string_view::npos) return {};
    const auto name = html.substr(at + 1, html.find_first_of(" \n\t\r\f/>", at) - at - 1);
    std::uint64_t hash = 0;  // of the whole name: `<line-chart>` is no `<line>`
    for (const char c : name) hash = next_hash(hash, c);
    if (html_elements.find(hash) != element_kind::unknown) return {};
    if (svg_elements.find(hash) != element_kind::unknown) return "svg";
    return math_elements.find(hash) != element_kind::unknown ? "math" : std::string_view();
}

void append_if_any(std::string& out, std::string_view attribute, std::string_view value) {
    if (value.empty()) return;
    out.append(" ").append(attribute).append("=\"");
    append_escaped_attribute(out, value);
    out += '"';
}

void append_late_content(std::string& out, std::string_view number, const late_content& content) {
    const auto& html = *content.html;
    const auto root = foreign_root_of(html);
    out.append("<template id=\"solder-").append(number) += '"';
    append_if_any(out, "title", content.title);
    append_if_any(out, "data-head", content.head);
    if (root.empty()) return void(out.append(">").append(html).append("</template>"));
    out.append(" data-around><").append(root).append(">").append(html);
    out.append("</").append(root).append("></template>");
}

void append_nonce(std::string& out, std::string_view nonce) {
    if (!nonce.empty()) out.append(" nonce=\"").append(nonce) += '"';
}

/// All scripts that stand in a document are written here. `code` is ours, and holds no `</script`.
void append_inline_script(std::string& out, std::string_view code, std::string_view nonce) {
    if (code.empty()) return;
    out += "<script";
    append_nonce(out, nonce);
    out.append(">").append(code).append("</script>");
}

void append_part_names(std::string& out, std::span<const std::string_view> parts) {
    if (parts.empty()) return;
    out += " data-parts=\"";
    for (std::size_t i = 0; i < parts.size(); ++i) out.append(i ? " " : "").append(parts[i]);
    out += '"';
}

void append_data(std::string& out, std::string_view id, std::string_view json,
                 std::span<const std::string_view> parts = {}) {
    out.append("<script type=\"application/json\" id=\"solder-data").append(id) += '"';
    append_part_names(out, parts);
    out.append(">").append(json).append("</script>");
}

/// Part "x" of app.wasm is app.x.wasm.
void append_part_link(std::string& out, std::string_view wasm, std::string_view part) {
    out.append("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"");
    append_escaped_attribute(out, wasm.substr(0, wasm.rfind('.')));
    out.append(".").append(part).append(".wasm\">");
}

}  // namespace

document_shell::document_shell(const application& app, const static_files& files) : title_(app.title) {
    start_ = element_with("<!doctype html><html lang=\"", app.language, "\"><head><meta charset=\"utf-8\">");
    start_ += "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>";
    for (const auto& name : app.stylesheets)
        own_head_ += element_with("<link rel=\"stylesheet\" href=\"", file_url(files, name), "\">");
    if (!app.icon.empty()) own_head_ += element_with("<link rel=\"icon\" href=\"", file_url(files, app.icon), "\">");
    head_ = own_head_ += app.head;
    for (const auto& name : app.scripts)
        scripts_.push_back(element_with("<script type=\"module\" src=\"", file_url(files, name), "\""));
    if (!files.find("/solder.js") || !files.find("/app.wasm")) return;
    auto glue = files.url_for("solder.js");
    wasm_ = files.url_for("app.wasm");
    preload_ = element_with("<link rel=\"modulepreload\" href=\"", glue, "\"");
    head_ += element_with("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"", wasm_, "\">");
    early_ = inline_text(files, "/early.js");
    stream_ = inline_text(files, "/stream.js");
    script_ = element_with("<script type=\"module\" src=\"", glue, "\"");
    script_ += element_with(" data-wasm=\"", wasm_, "\" data-build=\"") + files.bundle_id() + "\"";
}

std::string document_shell::around(const rendered_page& page, const page_surroundings& with) const {
    const bool is_streamed = !with.whole_page.empty();
    std::string out;
    out.reserve(start_.size() + head_.size() + early_.size() + stream_.size() + page.head.size() + page.html.size() +
                with.shipped_json.size() + script_.size() + 512);
    out += start_;
    append_escaped_text(out, page.title.empty() ? title_ : page.title);
    out.append("</title>").append(page.head).append(head_);
    if (is_streamed)
        out += element_with("<noscript><meta http-equiv=\"refresh\" content=\"0;url=", std::string(with.whole_page),
                            "\"></noscript>");
    append_own_scripts(out, with.nonce, is_streamed ? async_script_end : script_end);
    if (has_program()) append_nonce(out += preload_, with.nonce), out += '>';
    append_inline_script(out, early_, with.nonce);
    if (is_streamed) append_inline_script(out, stream_, with.nonce);
    if (has_program())
        for (auto part : with.parts) append_part_link(out, wasm_, part);
    out.append(mount_start).append(page.html).append("</div>");
    if (has_program()) append_program(out, with, is_streamed);
    if (!is_streamed) out.append(end());
    return out;
}

void document_shell::append_own_scripts(std::string& out, std::string_view nonce, std::string_view end) const {
    for (const auto& script : scripts_) {
        append_nonce(out += script, nonce);
        out += end;
    }
}

void document_shell::append_program(std::string& out, const page_surroundings& with, bool is_streamed) const {
    append_data(out, "", with.shipped_json);
    out += script_;
    append_nonce(out, with.nonce);
    append_part_names(out, with.parts);
    out += is_streamed ? async_script_end : script_end;
}

std::string document_shell::late(const late_content& content, const page_surroundings& with) const {
    const auto number = std::to_string(content.number);
    std::string out;
    if (content.html) append_late_content(out, number, content);
    append_data(out, "-" + number, with.shipped_json, with.parts);
    append_inline_script(out, "solderStream(" + number + ")", with.nonce);
    return out;
}

std::string document_shell::beat(std::string_view nonce) const {
    std::string out;
    append_inline_script(out, "solderStream(0)", nonce);
    return out;
}

std::string document_shell::lead_to(std::string_view location, std::string_view nonce) const {
    std::string out;
    append_inline_script(out, "location=" + json_for_script(to_json(std::string(location))), nonce);
    return out;
}

std::string_view document_shell::end() { return "</body></html>"; }

std::string document_shell::without_program(const rendered_page& page, std::string_view nonce) const {
    std::string out = start_;
    append_escaped_text(out, page.title.empty() ? title_ : page.title);
    out.append("</title>").append(page.head).append(own_head_);
    append_own_scripts(out, nonce, script_end);
    return out.append(mount_start).append(page.html).append("</div>").append(end());
}

}  // namespace solder::detail
