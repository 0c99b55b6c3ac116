// expect: give a std::shared_ptr to it
#include <solder/html.hpp>

struct base {
    virtual ~base() = default;
};
auto made =
    solder::Show([] { return static_cast<const base*>(nullptr); }, [](const base&) { return solder::html("<p></p>"); });
