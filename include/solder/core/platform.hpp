#ifndef SOLDER_CORE_PLATFORM_HPP
#define SOLDER_CORE_PLATFORM_HPP

namespace solder {

/// True in the browser build. What only a server does is left out there: `if constexpr (!in_browser)`. A native build
/// has both sides, so that tests can run the page's.
#ifdef __wasm__
inline constexpr bool in_browser = true;
#else
inline constexpr bool in_browser = false;
#endif

}  // namespace solder

/// For variables of which each thread has one. A page has one thread; said so, the linker finds out what such a
/// variable never becomes, and leaves out the code for that.
#ifdef __wasm__
#define SOLDER_PER_THREAD
#else
#define SOLDER_PER_THREAD thread_local
#endif

/// For constructors and destructors of classes that there are many of. In a page's program what frees an object then
/// ends it too, the function that only ends it stands in no table, and a class that others derive from has no table.
#ifdef __wasm__
#define SOLDER_PAGE_INLINE [[gnu::always_inline]]
#else
#define SOLDER_PAGE_INLINE
#endif

/// For handles that may be moved by copying their bytes: one goes to a function, and comes back, in a register.
#ifdef __clang__
#define SOLDER_TRIVIAL_ABI [[clang::trivial_abi]]
#else
#define SOLDER_TRIVIAL_ABI
#endif
#endif
