# solder_add_test(name FILES <patterns> LINKS <libraries> [OF <program>]): one GoogleTest program, solder_test_<name>,
# whose tests ctest knows as <name>.<suite>.<test>. OF: the program it tests; all but its main.cpp is linked as it was
# compiled for that. Makes nothing while no file matches *_test.cpp.
enable_testing()
find_package(GTest REQUIRED)
include(GoogleTest)
find_library(SOLDER_GUMBO gumbo REQUIRED) # parses rendered pages

# GoogleTest's headers cost a second per file; compiled once, for all test programs. g++ takes a third longer for the
# tests at -O2 than at -O1, which has to end calls of coroutines in jumps as -O2 does.
file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/test_base.cpp" CONTENT "")
add_library(solder_test_base OBJECT "${CMAKE_CURRENT_BINARY_DIR}/test_base.cpp")
target_link_libraries(solder_test_base PUBLIC GTest::gtest GTest::gmock ${SOLDER_GUMBO} solder_warnings)
target_compile_options(
    solder_test_base PUBLIC "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-O1;-foptimize-sibling-calls>"
)
target_precompile_headers(solder_test_base PRIVATE <gtest/gtest.h> <gmock/gmock.h>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang") # g++ gains nothing by it, and so tells of an #include that a test lacks
    target_include_directories(solder_test_base PRIVATE "${PROJECT_SOURCE_DIR}/include")
    target_precompile_headers(solder_test_base PRIVATE <solder/html.hpp>)
endif()

function(solder_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "OF" "FILES;LINKS")
    file(GLOB sources CONFIGURE_DEPENDS ${arg_FILES})
    if(NOT "${sources}" MATCHES "_test\\.cpp")
        return()
    endif()
    set(program solder_test_${name})
    add_executable(${program} ${sources})
    if(arg_OF)
        target_sources(${program} PRIVATE "$<FILTER:$<TARGET_OBJECTS:${arg_OF}>,EXCLUDE,/main\\.cpp>")
    endif()
    target_include_directories(${program} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${program} PRIVATE ${arg_LINKS} solder_test_base GTest::gtest_main)
    target_precompile_headers(${program} REUSE_FROM solder_test_base)
    gtest_discover_tests(
        ${program}
        TEST_PREFIX "${name}."
        DISCOVERY_MODE PRE_TEST
        DISCOVERY_TIMEOUT 60
        PROPERTIES TIMEOUT 300
    )
endfunction()
