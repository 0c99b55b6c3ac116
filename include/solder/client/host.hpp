#ifndef SOLDER_CLIENT_HOST_HPP
#define SOLDER_CLIENT_HOST_HPP
#include <cstdint>

/// The border between C++ and the glue in `js/`: what each calls of the other. Texts are UTF-8, given as address and
/// length. In native builds the tests implement the same functions. A bundle has no glue for what its program does not
/// import, and none that calls an exported function which does nothing (cmake/fit_glue.py).
#ifdef __wasm__
#define SOLDER_IMPORT(name) __attribute__((import_module("solder"), import_name(#name)))
#define SOLDER_EXPORT(name) __attribute__((export_name(#name)))
#else
#define SOLDER_IMPORT(name)
#define SOLDER_EXPORT(name)
#endif

extern "C" {

// ---- what the host does for C++

/// Carries out DOM commands (html/dom_commands.hpp).
SOLDER_IMPORT(flush)
void solder_host_flush(const std::uint32_t* words, std::uint32_t word_count, const char* text, std::uint32_t bytes);
/// Hydrating: claims the node at the cursor of the hole when it is a comment of the character `kind` and a number, or
/// that alone; gives the number (or 0) and 1. Else 0. Kinds: `!`, a boundary that failed or content that is left as it
/// is; `?`, content that comes later.
SOLDER_IMPORT(claim_mark)
std::uint32_t solder_host_claim_mark(std::uint32_t hole, std::uint32_t kind);
/// Milliseconds since an arbitrary point; they go on while the machine sleeps, and never back.
SOLDER_IMPORT(now)
double solder_host_now();
/// Calls `solder_timer(id)` after `delay` milliseconds; 0: as soon as the current turn is over (microtask).
SOLDER_IMPORT(timer)
void solder_host_timer(std::uint32_t id, double delay);
/// Sends a request and later calls `solder_fetched(id, ...)` once, unless aborted. `headers`: lines "Name: value\n".
/// `body_bytes` 0 with method GET: no body. Without a `content-type` the body is the JSON of a form, posted as
/// multipart/form-data: pairs of a name and its text, or the number of a file. Same-origin; credentials included;
/// redirects are not followed. The browser's cache answers only the first request for a URL, before any POST, and none
/// that `is_repeated`.
SOLDER_IMPORT(fetch)
void solder_host_fetch(std::uint32_t id, const char* method, std::uint32_t method_bytes, const char* url,
                       std::uint32_t url_bytes, const char* headers, std::uint32_t header_bytes, const char* body,
                       std::uint32_t body_bytes, std::uint32_t is_repeated);
/// Writes the id of the build that the page comes from in the same way as `read_place`.
SOLDER_IMPORT(read_build)
std::uint32_t solder_host_read_build(char* to, std::uint32_t room_bytes);
SOLDER_IMPORT(abort)
void solder_host_abort(std::uint32_t id);
/// Nobody will send the file any more that `solder_submit` told of under this number.
SOLDER_IMPORT(drop_file)
void solder_host_drop_file(std::uint32_t number);
/// Writes the history: pushState, or replaceState when `replace`. `state` is JSON text or empty.
SOLDER_IMPORT(write_history)
void solder_host_write_history(const char* url, std::uint32_t url_bytes, const char* state, std::uint32_t state_bytes,
                               std::uint32_t replace);
/// Writes where the page is to `to` when that has at most `room_bytes`, and gives its length: the origin of the page,
/// `https://example.org` \0 path+search+hash \0 history state JSON or empty.
SOLDER_IMPORT(read_place)
std::uint32_t solder_host_read_place(char* to, std::uint32_t room_bytes);
/// history.go(delta)
SOLDER_IMPORT(go)
void solder_host_go(std::int32_t delta);
/// Scrolls to the element whose id is `hash` (already without "#", percent-decoded) when there is one, and moves the
/// focus there, else, when `top`, to the top of the page. Runs after the flush of this turn.
SOLDER_IMPORT(scroll)
void solder_host_scroll(const char* hash, std::uint32_t hash_bytes, std::uint32_t top);
/// A navigation has settled, and what it shows is in the document after the flush of this turn. Bits: 1 it was a move
/// in the history: scrolls to where that entry was left; 2 it is another page: moves the focus there, and has assistive
/// technology say its title; 4 the flush of this turn is shown as a View Transition, where the browser can.
SOLDER_IMPORT(arrived)
void solder_host_arrived(std::uint32_t how);
/// Whether the lazy part of this name is there. If not it is loaded, and `solder_part_loaded` called once.
SOLDER_IMPORT(load_part)
std::uint32_t solder_host_load_part(const char* name, std::uint32_t bytes);
/// Leaves the page: location.assign(url), or location.reload() when `url` is empty.
SOLDER_IMPORT(load_page)
void solder_host_load_page(const char* url, std::uint32_t url_bytes);
/// The run that `solder_submit` answered with `number` has ended: with `done` 1 its form is reset, as a page load
/// would.
SOLDER_IMPORT(submitted)
void solder_host_submitted(std::uint32_t number, std::uint32_t done);
/// The text that the browser keeps under a name: writes it to `to` when it has at most `room_bytes`, and gives its
/// length; -1 when there is none.
SOLDER_IMPORT(read_storage)
std::int32_t solder_host_read_storage(const char* name, std::uint32_t name_bytes, char* to, std::uint32_t room_bytes);
/// Keeps a text there instead; 0 when the browser refuses.
SOLDER_IMPORT(write_storage)
std::uint32_t solder_host_write_storage(const char* name, std::uint32_t name_bytes, const char* text,
                                        std::uint32_t bytes);
/// level 0: console.log, 1: console.warn, 2: console.error
SOLDER_IMPORT(log)
void solder_host_log(std::uint32_t level, const char* text, std::uint32_t bytes);
// Numbers and their texts too: src/wire/browser/double_text.cpp asks for that, since this layer is above it.

// ---- what C++ does for the host
// Before each call that hands over text, the host asks for room and writes there; several texts are separated by "\0".

/// Room for `bytes` bytes, good until the next call into C++ returns. The address may change on each call.
SOLDER_EXPORT(solder_room)
char* solder_room(std::uint32_t bytes);
/// Takes the page over, or makes it. Text: JSON of the shipped data (content of <script id="solder-data">). Empty: no
/// server rendered anything, and the mount element is empty. Returns 1 when `solder_preload` need not be called.
SOLDER_EXPORT(solder_start)
std::uint32_t solder_start(std::uint32_t bytes);
/// A piece came of a page that is sent in pieces. Text: JSON of its data. `number`: of the content that came with it,
/// or would have with `has_content` 0; 0, before `solder_start`: of one that is shown already.
SOLDER_EXPORT(solder_late)
void solder_late(std::uint32_t number, std::uint32_t bytes, std::uint32_t has_content);
/// After `solder_start`, once: all of the document is there.
SOLDER_EXPORT(solder_parsed)
void solder_parsed();
/// An event reached a handler. Text: target value (or empty; it may hold \0) \0 key (or empty, or `dom_op::details`);
/// none when both are empty. `flags`: 1 target.checked, 2 meta or ctrl, 4 shift, 8 alt. Returns bits: 1 prevent the
/// default, 2 stop propagation.
SOLDER_EXPORT(solder_event)
std::uint32_t solder_event(std::uint32_t handler, std::uint32_t bytes, std::uint32_t flags);
/// A click on a link that may be taken over (primary button, no modifier, same origin, no target, no download, no
/// rel=external; not prevented), or a form that is sent by GET and that `solder_submit` did not take: a link with its
/// fields as search. Text: path+search+hash \0 value of attribute `state` or empty.
/// `flags`: 1 attribute `replace`, 2 attribute `noscroll`, 4 attribute `link`. Returns 1 when taken over.
SOLDER_EXPORT(solder_link)
std::uint32_t solder_link(std::uint32_t bytes, std::uint32_t flags);
/// A visitor points at a link that `solder_link` may take over, or moves the focus there: what its page needs is
/// fetched. Text: path+search+hash. `flags`: 1 its data is wanted, else only its code, 4 attribute `link`.
SOLDER_EXPORT(solder_preload)
void solder_preload(std::uint32_t bytes, std::uint32_t flags);
/// The end of a load that `solder_host_load_part` began. `status` 0: it did not come whole; 200: the part is there; 1:
/// what came is no part of this program; else that of the reply. Text: name.
SOLDER_EXPORT(solder_part_loaded)
void solder_part_loaded(std::uint32_t bytes, std::uint32_t status);
/// A form is submitted (not prevented). Text: action (submitter's formaction first; path+search when same origin, else
/// the whole URL) \0 method in lower case \0 enctype \0 files \0 other fields as application/x-www-form-urlencoded,
/// submitter included. Each file is three pairs in the same encoding: its field and a number that the host keeps it
/// under until `solder_host_drop_file`, or until this returns 0; its name and type; "" and its bytes. A form that holds
/// files and would not send them is not offered. Returns 0, or when taken over a number for `solder_host_submitted`.
SOLDER_EXPORT(solder_submit)
std::uint32_t solder_submit(std::uint32_t bytes);
/// The location changed by history traversal, by `delta` entries (0: not known). Text: path+search+hash \0 state JSON
/// or empty.
SOLDER_EXPORT(solder_location_changed)
void solder_location_changed(std::uint32_t bytes, std::int32_t delta);
/// The tab is about to be closed, or to show another site. Returns 1 when the page asks to stay.
SOLDER_EXPORT(solder_leaving)
std::uint32_t solder_leaving();
/// A request ended. `status` 0: no reply (offline, refused, cut off). Text: headers as lines "name: value\n" \0 body. A
/// redirected reply (opaque) has status 0 too.
SOLDER_EXPORT(solder_fetched)
void solder_fetched(std::uint32_t id, std::uint32_t status, std::uint32_t bytes);
SOLDER_EXPORT(solder_timer)
void solder_timer(std::uint32_t id);
/// Something that options of queries speak of: `which` 0, the visitor is back at the page (it is visible or has the
/// focus again: once for each time away); 1, the browser is online again; 2, the page is hidden.
SOLDER_EXPORT(solder_occasion)
void solder_occasion(std::uint32_t which);
}

#endif
