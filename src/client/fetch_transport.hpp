#ifndef SOLDER_SRC_CLIENT_FETCH_TRANSPORT_HPP
#define SOLDER_SRC_CLIENT_FETCH_TRANSPORT_HPP
#include "page_build.hpp"
#include <solder/core/await_callback.hpp>
#include <solder/query/remote_call.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace solder::detail {

/// What came back for a request, or that nothing did (status 0).
struct fetch_reply {
    unsigned status = 0;
    std::string headers;  ///< lines "name: value\n", names in lower case
    std::string body;
    std::string answers = {};  ///< to queries, which the body brought along

    /// Empty when there is none, or nothing in it.
    [[nodiscard]] std::string_view header(std::string_view name) const { return find(name).value_or(""); }
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
};

/// A file that the host keeps under a number for as long as somebody may send it. In a browser every file is one.
struct kept_file final : file_place {
    const std::uint32_t number;
    explicit kept_file(std::uint32_t n) : number(n) {}
    ~kept_file() override;
};

/// Calls of server functions over the host's fetch.
class fetch_transport final : public call_transport {
public:
    explicit fetch_transport(page_build& build) : build_(build) {}
    task<std::string> send(remote_call call) override;
    void fetched(std::uint32_t id, fetch_reply reply);

private:
    task<fetch_reply> fetch(std::string method, std::string url, std::string headers, std::string body,
                            bool is_repeated);

    struct waiting {
        std::uint32_t id;
        resolver<fetch_reply> answer;
    };
    page_build& build_;
    std::vector<waiting> waiting_;
    std::uint32_t next_id_ = 1;
};

/// What a reply says: the JSON text of the value, or why there is none.
[[nodiscard]] result<std::string> read_reply(fetch_reply reply);

}  // namespace solder::detail
#endif
