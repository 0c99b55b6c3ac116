#include "app.hpp"
#include <solder/server.hpp>

int main() {
    add_note_function.define([](const note_form& note) -> solder::result<std::string> {
        if (note.text == "bad") return solder::fail(solder::invalid("Not this."));
        return note.text + " by " + note.by;
    });
    note_text.define([](int id) { return "note " + std::to_string(id); });
    return solder::serve(solder::make_application());
}
