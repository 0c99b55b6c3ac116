#ifndef SOLDER_HTML_DETAIL_HTML_NAMES_HPP
#define SOLDER_HTML_DETAIL_HTML_NAMES_HPP
#include <cstddef>
#include <cstdint>

/// The names of HTML, SVG and MathML (HTML standard, 4 and 13.2.6; SVG 2; MathML Core), sorted by what the template
/// parser has to know of them.
namespace solder::detail {

constexpr std::uint64_t next_hash(std::uint64_t hash, char c) { return hash * 131 + static_cast<unsigned char>(c); }

constexpr std::uint64_t hash_of(const char* name) {
    std::uint64_t hash = 0;
    for (; *name; ++name) hash = next_hash(hash, *name);
    return hash;
}

/// Names to kinds by hash, made once per translation unit and used only while compiling.
template <class Kind, std::size_t Slots>
struct name_table {
    struct group {
        Kind kind;
        const char* names;  // separated by one space
    };
    struct slot {
        std::uint64_t hash = 0;
        Kind kind{};
    };
    slot slots[Slots]{};

    template <std::size_t Count>
    consteval name_table(const group (&groups)[Count]) {
        for (const group& g : groups) {
            std::uint64_t hash = 0;
            for (const char* c = g.names;; ++c) {
                if (*c != ' ' && *c != '\0') {
                    hash = next_hash(hash, *c);
                    continue;
                }
                std::size_t i = place(hash);
                while (slots[i].hash != 0) i = (i + 1) % Slots;
                slots[i].hash = hash;
                slots[i].kind = g.kind;
                hash = 0;
                if (*c == '\0') break;
            }
        }
    }

