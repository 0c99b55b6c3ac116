#ifndef SOLDER_TESTS_BROWSER_UPLOADS_APP_HPP
#define SOLDER_TESTS_BROWSER_UPLOADS_APP_HPP
#include <solder/query.hpp>

/// A page with one form that has files, for tests/browser/uploads.test.mjs.
struct picture {
    std::int64_t album;
    std::string title, name, type;
    std::uint64_t bytes;
};
struct picture_form {
    std::string title;
    solder::uploaded_file picture;
    std::vector<solder::uploaded_file> more;
};

inline constexpr solder::server_function<"pictures.list", std::vector<picture>()> list_pictures;
/// Keeps the picture. A title says what else to do: see server.cpp.
inline constexpr solder::server_function<"pictures.add", std::string(std::int64_t, picture_form), solder::writes>
    add_picture_function;

inline const auto get_pictures = solder::query("pictures", list_pictures);
inline const auto add_picture = solder::action("addPicture", add_picture_function);

#endif
