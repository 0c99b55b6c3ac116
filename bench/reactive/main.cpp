// The reactive graph benchmark, natively. Prints one line of JSON for each result:
//
//   reactive_bench [--case NAME]... [--seconds S]     {"case": ..., "framework": "solder", "ns": ...}
//   reactive_bench --serve [--seconds S]              the same for each case that a line of standard input names
//   reactive_bench --memory                           {"object": ..., "framework": "solder", "bytes": ..., "resident":
//   ...} reactive_bench --list                             names of the cases
#include "measure.hpp"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>

namespace {

struct options {
    std::vector<std::string> cases;
    double seconds = 0.3;
    bool serve = false;
    bool memory = false;
    bool list = false;
};

std::optional<options> parse(int count, char** arguments) {
    options read;
    for (int i = 1; i < count; ++i) {
        std::string_view name = arguments[i];
        bool has_value = i + 1 < count;
        if (name == "--case" && has_value)
            read.cases.emplace_back(arguments[++i]);
        else if (name == "--seconds" && has_value)
            read.seconds = std::atof(arguments[++i]);
        else if (name == "--serve")
            read.serve = true;
        else if (name == "--memory")
            read.memory = true;
        else if (name == "--list")
            read.list = true;
        else
            return std::nullopt;
    }
    return read;
}

const bench::benchmark_case* find(std::string_view name) {
    for (const auto& each : bench::all_cases())
        if (each.name == name) return &each;
    std::fprintf(stderr, "error: no case is called %.*s\n", static_cast<int>(name.size()), name.data());
    return nullptr;
}

bool report(const bench::benchmark_case* of, double seconds) {
    if (!of) return false;
    auto ns = bench::measure(*of, seconds);
    if (!ns) {
        std::fprintf(stderr, "error: wrong result in %s\n", of->name.data());
        return false;
    }
    std::printf("{\"case\": \"%s\", \"framework\": \"solder\", \"ns\": %.3f}\n", of->name.data(), *ns);
    std::fflush(stdout);
    return true;
}

bool serve(double seconds) {
    char line[128];
    while (std::fgets(line, sizeof line, stdin)) {
        line[std::strcspn(line, "\n")] = 0;
        if (!report(find(line), seconds)) return false;
    }
    return true;
}

bool report_memory() {
    auto all = bench::measure_memory();
    for (const auto& each : all)
        std::printf("{\"object\": \"%s\", \"framework\": \"solder\", \"bytes\": %.1f, \"resident\": %.1f}\n", each.name,
                    each.allocated, each.resident);
    return !all.empty();
}

bool run(const options& wanted) {
    if (wanted.memory) return report_memory();
    if (wanted.serve) return serve(wanted.seconds);
    bool fine = true;
    for (const auto& each : bench::all_cases()) {
        if (wanted.list)
            std::printf("%s\n", each.name.data());
        else if (wanted.cases.empty())
            fine = report(&each, wanted.seconds) && fine;
    }
    for (const auto& name : wanted.cases) fine = report(find(name), wanted.seconds) && fine;
    return fine;
}

}  // namespace

int main(int count, char** arguments) {
    auto wanted = parse(count, arguments);
    if (!wanted) {
        std::fputs("usage: reactive_bench [--case NAME]... [--seconds S] | --serve [--seconds S] | --memory | --list\n",
                   stderr);
        return 2;
    }
    return run(*wanted) ? 0 : 1;
}
