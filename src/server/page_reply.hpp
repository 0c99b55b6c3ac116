#ifndef SOLDER_SRC_SERVER_PAGE_REPLY_HPP
#define SOLDER_SRC_SERVER_PAGE_REPLY_HPP
#include "document.hpp"
#include "request_scope.hpp"
#include <memory>
#include <solder/core/task.hpp>
#include <solder/server/web_application.hpp>
#include <string>
#include <string_view>

namespace solder::detail {

/// What all pages of an application have in common.
struct page_rules {
    const application& app;
    const document_shell& shell;
    const page_mode& mode;
    const std::chrono::milliseconds& stream_time;
    const std::string& content_security_policy;
};

/// The page at the address of the request. Its body may be a stream, which keeps `scope`.
[[nodiscard]] task<http_response> answer_page(std::shared_ptr<request_scope> scope, const page_rules& rules);

/// Where browsers without script are led by a page that is sent in pieces.
inline constexpr std::string_view whole_page_path = "/_whole";
/// Leads back to the page that `to` of the query names, and has this browser get its pages whole from here on.
[[nodiscard]] http_response prefer_whole_pages(const http_request& request);

[[nodiscard]] http_response html_response(unsigned status, std::string html);

}  // namespace solder::detail
#endif
