// expect: doctype_html_head_and_body_belong_to_the_document(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<!doctype html><b>one</b>");
