#ifndef NOTES_APP_API_HPP
#define NOTES_APP_API_HPP
#include <solder/solder.hpp>

struct note {
    std::int64_t id;
    std::string text;
};
struct note_form {
    std::string text;
};

inline constexpr solder::server_function<"notes.list", std::vector<note>()> list_notes;
inline constexpr solder::server_function<"notes.add", std::int64_t(note_form form), solder::writes> add_note_function;
inline constexpr solder::server_function<"notes.remove", void(std::int64_t id), solder::writes> remove_note_function;
#endif
