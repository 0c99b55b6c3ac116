#include <solder/router/route.hpp>
// expect: a typed route names one type for each parameter of its path
const solder::route<"/a/:x/:y", int> made;
