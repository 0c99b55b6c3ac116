# solder_add_static_app(name
#   APP <sources>              the whole application, all of it for the browser
#   [PUBLIC <folder>]          files that go along as they are (stylesheets, pictures)
#   [TITLE <text>]             of the document, until a component `Title` is shown
#   [LANGUAGE <tag>]           of the document (BCP 47); en when not given
#   [STYLESHEETS <names>]      of files in PUBLIC
#   [SCRIPTS <names>]          the same of JavaScript modules, for custom elements
#   [ICON <name>]              of a file in PUBLIC
#   [INDEX <file>]             a document of your own in place of the last five; see docs/client.md
# )
#
# Makes <name>_bundle: a folder <name>.bundle with index.html, app.wasm, solder.js and the PUBLIC files, for any server of
# files, at any path. No server program belongs to it. Where the folder is, and how a native build makes it: as for
# solder_add_app.
function(solder_add_static_app name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PUBLIC;TITLE;LANGUAGE;ICON;INDEX" "APP;STYLESHEETS;SCRIPTS")
    if(NOT SOLDER_BROWSER)
        solder_add_bundle_target(${name})
        return()
    endif()
    if(arg_INDEX)
        cmake_path(ABSOLUTE_PATH arg_INDEX OUTPUT_VARIABLE template)
    else()
        set(template "${CMAKE_CURRENT_BINARY_DIR}/${name}.index.html")
        solder_write_index("${template}" "${arg_TITLE}" "${arg_LANGUAGE}" "${arg_STYLESHEETS}" "${arg_SCRIPTS}" "${arg_ICON}")
    endif()
    solder_add_browser_app(${name} "${arg_APP}" "${arg_PUBLIC}" "${template}")
endfunction()

# The usual document, with marks for the addresses of its files.
function(solder_write_index file title language stylesheets scripts icon)
    string(REPLACE "&" "&amp;" title "${title}")
    string(REPLACE "<" "&lt;" title "${title}")
    if(NOT language)
        set(language en)
    endif()
    set(links "")
    foreach(sheet IN LISTS stylesheets)
        string(APPEND links "<link rel=\"stylesheet\" href=\"{{${sheet}}}\">\n")
    endforeach()
    foreach(script IN LISTS scripts)
        string(APPEND links "<script type=\"module\" src=\"{{${script}}}\"></script>\n")
    endforeach()
    if(icon)
        string(APPEND links "<link rel=\"icon\" href=\"{{${icon}}}\">\n")
    endif()
    configure_file("${SOLDER_DIR}/index.html.in" "${file}" @ONLY)
endfunction()

# The document of a bundle, made from `template` when the files that it names are there; adds what it makes to the list
# named `result`.
function(solder_bundle_page template bundle result)
    set(files ${${result}})
    list(FILTER files EXCLUDE REGEX "\\.(br|gz)$")
    set(page "${bundle}/index.html")
    solder_compression("${page}" made compress)
    add_custom_command(
        OUTPUT ${made}
        COMMAND ${CMAKE_COMMAND} -D "TEMPLATE=${template}" -D "PAGE=${page}" -P "${SOLDER_DIR}/static_page.cmake" ${compress}
        DEPENDS "${template}" "${SOLDER_DIR}/static_page.cmake" ${files}
        VERBATIM
    )
    set(${result} ${${result}} ${made} PARENT_SCOPE)
endfunction()
