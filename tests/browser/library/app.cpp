// What shared code may use of the C and C++ libraries, in a page.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <regex>
#include <solder/html/application.hpp>
#include <solder/html/html.hpp>
#include <solder/reactive/signal.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace solder;

struct alignas(64) wide {
    int number = 0;
};

bool has_aligned_memory() {
    std::vector<std::vector<wide>> all;
    for (std::size_t i = 1; i < 200; ++i) {
        all.emplace_back(i).back().number = static_cast<int>(i);
        if (reinterpret_cast<std::uintptr_t>(all.back().data()) % alignof(wide) != 0) return false;
        if (i % 3 == 0) all[i / 2] = std::vector<wide>(2 * i);
    }
    return true;
}

/// What is in a block stays while it grows, and a block that comes from `calloc` is zero where another one was.
bool has_c_memory() {
    auto* grown = static_cast<unsigned char*>(std::malloc(1));
    std::size_t size = 1;
    for (*grown = 0; size < 100'000; ++size) {
        grown = static_cast<unsigned char*>(std::realloc(grown, size + 1));
        grown[size] = static_cast<unsigned char>(size);
    }
    bool is_right = true;
    for (std::size_t i = 0; i < size; ++i) is_right = is_right && grown[i] == static_cast<unsigned char>(i);
    std::free(grown);
    auto* zeros = static_cast<unsigned char*>(std::calloc(size, 1));
    for (std::size_t i = 0; i < size; ++i) is_right = is_right && zeros[i] == 0;
    std::free(zeros);
    auto* aligned = static_cast<unsigned char*>(std::aligned_alloc(256, 512));
    is_right = is_right && reinterpret_cast<std::uintptr_t>(aligned) % 256 == 0;
    aligned[511] = 7;
    auto* more = static_cast<unsigned char*>(std::realloc(aligned, 50'000));
    is_right = is_right && more[511] == 7;
    std::free(more);
    void* next = std::malloc(50'000);  // not within what is in use
    void* used = std::calloc(1, 600);
    const auto [from, to] =
        std::minmax({reinterpret_cast<std::uintptr_t>(next), reinterpret_cast<std::uintptr_t>(used)});
    is_right = is_right && to - from >= (next < used ? 50'000 : 600);
    std::free(next);
    std::free(used);
    volatile std::size_t huge = 0xFFFF'FFF0u;  // and pointers that the compiler does not know to be of memory
    void* volatile none = std::malloc(huge);
    void* volatile no_more = std::calloc(huge, 16);
    return is_right && !none && !no_more;
}

std::string report() {
    std::ostringstream out;
    int day = 0, month = 0;
    std::sscanf("12-11", "%d-%d", &day, &month);
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto before = std::chrono::steady_clock::now();
    out << day << '/' << month << ' ' << std::regex_match("aab", std::regex("a+b")) << ' ' << has_aligned_memory()
        << has_c_memory() << ' ' << std::chrono::duration_cast<std::chrono::milliseconds>(now).count() << ' '
        << (std::chrono::steady_clock::now() >= before) << ' ' << (std::random_device()() != std::random_device()());
    return out.str();
}

view App() {
    signal<std::string> text("");
    return html(
        R"(<button id="run" onclick={}>run</button><p id="report">{}</p>)", [text] { text.set(report()); }, text);
}

}  // namespace

solder::application solder::make_application() { return {.root = App, .title = "Library"}; }
