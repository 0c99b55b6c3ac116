# The browser: Debian's clang 19 for wasm32-wasi with its libc++, linked as a reactor (a library that JavaScript calls).
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(SOLDER_BROWSER ON)

set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
# Named, since a machine may have an older LLVM too, whose tools cannot read what this compiler writes.
set(CMAKE_AR llvm-ar-19)
set(CMAKE_RANLIB llvm-ranlib-19)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY) # a test program would have no main

# Tail calls: a coroutine that goes on with another must not grow the stack (Chrome 112, Firefox 121, Safari 18.2).
# No static destructors: a page is never torn down, and they hold printf and malloc (5.5 KB).
# No sizes when memory is given back: nothing looks at them, and each type had a function that computes them.
# Pointers with trivial ABI: handed on in registers, and moved as bytes (ref.hpp does the same).
# Merged constants: clang then keeps templates in constant memory, not made anew on the stack by every call.
set(CMAKE_CXX_FLAGS_INIT
    "-fno-exceptions -fno-rtti -mbulk-memory -mtail-call -fvisibility=hidden -fno-threadsafe-statics -fno-c++-static-destructors -fno-sized-deallocation -fmerge-all-constants -D_LIBCPP_ABI_ENABLE_SHARED_PTR_TRIVIAL_ABI -D_LIBCPP_ABI_ENABLE_UNIQUE_PTR_TRIVIAL_ABI"
)
set(CMAKE_BUILD_TYPE MinSizeRel CACHE STRING "")
# CMake's own value would end in -Os. With LTO a bundle is 6 % smaller; knowing all classes, it leaves out virtual
# functions that nothing calls. Inlined is what is smaller than its call, and that only when all callers are known: what
# -Oz takes for free, such as the view of a string, is 30 bytes in 400 places. Strength reduction and the elimination
# of partial redundancies trade size for speed. Together 2.5 KB of brotli for the example.
set(CMAKE_CXX_FLAGS_MINSIZEREL
    "-Oz -DNDEBUG -flto -fwhole-program-vtables -fvirtual-function-elimination -mllvm -inline-threshold=-30"
    CACHE STRING ""
)
set(CMAKE_EXE_LINKER_FLAGS_MINSIZEREL
    "-Wno-unused-command-line-argument -Wl,-mllvm,-inline-threshold=-10 -Wl,-mllvm,-disable-lsr -Wl,-mllvm,-enable-pre=false -Wl,-mllvm,-enable-load-pre=false"
    CACHE STRING ""
)

# -mexec-model is a link option only; compiling with it is an error. The page calls `_initialize` exactly once.
# --stack-first: an overflow traps instead of writing over data. --strip-all: libc.a brings 200 KB of debug info.
# Linking with -Oz makes clang run wasm-opt (binaryen) by itself; its --no-wasm-opt skips the whole link in 19.1.
set(CMAKE_EXE_LINKER_FLAGS_INIT
    "-mexec-model=reactor -Wl,--stack-first -Wl,-z,stack-size=262144 -Wl,--strip-all -Wl,--fatal-warnings"
)

# CMake knows this linker feature only for systems it knows.
set(CMAKE_CXX_LINK_LIBRARY_USING_WHOLE_ARCHIVE
    "LINKER:--whole-archive" "<LINK_ITEM>" "LINKER:--no-whole-archive"
)
set(CMAKE_CXX_LINK_LIBRARY_USING_WHOLE_ARCHIVE_SUPPORTED TRUE)
