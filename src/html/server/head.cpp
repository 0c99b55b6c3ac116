#include "writing.hpp"
#include <solder/html/head.hpp>

namespace solder::detail {
namespace {

struct title_node final : view_node {
    callback<std::string()> text;
    explicit title_node(callback<std::string()> t) : text(std::move(t)) {}
    void write(page_writer& page) override { page.title = text(); }
};

struct status_node final : view_node {
    unsigned status;
    explicit status_node(unsigned s) : status(s) {}
    void write(page_writer& page) override { page.status = status; }
};

}  // namespace

view make_title_view(callback<std::string()> text) { return view(new title_node(std::move(text))); }
view make_status_view(unsigned status) { return view(new status_node(status)); }

}  // namespace solder::detail
