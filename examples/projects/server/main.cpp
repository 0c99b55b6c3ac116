#include <cstdio>
#include <cstdlib>
#include <server/functions.hpp>
#include <solder/server.hpp>

int main() {
    const char* url = std::getenv("DATABASE_URL");
    auto db = projects::database::open(url && *url ? url : "sqlite:projects.db");
    if (!db) {
        std::fprintf(stderr, "%s\n", db.error().message.c_str());
        return 1;
    }
    projects::define_functions(**db);
    return solder::serve(solder::make_application());
}
