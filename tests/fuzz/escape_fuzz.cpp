// Any two texts in every place of a page that takes text, read by a real HTML parser: the elements are those of a page
// with harmless texts, each text comes back as it was, and no address runs script.
#include "../../src/server/document.hpp"
#include "../../src/server/error_pages.hpp"
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gumbo.h>
#include <iostream>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/html/head.hpp>
#include <solder/html/html.hpp>
#include <solder/html/render.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/graph.hpp>
#include <solder/wire/json.hpp>
#include <solder/wire/text.hpp>
#include <unistd.h>

namespace {

void require(bool good) {
    if (!good) std::abort();
}

void require_same(const std::vector<std::string>& found, const std::vector<std::string>& wanted) {
    const auto [a, b] = std::ranges::mismatch(found, wanted);
    if (a == found.end() && b == wanted.end()) return;
    std::cerr << "found:  " << (a == found.end() ? "nothing more" : *a)
              << "\nwanted: " << (b == wanted.end() ? "nothing more" : *b) << '\n';
    std::abort();
}

// ---- what is rendered

const solder::detail::document_shell& shell() {
    static const auto* made = [] {
        const auto folder = std::filesystem::temp_directory_path() / ("escape_fuzz_" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        for (const char* name : {"solder.js", "app.wasm"}) std::ofstream(folder / name) << name;
        const auto files = solder::static_files::load(folder);
        std::filesystem::remove_all(folder);
        return new solder::detail::document_shell({}, files.value());
    }();
    return *made;
}

solder::view page_of(std::string_view text, std::string_view address) {
    const auto computed = [text = std::string(text)] { return text; };
    using solder::html;
    auto head = html("{}{}{}", solder::Title(std::string(text)),
                     solder::Meta({.name = "description", .content = std::string(text)}),
                     solder::Link({.rel = "canonical", .href = std::string(address)}));
    auto body = html(
        R"(<main title={} class={} style={} data-x={}>
            <p>{}</p><p>a{}b</p><b>{}</b><a href={} hidden={}>{}</a><img src={} alt={}><form action={}></form>
            <textarea rows="2">{}</textarea><pre>{}</pre><pre>{}</pre>
            <select><option value={}>{}</option></select><table><tbody><tr><td>{}</td></tr></tbody></table>
            <svg viewBox={}><title>{}</title><a href={}><text>{}</text></a></svg><math><mi>{}</mi></math>
            <x-element>{}</x-element><input value={} placeholder={}>
            <a title="a {} b{}" href="/x/{}?a={}&b={}" data-x='{} "{}"'>x</a><i class='a {}' lang="{}-">x</i>
        </main>)",
        text, computed, text, text, text, text, computed, address, text, text, address, text, address, text, text,
        computed, text, text, text, text, text, address, text, text, text, text, computed, text, computed, text, text,
        computed, text, computed, computed, std::string(text) + "x");
    return html("{}{}", std::move(head), std::move(body));
}

std::string rendered(std::string_view text, std::string_view address, std::string_view json) {
    solder::manual_environment time;
    solder::scoped_root root;
    solder::detail::graph::current().renders_once = true;
    std::string out;
    auto work = root.run([&] { return solder::render_to_string_async([&] { return page_of(text, address); }); });
    auto running = root.run([&] {
        return solder::start(std::move(work), [&](solder::result<solder::rendered_page> page) {
            out = shell().around(page.value(), {.shipped_json = json});
        });
    });
    time.run();
    solder::detail::graph::current().renders_once = false;
    return out;
}

// ---- what a parser reads

using outline = std::vector<std::string>;  // of a document, in order; the first character says what it is

void add_node(outline& all, const GumboNode& node) {
    if (node.type == GUMBO_NODE_COMMENT) return all.push_back("!" + std::string(node.v.text.text));
    if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) {
        require(node.type != GUMBO_NODE_DOCUMENT);
        return all.push_back("\"" + std::string(node.v.text.text));
    }
    const auto& element = node.v.element;
    all.push_back("<" + std::string(gumbo_normalized_tagname(element.tag)));
    for (unsigned i = 0; i < element.attributes.length; ++i) {
        const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
        all.push_back(" " + std::string(attribute.name) + "=" + attribute.value);
    }
    for (unsigned i = 0; i < element.children.length; ++i)
        add_node(all, *static_cast<const GumboNode*>(element.children.data[i]));
    all.push_back("/");
}

