#include "seed_texts.hpp"
#include <array>

namespace hackernews::texts {
namespace {

constexpr auto all_topics = std::to_array<topic>({
    {"query planners", "a query planner", "databases"},
    {"write-ahead logs", "a write-ahead log", "databases"},
    {"column stores", "a column store", "databases"},
    {"full-text indexes", "a full-text index", "search"},
    {"ranking functions", "a ranking function", "search"},
    {"register allocators", "a register allocator", "compilers"},
    {"incremental parsers", "an incremental parser", "compilers"},
    {"macro systems", "a macro system", "language design"},
    {"garbage collectors", "a garbage collector", "language runtimes"},
    {"work-stealing queues", "a work-stealing queue", "concurrency"},
    {"lock-free maps", "a lock-free map", "concurrency"},
    {"event loops", "an event loop", "servers"},
    {"load balancers", "a load balancer", "servers"},
    {"rate limiters", "a rate limiter", "servers"},
    {"congestion windows", "a congestion window", "networking"},
    {"mesh radios", "a mesh radio", "networking"},
    {"undersea cables", "an undersea cable", "networking"},
    {"font renderers", "a font renderer", "typography"},
    {"hyphenation rules", "a hyphenation rule", "typography"},
    {"vector tiles", "a vector tile", "maps"},
    {"route finders", "a route finder", "maps"},
    {"tide tables", "a tide table", "maps"},
    {"split keyboards", "a split keyboard", "keyboards"},
    {"paper notebooks", "a paper notebook", "working habits"},
    {"code reviews", "a code review", "working habits"},
    {"status meetings", "a status meeting", "working habits"},
    {"spreadsheets", "a spreadsheet", "working habits"},
    {"heat pumps", "a heat pump", "energy"},
    {"home batteries", "a home battery", "energy"},
    {"balcony solar panels", "a balcony solar panel", "energy"},
    {"small wind turbines", "a small wind turbine", "energy"},
    {"cargo bikes", "a cargo bike", "getting around"},
    {"night trains", "a night train", "getting around"},
    {"pocket telescopes", "a pocket telescope", "astronomy"},
    {"cube satellites", "a cube satellite", "space"},
    {"analogue synthesizers", "an analogue synthesizer", "audio"},
    {"tape echoes", "a tape echo", "audio"},
    {"audio codecs", "an audio codec", "audio"},
    {"ray tracers", "a ray tracer", "graphics"},
    {"dithering filters", "a dithering filter", "graphics"},
    {"chess engines", "a chess engine", "games"},
    {"text adventures", "a text adventure", "games"},
    {"password managers", "a password manager", "security"},
    {"hardware tokens", "a hardware token", "security"},
    {"backup programs", "a backup program", "storage"},
    {"file systems", "a file system", "storage"},
    {"sourdough starters", "a sourdough starter", "baking"},
    {"mechanical watches", "a mechanical watch", "mechanics"},
    {"weather stations", "a weather station", "measuring things"},
    {"seed libraries", "a seed library", "gardening"},
    {"mail servers", "a mail server", "running your own"},
    {"static sites", "a static site", "the small web"},
    {"feed readers", "a feed reader", "the small web"},
});

constexpr auto all_link_titles = std::to_array<std::string_view>({
    "What {n} years of {many} taught me",
    "{Many} are simpler than you think",
    "The unreasonable endurance of {many}",
    "Why we stopped using {many}",
    "Why we went back to {many}",
    "A gentle introduction to {many}",
    "{Many} from first principles",
    "How {one} works, drawn by hand",
    "An oral history of {many}",
    "The forgotten {year} paper behind modern {many}",
    "Building {one} in {n} weekends",
    "Building {one} with {language} and patience",
    "How we made our {many} {n} times faster",
    "How we made our {many} {n} times smaller",
    "The day {one} took down {place}",
    "Notes from repairing {one} in {place}",
    "{tool} {n}.0 released",
    "{tool}: {many} without the fuss",
    "{tool}, or how to love {many} again",
    "Running {one} on {machine}",
    "I rewrote {one} in {language}, and it was fine",
    "Things I wish I had known about {many}",
    "A field guide to {many}",
    "The cost of {many}, measured",
    "{Many} considered comfortable",
    "Against {many}",
    "In praise of boring {many}",
    "What {place} can teach us about {many}",
    "{Many} in {large} lines of {language}",
    "Measuring {many} honestly",
    "A visual tour of {one}",
    "The last person who understands {many} in {town}",
    "{town} bets on {many}",
    "{town} opens a museum of {many}",
    "The {year} manual for {many} is still the best one",
    "Debugging {one} with a soldering iron",
    "We tested {n} {many} so that you need not",
    "Reading the source of {tool}",
    "Postmortem: {one}, a leap second and {place}",
    "{Many}: a survey [pdf]",
    "Proving that {one} is correct [pdf]",
    "{Many} at {place} (video)",
    "How {many} changed {town} ({year})",
    "Six myths about {many}",
    "Small {many}, large effects",
    "The economics of {many}",
    "A year with {one}",
    "What {many} owe to {town}",
    "You could have invented {many}",
    "Designing {many} for people with shaky hands",
});

constexpr auto all_ask_titles = std::to_array<std::string_view>({
    "Ask: What do you use for {area} these days?",
    "Ask: Has anybody replaced {many} with something calmer?",
    "Ask: How do you explain {many} to newcomers?",
    "Ask: Which books about {area} aged well?",
    "Ask: Who still maintains {one} by hand?",
    "Ask: What was your worst week with {many}?",
    "Ask: Is {area} a good place to start at {n}0?",
    "Ask: Where do people talk about {area} these days?",
    "Ask: How do you test {many}?",
    "Ask: What is your smallest useful program about {area}?",
    "Ask: How much do you pay for {many}?",
    "Ask: Would you hire somebody who never used {many}?",
});

constexpr auto all_show_titles = std::to_array<std::string_view>({
    "Show: {tool} – {many} in the terminal",
    "Show: I made {one} that runs on {machine}",
    "Show: {tool}, {one} in {large} lines of {language}",
    "Show: A map of all {many} in {town}",
    "Show: {tool}, an open notebook about {area}",
    "Show: {Many} as a puzzle game",
    "Show: {tool} keeps an eye on your {many}",
    "Show: A calculator for {many}",
    "Show: We put {one} into {place}",
    "Show: {tool} – draw {many} by typing",
    "Show: {n} years of {area} in one chart",
});

constexpr auto all_job_titles = std::to_array<std::string_view>({
    "{tool} ({town}) is hiring a second engineer for {area}",
    "{tool} is looking for somebody who likes {many}",
    "Join {tool}: {area} for {place}",
    "{tool} hires {language} people, {town} or anywhere",
    "Work on {many} four days a week at {tool}",
});

constexpr auto all_ask_openings = std::to_array<std::string_view>({
    "I have been doing {area} for {n} years, mostly alone, and wonder whether my habits are still sensible.",
    "We are {n} people, we look after {many} for {place}, and none of us planned to.",
    "My team is about to choose, and all I find are pages that want to sell me something.",
    "I inherited {one} written in {language} in {year}. It works. I am afraid of it.",
    "This is no rant. I honestly want to know how others do it.",
});

constexpr auto all_job_texts = std::to_array<std::string_view>({
    "We are {n} people in {town}. We make software about {area} that you never see, for organisations you know.",
    "What you would do: take care of {many}, talk to those who use them, and say no to half of what they ask for.",
    "What we offer: a door that closes, a salary that is written in the advert, and no meetings before eleven.",
    "Most of our code is {language}, some of it from {year}. We like it that way. Please write to us in whole "
    "sentences.",
});

constexpr auto all_remarks = std::to_array<std::string_view>({
    "The part about {many} is the best summary I have read so far.",
    "People underestimate how much of {area} is bookkeeping.",
    "Most {many} fail at the seams, not in the middle.",
    "{Many} were never the bottleneck; the waiting in front of them was.",
    "I would trade half of the features for one good error message.",
    "The numbers look right, but they are averages, and nobody experiences an average.",
    "It is the p99 that people remember you by.",
    "The trade-off is real, though: you give up ordering to get throughput.",
    "Simple tools win because somebody can still fix them at 3 a.m.",
    "There is a long tail of cases where `a < b && b < c` is simply not true for real data.",
    "That diagram alone was worth the click.",
    "The author says \"trivial\" four times, and each of them cost me an afternoon.",
    "You can do all of that with {tool}, only nobody has written it down.",
    "I think the comparison with {language} is unfair, the two solve different problems.",
    "Nothing here is new, and that is a compliment.",
    "What I miss is a section on what happens when the disk is full.",
    "It scales to {large} users on {machine}, which is more than most of us need.",
    "Documentation is the product. The rest is an implementation detail.",
    "It is easy to be fast when you may be wrong.",
    "The licence changed in {year}, which explains the fork.",
    "A cache is a promise that nobody remembers making.",
    "Half of {area} is knowing which {n} percent to ignore.",
    "The interesting constraint is the budget, not the technology.",
    "Anything that needs a calendar reminder to keep working does not work.",
    "It helps to remember that {many} were designed for slow machines and patient people.",
    "Every second sentence in this thread assumes a data centre; mine is a cupboard.",
    "The hard part is not {one}, it is moving people off the old one.",
    "I read it twice and still cannot tell whether it is satire.",
    "Good defaults beat good options.",
    "The interface has {n} buttons, and I have used two.",
    "They buried the important bit in a footnote: it only works when the clock is right.",
    "Strictly speaking that is undefined behaviour, but so is most of {area}.",
    "If you squint, this is what {tool} did {n} years ago with less memory.",
    "Being able to read the whole thing in an evening is a feature.",
    "It would be a different article if they had measured on {machine}.",
    "Nobody was ever promoted for deleting {one}, and that explains a lot.",
    "I like that it says which {n} cases it does not handle.",
    "The benchmark fits into the cache, so of course it is fast.",
    "In my experience the second system is slower and the third one is smaller.",
    "Whoever named it {tool} has never had to search the web for it.",
    "Most of the complexity is there to support a customer who left in {year}.",
    "All of this assumes that the sender is honest.",
    "You can see the moment in the commit log when they discovered daylight saving time.",
    "If it needs a dashboard, somebody has to look at the dashboard.",
    "I do not care how it is built, as long as it can be switched off and on again.",
    "The old version had a smell of warm dust, and I mean that as praise.",
    "It is amazing how far you get with a sorted array.",
    "{Many} and marriage have in common that the interesting problems are about naming things and leaving.",
    "There are two kinds of {many}: those people complain about, and those with {n} users.",
    "The trick is to do less, earlier.",
    "Latency is a feature you cannot add later.",
    "What the chart hides is that the axis starts at {n}.",
    "An honest \"we do not know yet\" in the conclusion; how refreshing.",
    "Everything they list as a drawback is the reason I use it.",
});

constexpr auto all_stories = std::to_array<std::string_view>({
    "We ran {one} for {n} years in {place}. It died twice: once because of water, once because of a well-meant "
    "upgrade.",
    "At my first job in {town} there was one person who understood {many}. He kept a notebook, in pencil, and when he "
    "retired we photographed all of it, page by page, which remains our documentation today.",
    "In {year} my father brought {machine} home from work. I learned {language} from the manual because the manual was "
    "all there was, and I still think in its vocabulary when I look at {many}.",
    "I tried exactly this last winter. The first {n} hours went well, then I found out that the two halves disagree "
    "about what an empty string is, and the remaining two weeks went into that.",
    "We measured it: {large} requests an hour, {n} of them slow, all of those from one customer whose proxy adds a "
    "header of {large} bytes. We sent them a cake and a patch.",
    "Counterpoint from somebody who sells these: nine out of ten people who ask for {one} need a list and a pencil, "
    "and I tell them so, and the tenth comes back every year.",
    "When we moved the whole thing to {machine} as a joke, the bill went from {large} to {n}, and the joke is in "
    "production now. The fan is the loudest part of the office.",
    "I wrote the first version of {tool} on a train between {town} and the coast. It had no tests, no users and no "
    "bugs. Now it has all three.",
    "Our school did this with twelve-year-olds. They had no trouble at all with {many}; what they could not believe "
    "was that saving a file used to be something you had to remember.",
    "My neighbour repairs {many} for a living. Her rule: before you open anything, write down what it does when it is "
    "healthy. I have stolen that rule for {area} and it has saved me more hours than any profiler.",
    "A customer once called because {one} was \"singing\". It was: the coil whined at the frequency of our polling "
    "loop. We changed the interval from {n} to 50 ms, and it sings a fifth lower now.",
    "The best explanation I ever heard came from a tram driver in {town}: you do not steer, you decide early. I think "
    "of that whenever somebody asks me why {many} need so much planning and so little work.",
    "I keep a drawer of failed attempts at {one}. There is the one that overheated, the one that worked only on "
    "Tuesdays (a cron job), and the one in {language} that was finished, correct, and {n} times too slow.",
    "Small anecdote: our {year} installation survived two owners, a flood and a rewrite. When it finally stopped, the "
    "cause was a label that had fallen off a cable, and a helpful person who put it back on the wrong one.",
    "For {n} years I thought {area} was about algorithms. Then I spent a month answering support mail, and learned "
    "that it is about the word \"save\".",
    "There is a museum in {town} where you can use one of the originals. It takes {n} minutes to warm up, the manual "
    "is chained to the desk, and it still answers faster than the thing on my phone.",
    "We had the same bug for {n} months. It went away when we upgraded {tool}, came back when the intern left, and "
    "turned out to be a script on her machine that had kept everything tidy.",
    "We kept both systems running side by side for {n} months and compared every answer. {large} differences, all but "
    "three of them in the old one. The three were, of course, in billing.",
});

constexpr auto all_questions = std::to_array<std::string_view>({
    "Does anybody run this in production?",
    "How does that behave when the network goes away halfway through?",
    "Is there a version of this for people who do not live in {town}?",
    "What happens after {n} years of data?",
    "Has anyone compared it with {tool}?",
    "Why {language}, though?",
    "Could the same be done without {many} at all?",
    "Who pays for it?",
    "What did you do about time zones?",
    "Am I the only one who gets a blank page on {machine}?",
    "Is the data set public?",
});

constexpr auto all_asides = std::to_array<std::string_view>({
    "(Disclosure: I worked on {tool} until {year}.)",
    "Sent from {machine}, so excuse the typing.",
    "Also, the pictures are lovely.",
    "Anyway, bookmarked.",
    "Edit: somebody below explains it better.",
    "Edit: fixed the units, thank you.",
    "Your mileage will vary.",
    "I would love to be wrong about this. 🙂",
    "Grüße aus {town}!",
    "That is all I have, sorry.",
});

constexpr auto all_replies = std::to_array<std::string_view>({
    "This.",
    "Exactly my experience.",
    "I read it the other way round.",
    "Not quite: that holds for small inputs only.",
    "Do you have a source for that? I would like to read it.",
    "Thank you, that makes the article much clearer.",
    "That was true until {year}. It is not any more.",
    "Fair point, I had not thought of {many} that way.",
    "Respectfully, no.",
    "You are describing {tool}.",
    "It depends on what you count.",
    "I thought so too, until I had to explain it to somebody.",
    "Ha, we have the same machine in {place}.",
    "That is survivorship bias: you only hear of the {many} that lasted.",
    "The parent is right about {area}, and wrong about the rest.",
    "Please write this up somewhere!",
    "We did the opposite, for the same reason.",
    "Could you say more about the {n} percent?",
    "No, but somebody should.",
    "It is a matter of taste, I think.",
    "As the author: yes, that is a mistake, and it will be corrected tonight.",
    "> Good defaults beat good options.\n\nOnly when you agree with them.",
});

constexpr auto all_abouts = std::to_array<std::string_view>({
    "I look after {many} in {town}.",
    "{language} by day, {area} by night.",
    "Retired. Ask me about {many}.",
    "Working on {tool}. Opinions are my own, and change.",
    "Teacher, tinkerer, owner of {machine}.\n\nI answer mail in whole sentences, slowly.",
    "Here for {area}. Staying for the arguments about {many}.",
});

constexpr auto all_tools = std::to_array<std::string_view>({
    "Tansy",     "Marlpit",  "Quillwork", "Fennel Tools", "Osier",   "Lanternfish", "Cobble",  "Thimble",  "Sextant",
    "Windrow",   "Pebbledb", "Halyard",   "Dovetail",     "Brambly", "Ottoline",    "Kestrel", "Graphite", "Plumbline",
    "Saltmarsh", "Tallow",   "Bulrush",   "Inkcap",       "Wicket",  "Larkspur",    "Gimbal",  "Nettle",   "Rookery",
});
constexpr auto all_places = std::to_array<std::string_view>({
    "a lighthouse",
    "a bakery",
    "a village library",
    "the basement of a hospital",
    "a container ship",
    "a school",
    "an observatory",
    "a cheese factory",
    "a tram depot",
    "a ski lift",
    "a community radio station",
    "a pumping station",
});
constexpr auto all_machines = std::to_array<std::string_view>({
    "a 2011 laptop",
    "an old phone",
    "a calculator",
    "a router from a flea market",
    "a board the size of a stamp",
    "one idle core",
    "a thin client from an auction",
    "an e-reader",
    "a machine with 64 kilobytes",
    "a borrowed server",
});
constexpr auto all_languages = std::to_array<std::string_view>({
    "C++",
    "Fortran",
    "shell",
    "SQL",
    "Forth",
    "Lisp",
    "Pascal",
    "assembly",
    "Prolog",
    "Smalltalk",
    "Ada",
    "OCaml",
});
constexpr auto all_towns = std::to_array<std::string_view>({
    "Malmö",
    "Trieste",
    "Leith",
    "Gdańsk",
    "Porto",
    "Cork",
    "Tartu",
    "Ghent",
    "Bergen",
    "Graz",
    "Brno",
    "Turku",
    "Izmir",
    "Nantes",
    "Jena",
    "Oulu",
});
constexpr auto all_hosts = std::to_array<std::string_view>({
    "tidewater.example",
    "notes.fernhill.example",
    "lab.kestrelworks.example",
    "smallmachines.example",
    "theslowweb.example",
    "quarterly.example",
    "ada-writes.example",
    "harbour-times.example",
    "opensheds.example",
    "papers.northcollege.example",
    "blog.inkcap.example",
    "stonesandwires.example",
    "radiohut.example",
    "longnow-notes.example",
    "mapsofnothing.example",
    "bytesandbread.example",
    "code.saltmarsh.example",
    "letterpress.example",
    "wires.example",
    "eveningpost.example",
    "oddments.example",
    "thirdfloor.example",
    "engineering.halyard.example",
    "garden.example",
    "a-very-long-name-for-a-web-log-about-keyboards.example",
});
constexpr auto all_name_beginnings = std::to_array<std::string_view>({
    "mira", "tobi", "len",  "anou", "kasp", "juni", "soren", "paz", "ebba", "rik",
    "noor", "wim",  "ilse", "otto", "dara", "fenn", "greta", "hal", "ivo",  "jo",
});
constexpr auto all_name_ends = std::to_array<std::string_view>({
    "",
    "_k",
    "-dev",
    "42",
    "lund",
    "ster",
    "_on_wheels",
    "berg",
    "ly",
    "wood",
    "77",
    "writes",
    "moss",
});

}  // namespace

const std::span<const topic> topics = all_topics;
const lines link_titles = all_link_titles;
const lines ask_titles = all_ask_titles;
const lines show_titles = all_show_titles;
const lines job_titles = all_job_titles;
const lines ask_openings = all_ask_openings;
const lines job_texts = all_job_texts;
const lines remarks = all_remarks;
const lines stories = all_stories;
const lines questions = all_questions;
const lines asides = all_asides;
const lines replies = all_replies;
const lines abouts = all_abouts;
const lines tools = all_tools;
const lines places = all_places;
const lines machines = all_machines;
const lines languages = all_languages;
const lines towns = all_towns;
const lines hosts = all_hosts;
const lines name_beginnings = all_name_beginnings;
const lines name_ends = all_name_ends;

}  // namespace hackernews::texts
