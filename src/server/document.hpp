#ifndef SOLDER_SRC_SERVER_DOCUMENT_HPP
#define SOLDER_SRC_SERVER_DOCUMENT_HPP
#include <solder/html/application.hpp>
#include <solder/html/render.hpp>
#include <solder/server/static_files.hpp>
#include <span>
#include <string>
#include <vector>

namespace solder::detail {

/// What one document has around its page, or a late piece of it around its content.
struct page_surroundings {
    std::string_view shipped_json;
    std::span<const std::string_view> parts = {};  ///< lazy ones that it shows; of a late piece: new ones
    std::string_view nonce = {};                   ///< of its scripts; empty: none
    std::string_view whole_page = {};  ///< where browsers without script get this page in one piece; empty: here
};

/// What every document of an application has around its page, made once.
class document_shell {
public:
    document_shell(const application& app, const static_files& files);
    /// The whole document; of one whose `whole_page` is set, all that comes before its late pieces.
    [[nodiscard]] std::string around(const rendered_page& page, const page_surroundings& with) const;
    /// A late piece: content, and the data and lazy parts that it needs, for js/inline/stream.js.
    [[nodiscard]] std::string late(const late_content& content, const page_surroundings& with) const;
    /// A late piece that only says that more is to come.
    [[nodiscard]] std::string beat(std::string_view nonce) const;
    /// A late piece that leads to another page.
    [[nodiscard]] std::string lead_to(std::string_view location, std::string_view nonce) const;
    /// What stands after the last late piece.
    [[nodiscard]] static std::string_view end();
    /// Whether there is a program that could take late pieces.
    [[nodiscard]] bool has_program() const { return !script_.empty(); }
    /// A document around a page that no program takes over. The application's own scripts stand in it.
    [[nodiscard]] std::string without_program(const rendered_page& page, std::string_view nonce) const;

private:
    void append_own_scripts(std::string& out, std::string_view nonce, std::string_view end) const;
    void append_program(std::string& out, const page_surroundings& with, bool is_streamed) const;

    std::string title_;
    std::string start_;                 // up to the title
    std::string head_;                  // from the title to the scripts
    std::string own_head_;              // of that what the application asks for
    std::string preload_;               // of the program's script, up to its nonce
    std::string early_;                 // js/inline/early.js
    std::string stream_;                // js/inline/stream.js
    std::string script_;                // attributes of the program's script
    std::vector<std::string> scripts_;  // of the application's own, each up to its nonce
    std::string wasm_;                  // its URL
};

}  // namespace solder::detail
#endif
