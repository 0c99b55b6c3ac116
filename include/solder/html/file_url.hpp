#ifndef SOLDER_HTML_FILE_URL_HPP
#define SOLDER_HTML_FILE_URL_HPP
#include <cstddef>
#include <cstdint>
#include <solder/core/ref.hpp>
#include <string>
#include <string_view>

namespace solder {
namespace detail {

/// Where the page keeps files under addresses: src/html/browser and src/html/native know whom to ask.
std::string make_file_url(std::uint32_t node, std::size_t number);
void drop_file_url(std::string_view url);

struct kept_file_url final : ref_counted {
    std::string url;
    explicit kept_file_url(std::string u) : url(std::move(u)) {}
    ~kept_file_url() override { drop_file_url(url); }
};

}  // namespace detail

/// The address (`blob:...`) of a file that a person has chosen: `src={}` of a picture that shows it before it is sent.
///
/// A handle: the address is good, and the browser keeps the file readable, as long as there is a copy of it, for
/// instance in a signal. Empty when no file is chosen, and on a server.
class file_url {
public:
    file_url() = default;
    explicit file_url(ref<detail::kept_file_url> kept) : kept_(std::move(kept)) {}

    explicit operator bool() const { return kept_ != nullptr; }
    operator std::string_view() const& { return kept_ ? std::string_view(kept_->url) : std::string_view(); }
    /// Of one that ends here the address would end with it.
    operator std::string_view() const&& = delete;
    friend bool operator==(const file_url&, const file_url&) = default;

private:
    ref<detail::kept_file_url> kept_;
};

}  // namespace solder
#endif
