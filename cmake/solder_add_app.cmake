# solder_add_app(name
#   APP <sources>         compiled for both sides: components, declarations of server functions
#   SERVER <sources>      compiled for the server alone: main, database, bodies of server functions
#   [PUBLIC <folder>]     files served as they are (stylesheets, pictures)
#   [LIBRARIES <names>]   linked to the server
# )
#
# A native build makes two targets:
#   <name>          the server program
#   <name>_bundle   what the browser loads: a folder <name>.bundle with app.wasm, app.<part>.wasm for each lazy part
#                   (solder/html/lazy.hpp), solder.js and the PUBLIC files, each with .br and .gz beside it where
#                   that pays. Made by a second CMake build of the same project with
#                   cmake/toolchain-wasm32.cmake, in SOLDER_BROWSER_DIR; guard what cannot be built there by
#                   `if(NOT SOLDER_BROWSER)`. SOLDER_BROWSER_BUILD_TYPE (MinSizeRel) is its CMAKE_BUILD_TYPE, and
#                   what SOLDER_BROWSER_OPTIONS names of the native build's cache is set there too.
# The server finds its bundle by the definition SOLDER_BUNDLE_DIR; the environment variable of that name wins.

set(SOLDER_DIR "${CMAKE_CURRENT_LIST_DIR}" CACHE INTERNAL "")
set(SOLDER_BROWSER_DIR "${CMAKE_BINARY_DIR}/browser" CACHE PATH "Where browser bundles are built")
set(SOLDER_BROWSER_BUILD_TYPE MinSizeRel
    CACHE STRING "Of the browser bundles: MinSizeRel, or Debug, which tells of mistakes with their place in the source"
)
set(SOLDER_BROWSER_OPTIONS "" CACHE STRING "Names of cache variables that the browser's build is given too")
option(SOLDER_BUNDLES "Build the browser bundles along with the servers" ON)

function(solder_add_app name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PUBLIC" "APP;SERVER;LIBRARIES")
    if(SOLDER_BROWSER)
        solder_add_browser_app(${name} "${arg_APP}" "${arg_PUBLIC}" "")
    else()
        solder_add_server_app(${name} "${arg_APP};${arg_SERVER}" "${arg_LIBRARIES}")
    endif()
endfunction()

function(solder_add_server_app name sources libraries)
    add_executable(${name} ${sources})
    target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE solder::server ${libraries} solder_warnings)

    cmake_path(RELATIVE_PATH CMAKE_CURRENT_BINARY_DIR BASE_DIRECTORY "${CMAKE_BINARY_DIR}" OUTPUT_VARIABLE place)
    set(bundle "${SOLDER_BROWSER_DIR}/${place}/${name}.bundle")
    target_compile_definitions(${name} PRIVATE "SOLDER_BUNDLE_DIR=\"${bundle}\"")

    solder_add_bundle_target(${name}) # the server does not wait for it: both sides build at the same time
endfunction()

# <name>_bundle of a native build.
function(solder_add_bundle_target name)
    if(SOLDER_BUNDLES)
        solder_write_browser_options("${CMAKE_BINARY_DIR}/solder_browser_options.cmake")
        add_custom_target(
            ${name}_bundle ALL
            COMMAND
                ${CMAKE_COMMAND} -D "SOURCE=${CMAKE_SOURCE_DIR}" -D "BUILD=${SOLDER_BROWSER_DIR}" -D
                "TYPE=${SOLDER_BROWSER_BUILD_TYPE}" -D
                "TARGET=${name}_bundle" -D "WERROR=$<BOOL:${CMAKE_COMPILE_WARNING_AS_ERROR}>" -D
                "OPTIONS=${CMAKE_BINARY_DIR}/solder_browser_options.cmake" -P
                "${SOLDER_DIR}/browser_build.cmake"
            USES_TERMINAL VERBATIM
            COMMENT "Browser bundle of ${name}"
        )
    endif()
endfunction()

