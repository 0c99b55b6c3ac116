#ifndef HACKERNEWS_SERVER_TABLES_HPP
#define HACKERNEWS_SERVER_TABLES_HPP
#include <soci/soci.h>

namespace hackernews {

/// Makes the tables and fills them with the snapshot, unless they hold this version of it. Two programs may do this at
/// the same time. Throws `soci::soci_error`.
void fill(soci::session& session);

}  // namespace hackernews
#endif
