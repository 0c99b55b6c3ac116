#ifndef SOLDER_SRC_HTML_PAGE_DOCUMENT_HEAD_HPP
#define SOLDER_SRC_HTML_PAGE_DOCUMENT_HEAD_HPP
#include "dom_writer.hpp"
#include <memory>
#include <solder/html/head.hpp>

namespace solder::detail {

/// What the parts of the page say in the document's head, and which of it the document shows. One per thread.
class document_head {
public:
    /// One thing that a part of the page says.
    struct said {
        head_entry entry;
        std::uint32_t depth = 0;
        std::string text = {};
        node_id id = 0;  // while it is shown
        bool is_shown = false;
        bool is_stale = false;  // the document shows an older text
    };

    static document_head& current();
    /// Null: nobody said anything yet.
    static document_head* made();
    static void reset();
    /// The title when nobody sets one.
    static std::string& default_title();

    void add(const std::shared_ptr<said>& one);
    void remove(const std::shared_ptr<said>& one);
    void set_text(said& one, std::string text);
    /// Tells the document what changed since the last call.
    void settle();

private:
    [[nodiscard]] bool is_overridden(std::size_t at) const;
    void show(said& one);
    static void hide(said& one);

    std::vector<std::shared_ptr<said>> all_;  // in the order they were placed
    bool has_changed_ = false;
    bool shows_title_ = false;
};

}  // namespace solder::detail
#endif
