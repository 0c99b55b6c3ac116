#include "document_head.hpp"
#include "late_contents.hpp"
#include "placing.hpp"
#include "rare_commands.hpp"
#include <solder/core/assert.hpp>
#include <solder/html/page.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {
namespace {

constinit thread_local document_host* host = nullptr;

void settle_head() {
    if (auto* head = detail::document_head::made()) head->settle();
}

}  // namespace

void set_document_host(document_host* next) {
    host = next;
    if (next) return;
    detail::dom_writer::current() = {};
    detail::dom_writer::hydrating = false;
    detail::document_head::reset();
    detail::late_contents::reset();
}

void flush_document() {
    auto& document = detail::dom_writer::current();
    if (!document.hydrating) settle_head();
    document.finish();
    if (document.words().empty()) return;
    SOLDER_ASSERT(host, "no document on this thread: call set_document_host first");
    host->flush(document.words(), document.text());
    document.sent();
}

void hydrate_page(callback<view()> root) {
    auto& document = detail::dom_writer::current();
    document.command(detail::solder_dom_hydrate());
    document.hydrating = true;
    batch([&] {
        detail::fill_hole(root(), 0);
        settle_head();
        document.hydrating = false;
        document.command(dom_op::hydrated);
    });
    document.command(dom_op::ready);
}

void mount_page(callback<view()> root) {
    batch([&] { detail::fill_hole(root(), 0); });
    detail::dom_writer::current().command(dom_op::ready);
}

void show_late_content(std::uint32_t number, bool has_content) {
    if (auto* expected = detail::late_contents::made()) expected->came(number, has_content);
}

void end_late_content() {
    if (auto* expected = detail::late_contents::made()) expected->end();
}

bool expects_late_content() {
    auto* expected = detail::late_contents::made();
    return expected && !expected->empty();
}

void dispatch_event(std::uint32_t number, event& e) { detail::dom_writer::current().call_handler(number, e); }

std::uint32_t detail::claim_mark(std::uint32_t hole, char kind) {
    flush_document();
    return host->claim_mark(hole, kind);
}

}  // namespace solder
