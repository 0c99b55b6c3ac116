# Splits the program LINKED into what a bundle has of it, makes the glue of modules in GLUE that it needs, both in WORK, and
# puts them into BUNDLE. Run as a script by solder_bundle_program.
set(features --enable-bulk-memory --enable-tail-call --enable-sign-ext --enable-mutable-globals
             --enable-nontrapping-float-to-int
)
file(REMOVE_RECURSE "${WORK}")
execute_process(
    COMMAND "${PYTHON}" "${CMAKE_CURRENT_LIST_DIR}/split_parts.py" "${LINKED}" "${WORK}" "${WASM_SPLIT}" ${features}
            COMMAND_ERROR_IS_FATAL ANY
)
file(GLOB modules RELATIVE "${WORK}" "${WORK}/app*.wasm")

function(optimise module)
    if(SMALL)
        execute_process(
            COMMAND "${WASM_OPT}" -Oz --always-inline-max-function-size=5 ${ARGN} ${features} "${WORK}/${module}" -o "${WORK}/${module}" COMMAND_ERROR_IS_FATAL ANY
        )
    endif()
endfunction()

function(fit_glue)
    set(options "--charset=utf8")
    if(SMALL)
        list(APPEND options --minify --define:globalThis.SOLDER_DEBUG=false)
    endif()
    execute_process(
        COMMAND "${PYTHON}" "${CMAKE_CURRENT_LIST_DIR}/fit_glue.py" "${WORK}/app.wasm" "${GLUE}" "${WORK}/solder.js"
                "${ESBUILD}" ${options} COMMAND_ERROR_IS_FATAL ANY
    )
endfunction()

# Twice: the second pass goes on until nothing more comes of it, knows that nothing is stored in the first kilobyte (the
# far end of the stack), and finds code gone that only exports which nobody calls had led to.
foreach(module IN LISTS modules)
    optimise("${module}")
endforeach()
fit_glue()
foreach(module IN LISTS modules)
    optimise("${module}" --converge --low-memory-unused)
endforeach()
fit_glue()
# A debug bundle is for the one who waits for it.
if(SMALL)
    set(brotli_effort --best)
    set(gzip_effort --best)
else()
    set(brotli_effort --quality=5)
    set(gzip_effort --fast)
endif()
foreach(file IN LISTS modules ITEMS solder.js)
    execute_process(COMMAND "${BROTLI}" --force ${brotli_effort} "${WORK}/${file}" COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND "${GZIP}" --force ${gzip_effort} --no-name --keep "${WORK}/${file}" COMMAND_ERROR_IS_FATAL ANY)
endforeach()
file(GLOB old "${BUNDLE}/app.wasm*" "${BUNDLE}/app.*.wasm*")
if(old)
    file(REMOVE ${old})
endif()
file(GLOB made "${WORK}/app*.wasm" "${WORK}/app*.wasm.br" "${WORK}/app*.wasm.gz" "${WORK}/solder.js*")
file(COPY ${made} DESTINATION "${BUNDLE}")
file(GLOB copies "${BUNDLE}/app.wasm*" "${BUNDLE}/solder.js*")
file(TOUCH_NOCREATE ${copies})
