#ifndef SOLDER_HTML_FWD_HPP
#define SOLDER_HTML_FWD_HPP

namespace solder {

/// What a component returns: a piece of a page, described and not yet placed. Move-only.
class view;
/// What an `on...={}` handler may take, as `solder::event&`.
class event;
/// The same with the detail of a `CustomEvent`.
template <class Detail>
class custom_event;
/// What a `ref={}` hole hands out: one element of the placed page.
class element_ref;
/// Markup that is inserted as it is; made by `raw_html(...)`.
class raw_html_text;

template <class T>
class signal;
template <class T>
class store;
template <class T>
class task;

}  // namespace solder
#endif
