#include <algorithm>
#include <app/model.hpp>

namespace projects {

solder::result<std::string> checked_title(const title_form& form) {
    auto first = form.title.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return solder::fail(solder::invalid("Please enter a title."));
    auto title = form.title.substr(first, form.title.find_last_not_of(" \t\r\n") - first + 1);
    // Characters, not bytes: a byte that continues a UTF-8 character does not count.
    auto length = std::ranges::count_if(title, [](unsigned char c) { return (c & 0xC0) != 0x80; });
    if (length > 200) return solder::fail(solder::invalid("A title has at most 200 characters."));
    return title;
}

}  // namespace projects
