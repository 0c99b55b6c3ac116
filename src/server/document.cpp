#include "document.hpp"
#include <solder/html/escape.hpp>

namespace solder::detail {
namespace {

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

/// Keeps clicks on buttons until the page is live; js/early.js, read from the bundle.
std::string early_script(const static_files& files) {
    const auto* file = files.find("/early.js");
    return file && file->identity.bytes ? "<script>" + *file->identity.bytes + "</script>" : "";
}

/// Part "x" of app.wasm is app.x.wasm.
void append_part_link(std::string& out, std::string_view wasm, std::string_view part) {
    out.append("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"");
    append_escaped_attribute(out, wasm.substr(0, wasm.rfind('.')));
    out.append(".").append(part).append(".wasm\">");
}

void append_part_names(std::string& out, std::span<const std::string_view> parts) {
    if (parts.empty()) return;
    out += " data-parts=\"";
    for (std::size_t i = 0; i < parts.size(); ++i) out.append(i ? " " : "").append(parts[i]);
    out += '"';
}

}  // namespace

document_shell::document_shell(const application& app, const static_files& files) : title_(app.title) {
    start_ = element_with("<!doctype html><html lang=\"", app.language, "\"><head><meta charset=\"utf-8\">");
    start_ += "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>";
    for (const auto& name : app.stylesheets)
        style_ += element_with("<link rel=\"stylesheet\" href=\"", file_url(files, name), "\">");
    if (!app.icon.empty()) style_ += element_with("<link rel=\"icon\" href=\"", file_url(files, app.icon), "\">");
    head_ = style_ + app.head;
    if (!files.find("/solder.js") || !files.find("/app.wasm")) return;
    auto glue = files.url_for("solder.js");
    wasm_ = files.url_for("app.wasm");
    head_ += element_with("<link rel=\"modulepreload\" href=\"", glue, "\">");
    head_ += element_with("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"", wasm_, "\">");
    head_ += early_script(files);
    script_ = element_with("<script type=\"module\" src=\"", glue, "\"");
    script_ += element_with(" data-wasm=\"", wasm_, "\" data-build=\"") + files.bundle_id() + "\"";
}

std::string document_shell::around(const rendered_page& page, std::string_view shipped_json,
                                   std::span<const std::string_view> parts) const {
    std::string out;
    out.reserve(start_.size() + head_.size() + page.head.size() + page.html.size() + shipped_json.size() +
                script_.size() + 256);
    out += start_;
    append_escaped_text(out, page.title.empty() ? title_ : page.title);
    out.append("</title>").append(page.head).append(head_);
    if (!script_.empty())
        for (auto part : parts) append_part_link(out, wasm_, part);
    out.append(mount_start).append(page.html).append("</div>");
    if (!script_.empty()) {
        out.append("<script type=\"application/json\" id=\"solder-data\">").append(shipped_json).append("</script>");
        out.append(script_);
        append_part_names(out, parts);
        out += "></script>";
    }
    return out.append("</body></html>");
}

std::string document_shell::notice(std::string_view title, std::string_view text) const {
    std::string out = start_;
    append_escaped_text(out, title);
    out.append("</title>").append(style_).append("</head><body><main><h1>");
    append_escaped_text(out, title);
    out += "</h1><p>";
    append_escaped_text(out, text);
    return out.append("</p></main></body></html>");
}

}  // namespace solder::detail
