# Splits the program LINKED into what a bundle has of it, in WORK, and puts that into BUNDLE. Run as a script by
# solder_bundle_program.
set(features --enable-bulk-memory --enable-tail-call --enable-sign-ext --enable-mutable-globals
             --enable-nontrapping-float-to-int
)
file(REMOVE_RECURSE "${WORK}")
execute_process(
    COMMAND "${PYTHON}" "${CMAKE_CURRENT_LIST_DIR}/split_parts.py" "${LINKED}" "${WORK}" ${features}
            COMMAND_ERROR_IS_FATAL ANY
)
file(GLOB modules RELATIVE "${WORK}" "${WORK}/app*.wasm")
foreach(module IN LISTS modules)
    if(SMALL)
        # Twice: the second pass goes on until nothing more comes of it, and knows that nothing is stored in the first
        # kilobyte (the far end of the stack).
        execute_process(
            COMMAND wasm-opt -Oz ${features} "${WORK}/${module}" -o "${WORK}/${module}" COMMAND_ERROR_IS_FATAL ANY
        )
        execute_process(
            COMMAND wasm-opt -Oz --converge --low-memory-unused ${features} "${WORK}/${module}" -o "${WORK}/${module}"
                    COMMAND_ERROR_IS_FATAL ANY
        )
    endif()
    execute_process(COMMAND brotli --force --best "${WORK}/${module}" COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND gzip --force --best --no-name --keep "${WORK}/${module}" COMMAND_ERROR_IS_FATAL ANY)
endforeach()
file(GLOB old "${BUNDLE}/app.wasm*" "${BUNDLE}/app.*.wasm*")
if(old)
    file(REMOVE ${old})
endif()
file(GLOB made "${WORK}/app*.wasm" "${WORK}/app*.wasm.br" "${WORK}/app*.wasm.gz")
file(COPY ${made} DESTINATION "${BUNDLE}")
file(TOUCH_NOCREATE "${BUNDLE}/app.wasm" "${BUNDLE}/app.wasm.br" "${BUNDLE}/app.wasm.gz")
