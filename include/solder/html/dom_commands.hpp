#ifndef SOLDER_HTML_DOM_COMMANDS_HPP
#define SOLDER_HTML_DOM_COMMANDS_HPP
#include <cstdint>

namespace solder {

/// The language in which the page body tells a document what to do. `js/interpreter.js` and the fake document of the
/// tests are its two interpreters.
///
/// A flush is an array of 32-bit words and one UTF-8 text. A command is its opcode and then its operands:
///   id      a number that C++ chose for a node; 0 is the mount element
///   string  two words: offset and length in UTF-16 code units into the text of this flush
///   name    a number given by `intern`
///   double  two words: low and high half of the IEEE 754 bits
///
/// A *hole* is a place for content. Its id stands for where content ends: the comment `]` of a marked hole
/// (`<!--[-->content<!--]-->`), or the element that the content fills alone (a sole hole). Content is a list of
/// *ranges*; a range is two ids, first and last node, which may be the same node and are siblings.
///
/// While hydrating, each hole has a cursor that starts at its first node; the adopt commands claim nodes there
/// instead of creating them, and advance it. A claim that does not fit is a *mismatch*: it is reported in words
/// (what was expected, what was found, where), the rest of that hole's content is removed and from then on everything
/// inside that hole is created instead: the adopt commands create and insert there. C++ does not learn of it, so also
/// while hydrating it sends all that creating needs: attributes, texts, the markup of raw content.
enum class dom_op : std::uint32_t {
    /// name, string: gives a number to a static text.
    intern = 1,
    /// template id, string html, slot count (plus, when the html is a part of `<svg>`, 1 << 24, of `<math>`, 2 << 24),
    /// then per slot one word: `slot_kind << 24 | index`. The html is static markup in which each marked hole is
    /// `<!--[--><!--]-->`. Root nodes: all top-level nodes of the html, leading and trailing white space excluded.
    define_template,
    /// template id, base: clones. base is the first root node, base + 1 the last, base + 2 + i slot i.
    create,
    /// template id, base, hole: hydrating: claims the next nodes of the hole that fit the template: elements have its
    /// tags, texts at its root its data. Static text inside its elements may differ (browser extensions alter it).
    adopt,
    /// id, string: makes a Text node with this data.
    create_text,
    /// id, hole, string: hydrating: claims the Text node at the cursor of the hole; other data is a mismatch. A longer
    /// Text that begins with the string is split: the parser joins neighbours. For an empty string one is made there.
    adopt_text,
    /// base: makes a marked hole: base is its comment `[`, base + 1 its comment `]` (and so the hole).
    create_markers,
    /// base, hole: hydrating: claims a marked hole with all of its content at the cursor of `hole`.
    adopt_markers,
    /// hole, first, last: puts the range at the end of the hole's content.
    insert,
    /// hole, before, first, last: puts the range in front of node `before` of the hole's content; at its end when
    /// something else took that node away.
    insert_before,
    /// first, last: takes the range out of the document. The ids stay good: it may be put back.
    remove,
    /// hole: takes all content of the hole out of the document.
    clear,
    /// hole, base: the content of the marked hole `base`, which is not in the document, takes the place of the hole's.
    /// From then on base + 1 stands for the hole.
    take_content,
    /// id, count: these ids will not be used again (until C++ gives them to new nodes).
    forget,
    /// hole, string html: replaces the hole's content by this markup.
    raw,
    /// hole, string html: hydrating: claims all of the hole's content, as it is; the markup is for a hole in which
    /// everything is created, and takes the place of content that came later and was made of other values.
    adopt_raw,
    /// hole: hydrating: nothing more will be claimed in this hole; nodes left over are a mismatch.
    adopt_end,
    /// id, string: the data of the Text node. While hydrating, other data than what is there is a mismatch of that text
    /// alone (reported and put right); so it is at the first write to a Text that `adopt` claimed.
    text,
    /// id, double: the same with a number, formatted as JavaScript does.
    text_number,
    /// id, name, string. While hydrating, an equal value is not written again (it would load a picture twice).
    attribute,
    /// id, name
    remove_attribute,
    /// id, name, string / 0 or 1 / double: a property of the element, such as `value` or `checked`.
    property_text,
    property_boolean,
    property_number,
    /// id, name of the event ("click"), handler number; 0 removes. Delegated: one listener per event name at the root;
    /// events that do not bubble (focus, blur, scroll, mouseenter ...) are listened to in the capture phase, and only
    /// on the element itself. Pictures and media listen themselves, until their id is forgotten: they load also before
    /// they are in the document. While hydrating, a picture that has loaded or failed before tells so after the flush.
    /// `bind` is told of each `input` before other handlers, of a reset of its form, and when it is hydrated, after the
    /// flush; a radio only while it is the one that is chosen.
    listen,
    /// string: the title of the document.
    title,
    /// id, string tag, count, then per attribute two strings, name and value: an element of the document's head, which
    /// the server writes with `data-head`, too. Hydrating: claims an equal one there that was not claimed.
    head,
    /// Begins hydration: the cursor of hole 0 starts at the first child of the mount element.
    hydrate,
    /// Ends hydration: cursors are dropped, and what the server wrote in the head that nobody claimed.
    hydrated,
    /// hole, number: begins hydration of a hole with the content that came later under this number, which takes the
    /// place of all in the hole.
    take_late,
    /// id, name, text: calls a method of the element with arguments (JSON array; empty: none), after the flush. Calls
    /// of an element keep their order; those of one that is not defined yet wait for that.
    call,
    /// id, string, 0 or 1: chooses the option of a select, or a radio, that has this value; in a multiple select each
    /// with a value of this JSON list. 1: for the first time; that is also what a reset of the form goes back to, and
    /// what a person chose before stays.
    choose,
    /// id, name, double: an attribute, formatted as JavaScript does.
    attribute_number,
    /// Sets `data-hydrated` on the root element: the page is taken over.
    ready,
    /// id, string selector: puts the element at the end of the first element of the document that fits. Without one, or
    /// with what is no selector, it is at the end of the body, and the console says so.
    mount,
    /// template id, string: where the template is written, "app.cpp:41", which a mismatch of it or in a hole of it
    /// says, too. Of debug builds alone.
    written_at,
    /// hole: hydrating: leaves the hole's content as it is, whatever that is.
    leave,
    /// From now on handlers of each `CustomEvent` are told its detail, in place of a key: JSON, or nothing when it
    /// cannot be that.
    details,
    /// As `property_text`, `property_boolean` and `property_number`. While hydrating, what a person has changed stays:
    /// `value`, `checked` and `selected` of controls that are not as their markup says; and `open` of a `<details>` or
    /// `<dialog>` that was claimed, whose markup changes along.
    kept_text,
    kept_boolean,
    kept_number,
};

/// What a slot of a template stands for, and what its index counts.
enum class slot_kind : std::uint32_t {
    element,      ///< an element with dynamic attributes; index: elements in document order
    sole_hole,    ///< the element whose whole content is a hole; index: elements
    marked_hole,  ///< a hole between comments; index: `[` comments in document order
    sole_text,    ///< a Text node that is the whole content of an element; index: elements
    marked_text,  ///< a Text node between comments `[` and `]`; index: `[` comments
};

}  // namespace solder
#endif
