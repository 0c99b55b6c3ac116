# Builds TARGET of the project in SOURCE for the browser, in BUILD, as build type TYPE. Run as a script by solder_add_app's bundle targets.
# Locked, because several native builds (release, asan) share one browser build.
file(LOCK "${BUILD}" DIRECTORY GUARD PROCESS)
set(kept "")
if(EXISTS "${BUILD}/build.ninja")
    file(STRINGS "${BUILD}/CMakeCache.txt" kept REGEX "^CMAKE_BUILD_TYPE:[^=]*=${TYPE}$")
endif()
if(NOT kept)
    execute_process(
        COMMAND
            ${CMAKE_COMMAND} -G Ninja -S "${SOURCE}" -B "${BUILD}" -D
            "CMAKE_TOOLCHAIN_FILE=${CMAKE_CURRENT_LIST_DIR}/toolchain-wasm32.cmake" -D
            "CMAKE_COMPILE_WARNING_AS_ERROR=${WERROR}" -D "CMAKE_BUILD_TYPE=${TYPE}" COMMAND_ERROR_IS_FATAL ANY
    )
endif()
set(ENV{NINJA_STATUS} "[browser %f/%t] ")
execute_process(COMMAND ${CMAKE_COMMAND} --build "${BUILD}" --target ${TARGET} COMMAND_ERROR_IS_FATAL ANY)
