// expect: the component of a route takes nothing, or the outlet of the routes below it
#include <solder/html.hpp>

solder::view Project(int id) { return solder::html("<p>{}</p>", id); }
auto made = solder::Route("/projects/:id", Project);
