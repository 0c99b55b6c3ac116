#ifndef SOLDER_QUERY_QUERY_OPTIONS_HPP
#define SOLDER_QUERY_QUERY_OPTIONS_HPP
#include <chrono>

namespace solder {

/// Reads that failed on their way (`unreachable`, `timed_out`) are tried again. What a function refused is not.
struct retry_options {
    int times = 0;  ///< after the first try
    std::chrono::milliseconds first_delay{500};
    /// Each delay is twice the one before, up to this.
    std::chrono::milliseconds longest_delay{30'000};

    friend bool operator==(const retry_options&, const retry_options&) = default;
};

/// When entries in use are read again although nobody asked for it; only those no longer fresh, or whose last fetch
/// failed.
struct refetch_occasions {
    bool focus = false;      ///< the page is looked at again
    bool reconnect = false;  ///< the connection is back; what waits to be tried again is, at once

    friend bool operator==(const refetch_occasions&, const refetch_occasions&) = default;
};

/// How the entries of one query are kept.
struct query_options {
    /// How long an answer serves calls that do not subscribe, from the start of its fetch.
    std::chrono::milliseconds fresh_for{5'000};
    /// How long an entry without subscribers is kept, from its last fetch or since the last one left; looked at every
    /// five minutes.
    std::chrono::milliseconds keep_for{180'000};
    retry_options retry = {};
    /// While an entry has subscribers, from one answer to the next fetch; 0: never. While the page is hidden it waits,
    /// and what was due by then is fetched when it is seen again.
    std::chrono::milliseconds refetch_every{0};
    bool refetch_in_background = false;  ///< `refetch_every` goes on while the page is hidden
    refetch_occasions refetch_on = {};

    friend bool operator==(const query_options&, const query_options&) = default;
};

}  // namespace solder
#endif
