#ifndef SOLDER_SRC_CLIENT_CALLS_HPP
#define SOLDER_SRC_CLIENT_CALLS_HPP

namespace solder::detail {

/// Queries, actions and lazy parts reach the server from here on.
void connect_calls();
/// What fails from here on may be asked for again (Q28).
void begin_load_scope();

}  // namespace solder::detail
#endif
