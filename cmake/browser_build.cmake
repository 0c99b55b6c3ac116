# Builds TARGET of the project in SOURCE for the browser, in BUILD, as build type TYPE. Run as a script by solder_add_app's bundle targets.
# OPTIONS sets what is handed on of the native build's cache.
# Locked, because several native builds (release, asan) share one browser build.
file(LOCK "${BUILD}" DIRECTORY GUARD PROCESS)
set(kept "")
if(EXISTS "${BUILD}/build.ninja")
    file(STRINGS "${BUILD}/CMakeCache.txt" kept REGEX "^CMAKE_BUILD_TYPE:[^=]*=${TYPE}$")
endif()
set(told_before "")
if(EXISTS "${BUILD}/solder_browser_options.cmake")
    file(READ "${BUILD}/solder_browser_options.cmake" told_before)
endif()
file(READ "${OPTIONS}" told)
if(NOT kept OR NOT told STREQUAL told_before)
    execute_process(
        COMMAND
            ${CMAKE_COMMAND} -C "${OPTIONS}" -G Ninja -S "${SOURCE}" -B "${BUILD}" -D
            "CMAKE_TOOLCHAIN_FILE=${CMAKE_CURRENT_LIST_DIR}/toolchain-wasm32.cmake" -D
            "CMAKE_COMPILE_WARNING_AS_ERROR=${WERROR}" -D "CMAKE_BUILD_TYPE=${TYPE}" COMMAND_ERROR_IS_FATAL ANY
    )
    file(COPY_FILE "${OPTIONS}" "${BUILD}/solder_browser_options.cmake")
endif()
set(ENV{NINJA_STATUS} "[browser %f/%t] ")
execute_process(COMMAND ${CMAKE_COMMAND} --build "${BUILD}" --target ${TARGET} COMMAND_ERROR_IS_FATAL ANY)