outline outline_of(std::string_view document) {
    auto* parsed = gumbo_parse_with_options(&kGumboDefaultOptions, document.data(), document.size());
    outline all;
    add_node(all, *parsed->root);
    gumbo_destroy_output(&kGumboDefaultOptions, parsed);
    return all;
}

// ---- what it should read

constexpr std::string_view some_text = "SomeText", some_address = "SomeAddress", some_json = "SomeJson";

void replace_all(std::string& in, std::string_view what, std::string_view by) {
    for (auto at = in.find(what); at != in.npos; at = in.find(what, at + by.size())) in.replace(at, what.size(), by);
}

/// gumbo makes U+FFFD of control characters and of what Unicode keeps for internal use; browsers take them as they are.
bool gumbo_keeps(std::uint32_t c) {
    const bool is_control = (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r') || (c >= 0x7F && c < 0xA0);
    return !is_control && !(c >= 0xFDD0 && c <= 0xFDEF) && (c & 0xFFFE) != 0xFFFE;
}

std::string as_gumbo_reads(std::string_view utf8) {
    std::string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i]);
        const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        std::uint32_t code = size == 1 ? first : first & (0x7Fu >> size);
        for (std::size_t k = 1; k < size; ++k) code = code << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
        if (gumbo_keeps(code))
            out.append(utf8, i, size);
        else
            out += "\xEF\xBF\xBD";
        i += size;
    }
    return out;
}

/// The outline of a page with harmless texts, and then these in their places.
outline with_texts(const outline& harmless, std::string_view text, std::string_view address, std::string_view json) {
    outline all;
    for (auto each : harmless) {
        const bool is_text = each.starts_with('"');
        if (each.contains(some_text))
            replace_all(each, some_text, text);
        else if (each.contains(some_address))
            replace_all(each, some_address, address);
        else
            replace_all(each, some_json, json);
        if (!is_text || each.size() > 1) all.push_back(as_gumbo_reads(each));
    }
    return all;
}

/// A page holds neither NUL nor what is not UTF-8.
std::string as_shown(std::string_view text) {
    auto shown = solder::repaired_utf8(text);
    replace_all(shown, std::string_view("\0", 1), "\xEF\xBF\xBD");
    return shown;
}

/// As the URL standard reads it (4.4): without the control characters and spaces before, tabs and line ends within.
bool runs_script(std::string_view address) {
    std::string read;
    for (const unsigned char c : address)
        if (c != '\t' && c != '\n' && c != '\r' && (c > ' ' || !read.empty()))
            read += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return read.starts_with("javascript:") || read.starts_with("vbscript:") || read.starts_with("data:");
}

// ---- shipped data

void reads_back(std::string_view script, std::string_view text, std::string_view other) {
    solder::shipped_data data;
    data.add_from_json(script);
    auto answer = data.take(solder::repaired_utf8(text));
    require(answer && answer->has_value());
    require(solder::from_json<std::string>(**answer).value() == solder::repaired_utf8(other));
    if (text == other) return;
    auto failed = data.take("failed");
    require(failed && !*failed && failed->error().message == solder::repaired_utf8(text));
}

std::string shipped(std::string_view text, std::string_view other) {
    solder::shipped_data data;
    data.record(std::string(text), solder::to_json(std::string(other)));
    data.record("failed", std::unexpected(solder::invalid(std::string(text))));
    data.set_flash({std::string(other), "[]", {{std::string(text), std::string(other)}}, {}, {}});
    return data.to_script_json();
}

std::string failed(std::string_view title, std::string_view message) {
    auto page = solder::detail::built_in_error_page(404, message);
    page.title = "of " + std::string(title);
    return shell().without_program(page, {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const auto middle = std::min(all.find('|'), all.size());
    const auto text = all.substr(0, middle), address = all.substr(std::min(middle + 1, all.size()));
    const auto json = shipped(text, address);
    require(json.find('<') == json.npos);
    if (text != "failed") reads_back(json, text, address);

    const auto document = rendered(text, address, json);
    require(solder::is_utf8(document) && document.find('\0') == document.npos);
    const auto shown = runs_script(address) ? "about:blank" : as_shown(address);
    static const auto* page = new outline(outline_of(rendered(some_text, some_address, some_json)));
    require_same(outline_of(document), with_texts(*page, as_shown(text), shown, json));

    static const auto* failure = new outline(outline_of(failed(some_text, some_address)));
    require_same(outline_of(failed(text, address)), with_texts(*failure, as_shown(text), as_shown(address), ""));
    return 0;
}
