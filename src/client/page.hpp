#ifndef SOLDER_SRC_CLIENT_PAGE_HPP
#define SOLDER_SRC_CLIENT_PAGE_HPP
#include "browser_environment.hpp"
#include "page_build.hpp"
#include <array>
#include <memory>
#include <solder/html/page.hpp>
#include <solder/reactive/signal.hpp>
#include <span>
#include <string_view>
#include <type_traits>

namespace solder::detail {

/// What every page has one of. What only some have is made when code asks for it (core/on_demand.hpp).
struct page {
    browser_environment environment;
    environment_scope here{environment, environment};
    page_build build;
    scoped_root root;
    std::unique_ptr<char[]> room;  ///< where the host writes texts
    std::uint32_t room_bytes = 0;
};

/// The page of this program.
[[nodiscard]] page& current_page();

/// The texts that "\0" separates in `rest`, as many as there is place for; the last takes what remains.
void split_texts(std::string_view rest, std::span<std::string_view> out);
template <std::size_t Count>
std::array<std::string_view, Count> split_texts(std::string_view rest) {
    std::array<std::string_view, Count> out;
    split_texts(rest, out);
    return out;
}

/// A text that the host writes to where it is told, when there is room; it gives the length in bytes.
std::string text_of_host(std::uint32_t (*write)(char* to, std::uint32_t room));

/// What the host wrote into the room.
template <std::size_t Count>
std::array<std::string_view, Count> texts(std::uint32_t bytes) {
    return split_texts<Count>({current_page().room.get(), bytes});
}

/// What follows each entry from the host.
void end_turn();

/// Runs one entry from the host: effects and the document follow when it is done.
template <class Fn>
auto enter(Fn fn) {
    if constexpr (std::is_void_v<decltype(fn())>) {
        batch(fn);
        end_turn();
    } else {
        auto given = batch(fn);
        end_turn();
        return given;
    }
}

}  // namespace solder::detail
#endif
