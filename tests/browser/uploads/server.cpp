#include "app.hpp"
#include <cstdlib>
#include <mutex>
#include <solder/core/timer.hpp>
#include <solder/server.hpp>

namespace {

std::mutex guard;
std::vector<picture> pictures;
bool has_failed_once = false;

/// The folder that the test gave, as `temporary` and `kept` below it.
std::filesystem::path folder(const char* name) { return std::filesystem::path(std::getenv("UPLOADS_FOLDER")) / name; }

/// "slow" takes a while, "once" fails the first time, "never" is refused.
solder::task<std::string> add(std::int64_t album, picture_form form) {
    if (form.title == "slow") co_await solder::sleep_for(std::chrono::milliseconds(300));
    const std::lock_guard lock(guard);
    if (form.title == "once" && !std::exchange(has_failed_once, true))
        co_return solder::fail(solder::invalid("Please try again."));
    if (form.title == "never") co_return solder::fail(solder::invalid("No such pictures."));
    auto kept = solder::keep_file(form.picture, folder("kept") / std::to_string(pictures.size()));
    if (!kept) co_return solder::fail(kept.error());
    pictures.push_back({album, form.title, form.picture.name, form.picture.type, form.picture.size});
    co_return "added " + form.picture.name + " and " + std::to_string(form.more.size()) + " more";
}

}  // namespace

int main() {
    list_pictures.define([] {
        const std::lock_guard lock(guard);
        return pictures;
    });
    add_picture_function.define(add);
    return solder::serve(solder::make_application(),
                         {.uploads = {.limits = {.file_bytes = 1024 * 1024}, .folder = folder("temporary")}});
}
