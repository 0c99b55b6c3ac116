#include <solder/server.hpp>

int main() { return solder::serve(solder::make_application()); }
