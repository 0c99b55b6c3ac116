#ifndef SOLDER_SRC_SERVER_ERROR_PAGES_HPP
#define SOLDER_SRC_SERVER_ERROR_PAGES_HPP
#include "document.hpp"
#include "request_scope.hpp"
#include <solder/server/error_page.hpp>

namespace solder::detail {

/// Whether a visitor is going to see the answer: what asks is a browser that goes to an address, and no script.
[[nodiscard]] bool is_navigation(const http_request& request);

/// What is shown where the application has no page of its own for that.
[[nodiscard]] rendered_page built_in_error_page(unsigned status, std::string_view message);

/// Pages that tell of failures which nothing of the application shows.
class error_pages {
public:
    /// @param own     the application's; empty: none
    /// @param policy  as `add_policy` takes it
    error_pages(const document_shell& shell, const error_page_component& own, const std::string& policy)
        : shell_(shell), own_(own), policy_(policy) {}

    /// @param why  public
    [[nodiscard]] http_response page(unsigned status, const error& why, request_scope& scope) const;
    /// Such a page for a browser, and the message as text for others.
    [[nodiscard]] http_response reply(unsigned status, const error& why, request_scope& scope) const;
    [[nodiscard]] bool has_own() const { return static_cast<bool>(own_); }

private:
    rendered_page content(const page_failure& of, request_scope& scope) const;

    const document_shell& shell_;
    const error_page_component& own_;
    const std::string& policy_;
};

}  // namespace solder::detail
#endif
