# Builds TARGET of the project in SOURCE for the browser, in BUILD. Run as a script by solder_add_app's bundle targets.
# Locked, because several native builds (release, asan) share one browser build.
file(LOCK "${BUILD}" DIRECTORY GUARD PROCESS)
if(NOT EXISTS "${BUILD}/build.ninja")
    execute_process(
        COMMAND
            ${CMAKE_COMMAND} -G Ninja -S "${SOURCE}" -B "${BUILD}" -D
            "CMAKE_TOOLCHAIN_FILE=${CMAKE_CURRENT_LIST_DIR}/toolchain-wasm32.cmake" -D
            "CMAKE_COMPILE_WARNING_AS_ERROR=${WERROR}" COMMAND_ERROR_IS_FATAL ANY
    )
endif()
set(ENV{NINJA_STATUS} "[browser %f/%t] ")
execute_process(COMMAND ${CMAKE_COMMAND} --build "${BUILD}" --target ${TARGET} COMMAND_ERROR_IS_FATAL ANY)