# Sets, in `file`, the cache variables that SOLDER_BROWSER_OPTIONS names here or named for an application before, as they
# are. Where solder lies instead of being fetched is asked for by the same CMakeLists.txt, so that goes along by itself.
function(solder_write_browser_options file)
    get_property(names GLOBAL PROPERTY SOLDER_BROWSER_OPTIONS)
    list(APPEND names ${SOLDER_BROWSER_OPTIONS})
    if(NOT "$CACHE{FETCHCONTENT_SOURCE_DIR_SOLDER}" STREQUAL "")
        list(APPEND names FETCHCONTENT_SOURCE_DIR_SOLDER)
    endif()
    list(REMOVE_DUPLICATES names)
    set_property(GLOBAL PROPERTY SOLDER_BROWSER_OPTIONS "${names}")
    set(text "")
    foreach(name IN LISTS names)
        if(NOT DEFINED CACHE{${name}})
            message(FATAL_ERROR "SOLDER_BROWSER_OPTIONS names ${name}, which is no variable of the cache")
        endif()
        get_property(type CACHE ${name} PROPERTY TYPE)
        string(REPLACE UNINITIALIZED STRING type "${type}") # given by -D, and declared nowhere
        string(APPEND text "set(${name} [======[$CACHE{${name}}]======] CACHE ${type} \"\" FORCE)\n")
    endforeach()
    file(WRITE "${file}" "${text}")
endfunction()

# `page`: a document for the bundle (cmake/solder_add_static_app.cmake); empty when a server writes the documents.
function(solder_add_browser_app name sources public page)
    add_executable(${name} ${sources})
    set_target_properties(${name} PROPERTIES SUFFIX .wasm)
    target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
    # What a debug build says of places in the source, such as a mismatch, names files as they are in the project.
    target_compile_options(${name} PRIVATE "-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=")
    if(page)
        set(start alone)
    else()
        set(start served)
    endif()
    # All of the client: its functions are called by JavaScript alone, so the linker would find no use for them.
    target_link_libraries(
        ${name} PRIVATE "$<LINK_LIBRARY:WHOLE_ARCHIVE,solder_client,solder_client_${start}>" solder_warnings
    )

    set(bundle "${CMAKE_CURRENT_BINARY_DIR}/${name}.bundle")
    set(outputs "")
    solder_bundle_program(${name} "${bundle}" outputs)
    if(NOT page) # without a server there is nothing to click before the start, and nothing late
        solder_bundle_inline_scripts(${name} "${bundle}" outputs)
    endif()
    if(public)
        cmake_path(ABSOLUTE_PATH public)
        file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE "${public}" "${public}/*")
        foreach(path IN LISTS files)
            solder_bundle_file("${public}/${path}" "${bundle}/${path}" outputs)
        endforeach()
    endif()
    if(page)
        solder_bundle_page("${page}" "${bundle}" outputs)
    endif()
    add_custom_target(${name}_bundle ALL DEPENDS ${outputs})

    file(GLOB_RECURSE old "${bundle}/*") # a file taken out of PUBLIC leaves the bundle too
    list(REMOVE_ITEM old ${outputs})
    list(FILTER old EXCLUDE REGEX "/app\\.[^/]+\\.wasm(\\.br|\\.gz)?$") # lazy parts: bundle_program.cmake knows
    if(old)
        file(REMOVE ${old})
    endif()
endfunction()

# The scripts that the server writes into its documents.
function(solder_bundle_inline_scripts name bundle result)
    find_program(SOLDER_ESBUILD esbuild REQUIRED)
    file(GLOB scripts CONFIGURE_DEPENDS "${SOLDER_DIR}/../js/inline/*.js")
    set(all ${${result}})
    foreach(file IN LISTS scripts)
        cmake_path(GET file FILENAME path)
        set(minified "${CMAKE_CURRENT_BINARY_DIR}/${name}.inline/${path}")
        add_custom_command(
            OUTPUT "${minified}"
            COMMAND ${SOLDER_ESBUILD} "${file}" --minify --charset=utf8 --log-level=warning "--outfile=${minified}"
            DEPENDS "${file}"
            VERBATIM
        )
        solder_bundle_file("${minified}" "${bundle}/${path}" all)
    endforeach()
    set(${result} ${all} PARENT_SCOPE)
