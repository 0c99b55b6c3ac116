#ifndef SOLDER_ROUTER_HASH_HISTORY_HPP
#define SOLDER_ROUTER_HASH_HISTORY_HPP
#include <solder/router/history.hpp>

namespace solder {

/// The places of an application that lives in the hash of another history's: `/index.html#/tasks?f=a` is `/tasks?f=a`.
/// For pages from a server that knows no routes, such as one for files.
class hash_history final : public history {
public:
    /// `outside` is not owned and must outlive this.
    explicit hash_history(history& outside) : outside_(outside) { origin = outside.origin; }
    hash_history(const hash_history&) = delete;

    history_entry get() const override;
    void set(const history_entry& entry, bool replace, bool scroll) override;
    [[nodiscard]] history& source() override { return outside_.source(); }
    void arrived(const arrival& how) override { outside_.arrived(how); }
    void go(int delta) override { outside_.go(delta); }
    void load_page(const std::string& url) override { outside_.load_page(url); }
    void scroll(std::string_view value, bool top) override { outside_.scroll(value, top); }
    [[nodiscard]] std::string render_path(std::string_view path) const override { return "#" + std::string(path); }
    [[nodiscard]] std::string parse_path(std::string_view link) const override;

private:
    history& outside_;
};

}  // namespace solder
#endif
