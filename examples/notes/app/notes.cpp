#include <app/api.hpp>

namespace {

using namespace solder;

const auto get_notes = query("notes", list_notes);
const auto add_note = action("notes.add", add_note_function);
const auto remove_note = action("notes.remove", remove_note_function);

view Note(const note& each) {
    return html(
        R"(<li>
            <form method="post" action={}>
                {} <button aria-label="Done: {}">Done</button>
            </form>
        </li>)",
        remove_note.with(each.id), each.text, each.text);
}

view AddNote() {
    auto adding = use_submission(add_note);
    // What was refused, or is on its way, stays in the field.
    auto typed = [=] { return adding.input() && !adding.result() ? std::get<0>(*adding.input()).text : ""; };
    return html(
        R"(<form method="post" action={}>
            <input name="text" aria-label="New note" value={}>
            <button disabled={}>Add</button>
            <p role="alert">{}</p>
        </form>)",
        add_note, typed, [=] { return adding.pending(); },
        [=] { return adding.error() ? adding.error()->message : ""; });
}

view Notes() {
    auto notes = create_async([] { return get_notes(); });
    return html("<main><h1>Notes</h1>{}<ul>{}</ul></main>", AddNote(), For(notes, Note));
}

}  // namespace

solder::application solder::make_application() {
    return {.root = Notes, .title = "Notes", .stylesheets = {"notes.css"}};
}
