#include <solder/query.hpp>
struct picture_form {
    solder::uploaded_file picture;
};
inline constexpr solder::server_function<"pictures.add", void(picture_form, int), solder::writes> add_picture;
// expect: files come in the last parameter, as members of a plain struct
void define() {
    add_picture.define([](const picture_form&, int) {});
}
