#ifndef SOLDER_SERVER_DOCUMENT_HPP
#define SOLDER_SERVER_DOCUMENT_HPP
#include <solder/html/application.hpp>
#include <solder/html/render.hpp>
#include <solder/server/static_files.hpp>
#include <span>
#include <string>

namespace solder::detail {

/// What every document of an application has around its page, made once.
class document_shell {
public:
    document_shell(const application& app, const static_files& files);
    /// The whole document.
    /// @param parts  lazy ones that the page shows
    [[nodiscard]] std::string around(const rendered_page& page, std::string_view shipped_json,
                                     std::span<const std::string_view> parts = {}) const;
    /// A document that says one thing, without script: for failures.
    [[nodiscard]] std::string notice(std::string_view title, std::string_view text) const;

private:
    std::string title_;
    std::string start_;   // up to the title
    std::string head_;    // from the title to the mount element
    std::string script_;  // after the shipped data, up to the names of parts
    std::string wasm_;    // its URL
    std::string style_;   // stylesheets alone
};

}  // namespace solder::detail
#endif
