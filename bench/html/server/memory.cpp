#include "../../reactive/measure.hpp"
#include "pages.hpp"
#include "render_cases.hpp"
#include <cstdlib>
#include <new>
#include <solder/core/environment.hpp>

namespace {

std::size_t bytes_asked_for = 0;
std::size_t times_asked = 0;

}  // namespace

void* operator new(std::size_t size) {
    bytes_asked_for += size;
    ++times_asked;
    if (void* made = std::malloc(size)) return made;
    throw std::bad_alloc();
}
void operator delete(void* gone) noexcept { std::free(gone); }
void operator delete(void* gone, std::size_t) noexcept { std::free(gone); }

namespace bench {
namespace {

/// What a page asks for after the first few, which also make what stays.
void count_page(const char* bytes_name, const char* times_name, solder::view (*root)(), std::vector<object_bytes>& to) {
    solder::manual_environment time;
    for (int i = 0; i < 3; ++i) render_page(root);
    const auto bytes_before = bytes_asked_for;
    const auto times_before = times_asked;
    const auto html = render_page(root);
    const auto bytes = static_cast<double>(bytes_asked_for - bytes_before);
    const auto times = static_cast<double>(times_asked - times_before);
    to.push_back({bytes_name, bytes, bytes});
    to.push_back({times_name, times, times});
}

}  // namespace

std::vector<object_bytes> measure_memory() {
    std::vector<object_bytes> counted;
    count_page("small page", "small page: allocations", Project, counted);
    count_page("table page", "table page: allocations", Table, counted);
    return counted;
}

}  // namespace bench
