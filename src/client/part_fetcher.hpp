#ifndef SOLDER_SRC_CLIENT_PART_FETCHER_HPP
#define SOLDER_SRC_CLIENT_PART_FETCHER_HPP
#include <solder/core/await_callback.hpp>
#include <solder/html/part_loader.hpp>
#include <vector>

namespace solder::detail {

/// The host's loader of parts.
class part_fetcher final : public part_loader {
public:
    /// Fails with `foreign_build` when the server does not have the part.
    task<void> load(std::string_view part) override;
    /// From the host: how the load of a part has ended.
    void loaded(std::string_view part, std::uint32_t status);

private:
    struct waiting {
        std::string_view part;
        resolver<void> done;
    };
    std::vector<waiting> waiting_;
};

}  // namespace solder::detail
#endif
