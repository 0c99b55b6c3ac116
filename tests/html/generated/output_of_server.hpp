#ifndef SOLDER_TESTS_HTML_GENERATED_OUTPUT_OF_SERVER_HPP
#define SOLDER_TESTS_HTML_GENERATED_OUTPUT_OF_SERVER_HPP
#include <cstdio>
#include <string>

namespace solder::testing {

/// What the program that renders pages writes; empty when it fails.
inline std::string output_of_server(const std::string& arguments) {
    std::string all;
    auto* from = popen((SOLDER_GENERATED_SERVER " " + arguments).c_str(), "r");
    if (!from) return all;
    char some[65536];
    while (const auto bytes = std::fread(some, 1, sizeof some, from)) all.append(some, bytes);
    return pclose(from) == 0 ? all : std::string();
}

}  // namespace solder::testing
#endif
