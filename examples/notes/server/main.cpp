#include <app/api.hpp>
#include <mutex>
#include <solder/server.hpp>

int main() {
    std::mutex guard;  // requests run on several threads
    std::int64_t last_id = 1;
    std::vector<note> notes{{last_id, "Water the plants"}};

    list_notes.define([&] {
        std::lock_guard lock(guard);
        return notes;
    });
    add_note_function.define([&](note_form form) -> solder::result<std::int64_t> {
        if (form.text.empty()) return solder::fail(solder::invalid("Please write something."));
        std::lock_guard lock(guard);
        notes.push_back({++last_id, form.text});
        return last_id;
    });
    remove_note_function.define([&](std::int64_t id) {
        std::lock_guard lock(guard);
        std::erase_if(notes, [=](const note& each) { return each.id == id; });
    });
    return solder::serve(solder::make_application());
}
