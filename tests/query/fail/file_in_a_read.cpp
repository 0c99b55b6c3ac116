#include <solder/query.hpp>
struct picture_form {
    solder::uploaded_file picture;
};
inline constexpr solder::server_function<"pictures.find", int(picture_form)> find_picture;
// expect: a form with files is posted: declare the server function with solder::writes
void define() {
    find_picture.define([](const picture_form&) { return 1; });
}
