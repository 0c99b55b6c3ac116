#ifndef SOLDER_SRC_SERVER_REQUEST_STATE_HPP
#define SOLDER_SRC_SERVER_REQUEST_STATE_HPP
#include <chrono>
#include <map>
#include <memory>
#include <solder/server/request_event.hpp>
#include <solder/server/sealing_keys.hpp>
#include <solder/server/session.hpp>
#include <string>

namespace solder::detail {

/// What the sealed cookies of one request need. Sessions that outlive the request know no state any more.
struct request_state {
    const sealing_keys& keys;
    std::chrono::sys_seconds now;
    const error_hook* on_error;
    std::map<std::string, std::shared_ptr<session_slot>, std::less<>> sessions = {};
    bool reads_cookies = false;      // or credentials: what is made of them is for one visitor
    bool tells_what_passes = false;  // a failure, or what came of a post: not for any cache
    bool is_closed = false;

    request_state(const sealing_keys& k, std::chrono::sys_seconds n, const error_hook* hook = nullptr)
        : keys(k), now(n), on_error(hook) {}
    request_state(const request_state&) = delete;
    ~request_state() { close(); }
    /// The reply is on its way: what is written from here on could not reach the browser.
    void close();
};

}  // namespace solder::detail
#endif
