#ifndef SOLDER_SRC_HTML_SERVER_TEXT_ROOM_HPP
#define SOLDER_SRC_HTML_SERVER_TEXT_ROOM_HPP
#include "writing.hpp"
#include <cstddef>
#include <optional>
#include <string_view>

namespace solder::detail {

/// A template that is text. Most are written and gone before another template is described: only those that are not
/// get memory of their own.
class text_node final : public view_node {
public:
    /// @param text  in the room of the thread; its guest from now on
    text_node(std::string_view text, bool has_text_at_edge);
    ~text_node() override;
    bool owns_hole() const override { return false; }
    bool has_text_at_edge() const override { return has_text_at_edge_; }
    void write(page_writer& page) override { page.out.append(text_); }
    std::optional<std::string_view> markup() const override { return text_; }

private:
    friend class text_room;
    void move_out();
    std::string_view text_;
    bool has_text_at_edge_;
};

/// Memory of a thread to put texts together in, one after the other. It is kept, unless it is unusually large.
class text_room {
public:
    /// Begins behind the text of the guest, the node whose text stands here still, if there is one.
    text_room();
    text_room(const text_room&) = delete;

    /// Has room for that many bytes behind `at`, the end of what was written.
    /// @return where that is now
    char* fit(char* at, std::size_t bytes) {
        return static_cast<std::size_t>(end_ - at) >= bytes ? at : grow(at, bytes);
    }
    [[nodiscard]] char* begin() const { return begin_; }
    /// The guest gets memory of its own.
    static void clear();

private:
    char* grow(char* at, std::size_t bytes);

    char* begin_;
    char* end_;
};

}  // namespace solder::detail
#endif
