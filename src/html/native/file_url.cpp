#include <solder/html/file_url.hpp>
#include <solder/html/page.hpp>

namespace solder {
namespace {

thread_local file_url_keeper keeper;

}  // namespace

void set_file_url_keeper(file_url_keeper k) { keeper = std::move(k); }

std::string detail::make_file_url(std::uint32_t node, std::size_t number) {
    return keeper.make ? keeper.make(node, number) : std::string();
}
void detail::drop_file_url(std::string_view url) {
    if (keeper.drop) keeper.drop(url);
}

}  // namespace solder
