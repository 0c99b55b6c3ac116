#ifndef SOLDER_CORE_ON_DEMAND_HPP
#define SOLDER_CORE_ON_DEMAND_HPP
#include <solder/core/platform.hpp>

namespace solder::detail {

/// One thing of a page, such as its cache, that is made when code first asks for it. A page that never asks has none;
/// and the linker, which knows all code of a browser program, then leaves out the maker and whatever is done with
/// `made` alone. So that it can see that, an object of this is a variable of its own, not a member of something.
template <class T>
struct on_demand {
    T* made = nullptr;       ///< not owned; null: nobody has asked
    T* (*make)() = nullptr;  ///< null: there is none to be had

    T* get() {
        if (!made && make) made = make();
        return made;
    }
    void set(T* given) { made = given, make = nullptr; }
};

}  // namespace solder::detail
#endif
