#ifndef SOLDER_TESTS_BROWSER_PLACES_APP_HPP
#define SOLDER_TESTS_BROWSER_PLACES_APP_HPP
#include <solder/html/view.hpp>
#include <solder/query.hpp>

/// Pages below /app for tests/browser/places.test.mjs: nested layouts, links, places on a page, forms. Those for
/// aside.test.mjs are in aside.cpp.
struct note_form {
    std::string text;
    std::string by;
};

/// Gives what it was told; the text "bad" is refused.
inline constexpr solder::server_function<"notes.add", std::string(note_form), solder::writes> add_note_function;

inline const auto add_note = solder::action("addNote", add_note_function);
/// Without a server function: runs in the page alone.
inline const auto shout = solder::action("shout", [](note_form note) { return note.text + "! by " + note.by; });

inline constexpr solder::server_function<"notes.text", std::string(int)> note_text;
inline const auto get_note = solder::query("note", note_text);

solder::view Aside();
solder::view RoutedDialog();

#endif
