#ifndef SOLDER_SRC_SERVER_PAGE_REPLY_HPP
#define SOLDER_SRC_SERVER_PAGE_REPLY_HPP
#include "document.hpp"
#include "error_pages.hpp"
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
    const error_pages& errors;
    const page_mode& mode;
    const std::chrono::milliseconds& stream_time;
    const std::string& content_security_policy;
};

/// The page at the address of the request. Its body may be a stream, which keeps `scope`.
[[nodiscard]] task<http_response> answer_page(std::shared_ptr<request_scope> scope, const page_rules& rules);

}  // namespace solder::detail
#endif
