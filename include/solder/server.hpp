#ifndef SOLDER_SERVER_HPP
#define SOLDER_SERVER_HPP
#include <solder/server/cookies.hpp>
#include <solder/server/endpoint.hpp>
#include <solder/server/error_page.hpp>
#include <solder/server/file_response.hpp>
#include <solder/server/http.hpp>
#include <solder/server/request_event.hpp>
#include <solder/server/sealing_keys.hpp>
#include <solder/server/serve.hpp>
#include <solder/server/session.hpp>
#include <solder/server/static_files.hpp>
#include <solder/server/uploads.hpp>
#include <solder/server/web_application.hpp>

#endif
