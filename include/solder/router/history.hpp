#ifndef SOLDER_ROUTER_HISTORY_HPP
#define SOLDER_ROUTER_HISTORY_HPP
#include <optional>
#include <solder/core/callback.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace solder {

/// A place in a history: path, search and hash, and the state stored with it as JSON text (empty: none).
struct history_entry {
    std::string value = "/";
    std::string state = {};
    friend bool operator==(const history_entry&, const history_entry&) = default;
};

/// How a navigation came to its end.
struct arrival {
    bool by_history = false;       ///< the place changed by a move in the history, not by `set`
    bool new_page = false;         ///< another path was shown before
    bool view_transition = false;  ///< the change to come may be shown as a View Transition
};

/// Where locations come from and go to: the address bar, its hash, a list in memory, the URL of a request.
///
/// Derive from it for a place of your own, such as a setting of the program, and give it to a router in
/// `router_options::places`. Only `get` and `set` have to be there:
///
///     class setting final : public solder::history {
///         solder::history_entry get() const override { return {read_setting("page"), {}}; }
///         void set(const solder::history_entry& entry, bool, bool) override { write_setting("page", entry.value); }
///     };
///
/// When the place changes by other means than `set`, call `on_change` (if it is set): the router takes over what `get`
/// gives then, and writes nothing back.
class history {
public:
    virtual ~history() = default;
    virtual history_entry get() const = 0;
    /// @param scroll  whether to go to the top when the value names no element by its hash
    virtual void set(const history_entry& entry, bool replace, bool scroll) = 0;
    /// A navigation has settled: what the place says is shown, in a document as soon as the current turn ends.
    virtual void arrived(const arrival& how) { (void)how; }
    /// Moves by `delta` entries; `on_change` follows, now or later. A place that keeps none says that it cannot.
    virtual void go(int delta);
    /// Leaves the application; a place that cannot says so. Empty: for the page that is shown, loaded again.
    virtual void load_page(const std::string& url);
    /// Scrolls the page around to the element that the hash of `value` names, or else to the top when `top`.
    virtual void scroll(std::string_view value, bool top) { (void)value, (void)top; }
    /// What a link to `path` has as its `href`.
    [[nodiscard]] virtual std::string render_path(std::string_view path) const { return std::string(path); }
    /// The place that a link leads to, from path, search and hash of its address.
    [[nodiscard]] virtual std::string parse_path(std::string_view link) const { return std::string(link); }
    /// Scheme and host of the application, `https://example.org`; empty when not known. See `navigator::origin`.
    std::string origin;
    /// Called when the place changed by other means than `set`, with by how many entries where that is known. One
    /// listener: the router that is shown.
    callback<void(std::optional<int> delta)> on_change;
    const void* listener = nullptr;  ///< whose `on_change` is
    /// Whose `on_change` is called: another one's, for places inside those of another.
    [[nodiscard]] virtual history& source() { return *this; }
};

/// A history in memory, for tests and programs without an address bar.
class memory_history final : public history {
public:
    explicit memory_history(history_entry first = {}) : entries_{std::move(first)} {}
    history_entry get() const override { return entries_[index_]; }
    void set(const history_entry& entry, bool replace, bool scroll) override;
    /// Clamps to the ends.
    void go(int delta) override;
    void back() { go(-1); }
    void forward() { go(1); }
    void load_page(const std::string& url) override { left_for = url; }

    std::string left_for;  ///< the page that the application was left for; empty: none

private:
    std::vector<history_entry> entries_;
    std::size_t index_ = 0;
};

}  // namespace solder
#endif
