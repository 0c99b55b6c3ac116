#ifndef SOLDER_QUERY_LOCAL_TRANSPORT_HPP
#define SOLDER_QUERY_LOCAL_TRANSPORT_HPP
#include <solder/query/remote_call.hpp>

namespace solder {

/// Answers calls of server functions with the bodies that this very program defines: for pages without a server.
///
/// A call travels as it would to a server: its arguments as JSON or as a form, which are checked, its result or failure
/// as what a server would tell, in a later turn. A failure that is not public goes to the log (the browser's console),
/// and the caller gets neutral words. A function that has no body is `not_found`.
/// There is no request around a body: what it needs of the page, it is given when it is defined. Of a file it learns
/// name, type and size. Replies bring no answers to queries along, since there is no round trip to save.
class local_transport final : public call_transport {
public:
    task<std::string> send(remote_call call) override;
};

}  // namespace solder
#endif