endfunction()

# Makes app.wasm, one app.<part>.wasm for each lazy part, and solder.js in `bundle` of the program that is linked. Which
# parts there are is known only then: what depends on them depends on app.wasm.
function(solder_bundle_program target bundle result)
    # What refers to what, for split_parts.py; -O0: the wasm-opt that clang runs would lose it.
    target_link_options(${target} PRIVATE -Wl,--emit-relocs -O0)
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
    find_program(SOLDER_WASM_OPT wasm-opt REQUIRED)
    find_program(SOLDER_WASM_SPLIT wasm-split REQUIRED)
    find_program(SOLDER_ESBUILD esbuild REQUIRED)
    solder_find_compressors()
    set(made "")
    foreach(file app.wasm solder.js)
        list(APPEND made "${bundle}/${file}" "${bundle}/${file}.br" "${bundle}/${file}.gz")
    endforeach()
    set(script "${SOLDER_DIR}/bundle_program.cmake")
    set(tools "${SOLDER_DIR}/split_parts.py" "${SOLDER_DIR}/fit_glue.py")
    cmake_path(SET glue NORMALIZE "${SOLDER_DIR}/../js")
    file(GLOB modules CONFIGURE_DEPENDS "${glue}/*.js")
    add_custom_command(
        OUTPUT ${made}
        COMMAND
            ${CMAKE_COMMAND} -D "LINKED=$<TARGET_FILE:${target}>" -D "WORK=${CMAKE_CURRENT_BINARY_DIR}/${target}.parts" -D
            "BUNDLE=${bundle}" -D "GLUE=${glue}" -D "SMALL=$<CONFIG:MinSizeRel>" -D "PYTHON=${Python3_EXECUTABLE}" -D
            "WASM_OPT=${SOLDER_WASM_OPT}" -D "WASM_SPLIT=${SOLDER_WASM_SPLIT}" -D "ESBUILD=${SOLDER_ESBUILD}" -D
            "BROTLI=${SOLDER_BROTLI}" -D "GZIP=${SOLDER_GZIP}" -P "${script}"
        DEPENDS "$<TARGET_FILE:${target}>" "${script}" ${tools} ${modules}
        VERBATIM
    )
    set(${result} ${${result}} ${made} PARENT_SCOPE)
endfunction()

macro(solder_find_compressors)
    find_program(SOLDER_BROTLI brotli REQUIRED)
    find_program(SOLDER_GZIP gzip REQUIRED)
endmacro()

# The files that a file of a bundle comes as: itself and, where that pays, its compressed siblings; and the commands that
# make those.
function(solder_compression file made commands)
    set(${made} "${file}" PARENT_SCOPE)
    set(${commands} "" PARENT_SCOPE)
    if(file MATCHES "\\.(wasm|js|mjs|css|html|svg|json|txt|xml|ico|webmanifest)$")
        solder_find_compressors()
        set(${made} "${file}" "${file}.br" "${file}.gz" PARENT_SCOPE)
        set(${commands}
            COMMAND ${SOLDER_BROTLI} --force --best --output=${file}.br ${file}
            COMMAND ${SOLDER_GZIP} --force --best --no-name --keep ${file}
            PARENT_SCOPE
        )
    endif()
endfunction()

# Copies `from` into a bundle as `to`, with compressed siblings where that pays; adds what it makes to the list named `result`.
function(solder_bundle_file from to result)
    solder_compression("${to}" made compress)
    add_custom_command(
        OUTPUT ${made}
        COMMAND ${CMAKE_COMMAND} -E copy "${from}" "${to}" ${compress}
        DEPENDS "${from}"
        VERBATIM
    )
    set(${result} ${${result}} ${made} PARENT_SCOPE)
endfunction()
