// All JavaScript of solder: carries out the DOM commands of a program and brings it events, replies and time. The contracts
// are include/solder/html/dom_commands.hpp and include/solder/client/host.hpp.
//
// This is the glue with all of its parts. The solder.js of a bundle has those that its program has a use for
// (cmake/fit_glue.py): what is exported here under the name of a function that the program imports, and what is exported
// under the name of one that it exports, which says when that is called.
import * as arrival from "./arrival.js";
import * as bound_controls from "./bound_controls.js";
import * as content_commands from "./content_commands.js";
import * as event_details from "./event_details.js";
import * as file_urls from "./file_urls.js";
import * as forms from "./forms.js";
import * as history from "./history.js";
import * as hydration from "./hydration.js";
import * as kept_properties from "./kept_properties.js";
import * as lazy_parts from "./lazy_parts.js";
import * as links from "./links.js";
import * as presence from "./presence.js";
import * as property_commands from "./property_commands.js";
import * as rare_commands from "./rare_commands.js";
import * as requests from "./requests.js";
import * as screen from "./screen.js";
import * as served_page from "./served_page.js";
import * as services from "./services.js";
import { start } from "./start.js";
import { stubs } from "./stubs.js";

const all = {
  ...arrival, ...bound_controls, ...content_commands, ...event_details, ...file_urls, ...forms, ...history, ...hydration,
  ...kept_properties, ...lazy_parts, ...links, ...presence, ...property_commands, ...rare_commands, ...requests, ...screen, ...served_page,
  ...services,
};
start(all, Object.keys(all).filter((name) => name.startsWith("solder_")).map((name) => all[name]), stubs);
