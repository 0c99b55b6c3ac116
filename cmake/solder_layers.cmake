# One static library per layer, from the list in cmake/layers.txt.
#
#   solder_core < solder_wire < solder_reactive < solder_query < solder_router < html < client, server
#
# `html` makes two libraries of one set of headers: solder_html_page (DOM commands; used by client) and
# solder_html_server (text; used by server). A layer's sources are src/<layer>/*.cpp, and next to them
#   src/<layer>/browser/*.cpp   only when built for the browser
#   src/<layer>/native/*.cpp    only when built natively
#   src/html/page, src/html/server   the two bodies of html
#   src/client/served, src/client/alone   of what a page starts with: one of them goes with solder_client

# Adds library solder_<name> (alias solder::<name>) from `folders` below src/, which may use `lower` libraries.
function(solder_add_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FOLDERS;LOWER")
    list(TRANSFORM arg_FOLDERS PREPEND "${PROJECT_SOURCE_DIR}/src/")
    list(TRANSFORM arg_FOLDERS APPEND "/*.cpp" OUTPUT_VARIABLE patterns)
    # Globbed, so that adding a file needs no edit here, where everyone would meet; CONFIGURE_DEPENDS makes
    # each build look again (milliseconds with Ninja).
    file(GLOB sources CONFIGURE_DEPENDS ${patterns})

    if(sources)
        add_library(solder_${name} STATIC ${sources})
        target_link_libraries(solder_${name} PRIVATE solder_warnings)
        if(SOLDER_FUZZ) # the more inputs a second the better; what uses the libraries compiles twice as fast without
            target_compile_options(solder_${name} PRIVATE -O1)
            if(NOT name STREQUAL "client") # whose files stand for parts of the page that a test may be without
                set_target_properties(solder_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
            endif()
        endif()
        set(scope PUBLIC)
    else() # a layer of headers alone
        add_library(solder_${name} INTERFACE)
        set(scope INTERFACE)
    endif()
    add_library(solder::${name} ALIAS solder_${name})
    target_include_directories(solder_${name} ${scope} "${PROJECT_SOURCE_DIR}/include")
    target_compile_features(solder_${name} ${scope} cxx_std_23)
    target_link_libraries(solder_${name} ${scope} ${arg_LOWER})
endfunction()

function(solder_add_layers)
    if(SOLDER_BROWSER)
        set(side browser)
    else()
        set(side native)
    endif()

    file(STRINGS "${PROJECT_SOURCE_DIR}/cmake/layers.txt" lines REGEX "^[a-z]")
    set(lower "")
    foreach(layers IN LISTS lines)
        string(REPLACE " " ";" layers "${layers}")
        foreach(layer IN LISTS layers)
            if(layer STREQUAL "html")
                solder_add_library(html_page FOLDERS html html/page html/${side} LOWER ${lower})
                if(NOT SOLDER_BROWSER)
                    solder_add_library(html_server FOLDERS html html/server html/${side} LOWER ${lower})
                endif()
            elseif(layer STREQUAL "client")
                solder_add_library(client FOLDERS client client/${side} LOWER solder_html_page)
                foreach(how served alone)
                    solder_add_library(client_${how} FOLDERS client/${how} LOWER solder_html_page)
                endforeach()
            elseif(layer STREQUAL "server")
                solder_add_server_layer()
            else()
                solder_add_library(${layer} FOLDERS ${layer} ${layer}/${side} LOWER ${lower})
                set(lower solder_${layer})
            endif()
        endforeach()
    endforeach()
endfunction()

function(solder_add_server_layer)
    if(SOLDER_BROWSER)
        return()
    endif()
    find_package(Threads REQUIRED)
    find_package(ZLIB REQUIRED)
    find_library(SOLDER_BROTLIENC brotlienc REQUIRED)
    find_library(SOLDER_BROTLICOMMON brotlicommon REQUIRED)
    find_library(SOLDER_SODIUM sodium REQUIRED)
    solder_add_library(
        server
        FOLDERS server server/native
        LOWER solder_html_server Threads::Threads ZLIB::ZLIB ${SOLDER_BROTLIENC} ${SOLDER_BROTLICOMMON} ${SOLDER_SODIUM}
    )
endfunction()
