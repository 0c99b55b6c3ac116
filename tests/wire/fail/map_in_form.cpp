#include <solder/wire/form.hpp>
struct settings {
    std::map<std::string, int> all;
};
// expect: a form fills a plain struct of text, numbers, bool, files, optional and vector of these
auto read = solder::from_form<settings>({});
