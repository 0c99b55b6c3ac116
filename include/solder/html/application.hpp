#ifndef SOLDER_HTML_APPLICATION_HPP
#define SOLDER_HTML_APPLICATION_HPP
#include <solder/html/view.hpp>
#include <string>
#include <vector>

namespace solder {

/// A web application, as both sides know it.
struct application {
    view (*root)() = nullptr;     ///< the whole page
    std::string title = {};       ///< where no `Title` sets one
    std::string language = "en";  ///< of the document (BCP 47)
    /// Names of files in the PUBLIC folder, such as "app.css".
    std::vector<std::string> stylesheets = {};
    /// The same of JavaScript modules, for custom elements: programs of solder need none.
    std::vector<std::string> scripts = {};
    std::string icon = {};  ///< name of a file in the PUBLIC folder
    std::string head = {};  ///< more markup for the head; not escaped
};

/// The application's own; defined once, in a source of both sides. The browser side starts with it by itself, the
/// server's `main` hands it to `serve`.
application make_application();

}  // namespace solder
#endif
