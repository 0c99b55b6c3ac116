#ifndef SOLDER_SRC_CLIENT_BROWSER_HISTORY_HPP
#define SOLDER_SRC_CLIENT_BROWSER_HISTORY_HPP
#include <solder/router/history.hpp>

namespace solder::detail {

/// The address bar and the browser's history. The host tells of changes; a copy of the place is kept here.
class browser_history final : public history {
public:
    /// The one of the page, which is made when it is asked for: a page without routes has none.
    static browser_history& of_page();
    /// Null: nobody has asked.
    static browser_history* made();

    history_entry get() const override { return now_; }
    void set(const history_entry& entry, bool replace, bool scroll) override;
    void go(int delta) override;
    void load_page(const std::string& url) override;
    void scroll(std::string_view value, bool top) override;
    void arrived(const arrival& how) override;

    /// The place is `entry` now, by the person's doing.
    /// @param delta  how far that is in the history; 0: not known
    void changed(history_entry entry, int delta);

private:
    browser_history();

    history_entry now_;
};

}  // namespace solder::detail
#endif