    /// `Kind{}` for a name that is not in the table.
    constexpr Kind find(std::uint64_t hash) const {
        for (std::size_t i = place(hash);; i = (i + 1) % Slots) {
            if (slots[i].hash == hash) return slots[i].kind;
            if (slots[i].hash == 0) return Kind{};
        }
    }
    static constexpr std::size_t place(std::uint64_t hash) { return (hash ^ (hash >> 9)) % Slots; }
};

/// Elements alike in the parser's eyes.
enum class element_kind : std::uint8_t {
    unknown,
    phrase,
    block,
    div,
    p,
    heading,
    li,
    term,
    label,
    a,
    button,
    form,
    table,
    caption,
    columns,
    column,
    rows,
    row,
    cell,
    select,
    option_group,
    option,
    rule,
    empty,
    script,
    raw,
    plain_text,
    object,
    svg,
    math,
    document,
    template_,
    foreign,
    foreign_object,
};
enum class attribute_kind : std::uint8_t {
    unknown,
    plain,
    boolean,
    boolean_or_text,
    truth,
    text_only,
    url,
    markup,
    ref,
    bind,
    event,
    property,
    animated
};
enum class name_space : std::uint8_t { html, svg, math };

inline constexpr name_table<element_kind, 256> html_elements({
    {element_kind::phrase,
     "abbr audio b bdi bdo canvas cite code data datalist del dfn em i ins kbd legend map "
     "mark meter output picture progress q rp rt ruby s samp slot small span strong sub sup "
     "time u var video"},
    {element_kind::block,
     "article aside blockquote details dialog dl fieldset figcaption figure footer header hgroup "
     "main menu nav ol pre search section summary ul"},
    {element_kind::div, "address div"},
    {element_kind::p, "p"},
    {element_kind::heading, "h1 h2 h3 h4 h5 h6"},
    {element_kind::li, "li"},
    {element_kind::term, "dd dt"},
    {element_kind::label, "label"},
    {element_kind::a, "a"},
    {element_kind::button, "button"},
    {element_kind::form, "form"},
    {element_kind::table, "table"},
    {element_kind::caption, "caption"},
    {element_kind::columns, "colgroup"},
    {element_kind::column, "col"},
    {element_kind::rows, "thead tbody tfoot"},
    {element_kind::row, "tr"},
    {element_kind::cell, "td th"},
    {element_kind::select, "select"},
    {element_kind::option_group, "optgroup"},
    {element_kind::option, "option"},
    {element_kind::rule, "hr"},
    {element_kind::empty, "area base br embed img input link meta source track wbr"},
    {element_kind::script, "script style"},
    {element_kind::raw, "iframe noscript"},
    {element_kind::plain_text, "textarea title"},
    {element_kind::object, "object"},
    {element_kind::svg, "svg"},
    {element_kind::math, "math"},
    {element_kind::document, "html head body frameset"},
    {element_kind::template_, "template"},
});

inline constexpr name_table<element_kind, 128> svg_elements({
    {element_kind::foreign,
     "a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend "
     "feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
     "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
     "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight "
     "feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient "
     "marker mask metadata mpath path pattern polygon polyline radialGradient rect set stop "
     "svg switch symbol text textPath title tspan use view"},
    {element_kind::foreign_object, "foreignObject"},
    {element_kind::raw, "script style"},
});

inline constexpr name_table<element_kind, 64> math_elements({
    {element_kind::foreign,
     "annotation maction menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom "
     "mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr "
     "munder munderover none semantics"},
});

/// Attributes that came after this version of solder, or that a script of one's own reads: names separated by one
/// space, the same for all sources of a program.
#ifndef SOLDER_MORE_ATTRIBUTES
#define SOLDER_MORE_ATTRIBUTES ""
#endif

/// Of HTML elements, also obsolete ones that browsers know. For names that do not begin with a dot.
inline constexpr name_table<attribute_kind, 1024> attributes({
    {attribute_kind::plain, SOLDER_MORE_ATTRIBUTES},
    {attribute_kind::plain, "link noscroll replace state"},  // what the router reads on links and forms
    {attribute_kind::plain,
     "abbr accept accesskey adauctionheaders allow alpha alt anchor as attributionsrc autosave blocking "
     "browsingtopics capture charset class closedby color colorspace cols colspan command commandfor content "
     "controlslist coords credentialless crossorigin csp datetime decoding dir dirname disablepictureinpicture "
     "disableremoteplayback elementtiming enctype enterkeyhint exportparts fetchpriority focusgroup for form "
     "formenctype formmethod formtarget headers headingoffset headingreset height high hreflang id imagesizes "
     "imagesrcset incremental inputmode integrity interestfor is itemid itemprop itemref itemtype kind label lang "
     "list loading low max maxlength media method min minlength name nonce optimum part pattern placeholder popover "
     "popovertarget popovertargetaction preload privatetoken referrerpolicy rel role rows rowspan sandbox scope "
     "shadowrootcustomelementregistry shadowrootmode shape size sizes slot span srclang srcset start step style "
     "summary tabindex target title type usemap value virtualkeyboardpolicy webkitdirectory width wrap xmlns"},
    // RDFa, and what is obsolete (HTML standard, 16.2)
    {attribute_kind::plain,
     "about align alink allowtransparency archive axis behavior bgcolor border bordercolor cellpadding cellspacing "
     "char charoff classid clear code codebase codetype compact datatype declare event face frame frameborder "
     "hspace inlist language lowsrc marginheight marginwidth methods nohref noshade nowrap prefix profile "
     "property resource results rev rules scheme scrolling standby text typeof urn valign valuetype version vlink "
     "vocab vspace"},
    {attribute_kind::event,
     "onabort onanimationcancel onanimationend onanimationiteration onanimationstart onauxclick onbeforecopy "
     "onbeforecut onbeforeinput onbeforematch onbeforepaste onbeforetoggle onbeforexrselect onblur oncancel "
     "oncanplay oncanplaythrough onchange onclick onclose oncommand oncompositionend oncompositionstart "
     "oncompositionupdate oncontentvisibilityautostatechange oncontextlost oncontextmenu oncontextrestored oncopy "
     "oncuechange oncut ondblclick ondrag ondragend ondragenter ondragleave ondragover ondragstart ondrop "
     "ondurationchange onemptied onencrypted onended onenterpictureinpicture onerror onfocus onfocusin onfocusout "
     "onformdata onfullscreenchange onfullscreenerror ongesturechange ongestureend ongesturestart "
     "ongotpointercapture oninput oninterest oninvalid onkeydown onkeypress onkeyup onleavepictureinpicture onload "
     "onloadeddata onloadedmetadata onloadstart onloseinterest onlostpointercapture onmousedown onmouseenter "
     "onmouseleave onmousemove onmouseout onmouseover onmouseup onmousewheel onpaste onpause onplay onplaying "
     "onpointercancel onpointerdown onpointerenter onpointerleave onpointermove onpointerout onpointerover "
     "onpointerrawupdate onpointerup onprogress onratechange onreset onresize onscroll onscrollend "
     "onscrollsnapchange onscrollsnapchanging onsearch onsecuritypolicyviolation onseeked onseeking onselect "
     "onselectionchange onselectstart onslotchange onsnapchanged onsnapchanging onstalled onsubmit onsuspend "
     "ontimeupdate ontoggle ontouchcancel ontouchend ontouchmove ontouchstart ontransitioncancel ontransitionend "
     "ontransitionrun ontransitionstart onvolumechange onwaiting onwaitingforkey onwebkitanimationend "
     "onwebkitanimationiteration onwebkitanimationstart onwebkittransitionend onwheel"},
    {attribute_kind::boolean,
     "allowfullscreen async autofocus autoplay checked controls default defer disabled "
     "formnovalidate inert ismap itemscope loop multiple muted nomodule novalidate open "
     "playsinline readonly required reversed selected shadowrootclonable shadowrootdelegatesfocus "
     "shadowrootserializable sharedstoragewritable switch"},
    {attribute_kind::boolean_or_text, "hidden download"},
    {attribute_kind::truth,
     "contenteditable draggable spellcheck writingsuggestions focusable preserveAlpha displaystyle stretchy symmetric "
     "largeop movablelimits accent accentunder fence separator"},
    {attribute_kind::text_only, "translate autocomplete autocapitalize autocorrect"},  // a bool would mean yes or on
    {attribute_kind::url, "href src action formaction poster cite data ping background longdesc manifest xlink:href"},
    {attribute_kind::markup, "srcdoc"},
    {attribute_kind::animated, "attributeName attributename"},
    {attribute_kind::ref, "ref"},
    {attribute_kind::bind, "bind"},
});

/// Kinds of `<input>`, by what `bind={}` makes of them.
enum class input_kind : std::uint8_t { not_bound, text, number, checkbox, radio };
inline constexpr name_table<input_kind, 64> input_kinds({
    {input_kind::text, "text search tel url email password date month week time datetime-local color"},
    {input_kind::number, "number range"},
    {input_kind::checkbox, "checkbox"},
    {input_kind::radio, "radio"},
});

/// Properties that would go around the escaping or the check of addresses.
inline constexpr name_table<attribute_kind, 32> unsafe_properties({
    {attribute_kind::markup, "innerHTML outerHTML srcdoc"},
    {attribute_kind::url, "href src action formAction poster cite data"},
});

/// Attributes that SVG spells with capitals (HTML standard, 13.2.6.1, "adjust SVG attributes").
inline constexpr name_table<bool, 128> svg_spellings({
    {true,
     "attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode "
     "filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines "
     "keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits "
     "numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ "
     "preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur requiredExtensions "
     "requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles "
     "surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget xChannelSelector "
     "yChannelSelector zoomAndPan"},
});

}  // namespace solder::detail
#endif
