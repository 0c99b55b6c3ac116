#ifndef SOLDER_SRC_CLIENT_PLAIN_NAVIGATOR_HPP
#define SOLDER_SRC_CLIENT_PLAIN_NAVIGATOR_HPP
#include <solder/query/navigator.hpp>

namespace solder::detail {

/// Of a page without a router: the browser loads where an answer leads, as it does without script. Made when an action
/// or a query of such a page first asks where it is.
class plain_navigator final : public navigator {
public:
    /// Nothing to load where the page is there already: what it reads is read again anyhow.
    void go_to(std::string location, bool replace) override;
    [[nodiscard]] std::string origin() const override;
    [[nodiscard]] std::string single_flight_page() const override;
    void load_again() override;
};

}  // namespace solder::detail
#endif
