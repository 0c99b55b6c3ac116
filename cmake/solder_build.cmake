# How everything here is compiled: the language, warnings, a fast linker and a compiler cache where there are any.
# Applies to solder's own tree; a project that adds solder as a subdirectory keeps its own settings.

add_library(solder_warnings INTERFACE)
target_compile_options(
    solder_warnings
    INTERFACE -Wall -Wextra
              # Members that a designated initializer leaves out have their defaults.
              -Wno-missing-field-initializers
              # False alarms of g++ 12 at -O2, in std::string operator+ (PR 105651) and around coroutines.
              "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-error=maybe-uninitialized;-Wno-error=dangling-pointer>"
)

if(PROJECT_IS_TOP_LEVEL)
    set(CMAKE_CXX_STANDARD 23)
    set(CMAKE_CXX_STANDARD_REQUIRED ON)
    set(CMAKE_CXX_EXTENSIONS OFF)
    set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

    find_program(SOLDER_MOLD mold)
    if(SOLDER_MOLD AND NOT SOLDER_BROWSER)
        add_link_options(-fuse-ld=mold)
    endif()

    find_program(SOLDER_CCACHE ccache)
    if(SOLDER_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
        # The sloppiness is what ccache asks for before it caches files that use a precompiled header.
        set(CMAKE_CXX_COMPILER_LAUNCHER
            "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${SOLDER_CCACHE}"
        )
        if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
            add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
        endif()
    endif()
endif()

# Adds every direct subfolder of `folder` that has a CMakeLists.txt.
function(solder_add_each_subdirectory folder)
    file(GLOB lists CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*/CMakeLists.txt")
    foreach(list IN LISTS lists)
        cmake_path(GET list PARENT_PATH subfolder)
        add_subdirectory("${subfolder}")
    endforeach()
endfunction()
