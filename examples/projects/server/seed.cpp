#include "seed.hpp"

namespace projects {
namespace {
constexpr bool done = true;

// One function for each kind of life the projects come from keeps each short enough to scan.

std::vector<seed_project> company() {
    return {
        {"Website relaunch",
         {{"Agree on the three goals of the new site", done},
          {"Interview five customers about the old one", done},
          {"Draw the page map", done},
          {"Write the front page: short, friendly & honest"},
          {"Replace every <table> used for layout"},
          {"Check contrast in light and dark"},
          {"Translate the imprint into Ελληνικά and 日本語"},
          {"Ask Łukasz about the font licence"},
          {"Say \"thank you\" on the page after signing up"},
          {"Make the menu usable with one thumb 👍"},
          {"Redirect the old addresses"},
          {"Choose a launch day that isn't a Friday"}}},
        {"Espresso machine 2.0",
         {{"List what broke on the old machine", done},
          {"Collect wishes from the third floor", done},
          {"Compare pressure: 9 bar < 15 bar, but is more better?"},
          {"Borrow two machines for a week ☕"},
          {"Blind tasting on Wednesday"},
          {"Price of beans & service for three years"},
          {"Find a place near a socket and a tap"},
          {"Measure the noise at the desk beside it"},
          {"Decide who descales it"},
          {"Order 40 small cups"},
          {"Print the \"how to steam milk\" card"},
          {"Give the old machine a good home"}}},
        {"Warehouse labels",
         {{"Count the shelves: A-1 to F-24", done},
          {"Test the label printer with Cyrillic: Склад № 3", done},
          {"Pick a code format people can read aloud", done},
          {"Barcodes for width > 30 mm only"},
          {"Write the R&D shelf by hand for now"},
          {"Order 2 000 waterproof labels"},
          {"Label aisle A"},
          {"Label aisle B"},
          {"Label aisles C & D"},
          {"Label aisles E and F, with the ladder"},
          {"Teach the night shift the new codes"},
          {"Remove the old stickers"},
          {"Photograph each shelf for the handbook 📸"}}},
        {"Customer help pages",
         {{"Sort last year's questions by how often they came", done},
          {"Answer the top ten in two sentences each", done},
          {"Explain why \"1 < 2 && 2 < 3\" is fine in a formula"},
          {"Screenshots at phone size"},
          {"Arabic pages: text from right to left, مرحبا"},
          {"Greek pages: ask Νίκος to read them"},
          {"Search that forgives typos"},
          {"Show when a page was last checked"},
          {"A \"Did this help?\" line under each answer"},
          {"Escape <script> in the examples, then show it"},
          {"Link the phone number, don't only print it"},
          {"Retire the old PDF manual"},
          {"Thank Søren, Zoë & Nuñez for the reviews"},
          {"Read all of it once, aloud"}}},
    };
}

std::vector<seed_project> club() {
    return {
        {"Summer festival 🎪",
         {{"Ask the town for the meadow", done},
          {"Reserve the second weekend of July", done},
          {"Find three bands who don't all play at 21:00"},
          {"Menu: soup, dumplings & something vegan 🥟"},
          {"Write to Дмитрий about the stage lights"},
          {"Rent tents for rain > 5 mm"},
          {"Draw the poster"},
          {"First-aid kit and two people who can use it"},
          {"Tombola: collect 100 prizes"},
          {"Borrow benches from the fire brigade"},
          {"Sign: \"Please take your cups home\""},
          {"Games for children under ten"},
          {"Electricity: how many watts is a popcorn machine?"},
          {"Thank-you evening for helpers 🎉"}}},
        {"Community garden",
         {{"Test the soil", done},
          {"Build six raised beds", done},
          {"Mend the fence behind the compost", done},
          {"Sow peas & broad beans"},
          {"Move the tomatoes out when nights are > 10 °C 🍅"},
          {"Collect rain from the shed roof"},
          {"Label herbs in four languages: мята, نعناع, ミント, δυόσμος"},
          {"Invite the school for a bee morning 🐝"},
          {"Sharpen the shears"},
          {"Agree on a watering rota"},
          {"Swap seeds with the garden across the river"},
          {"Paint \"Pick me\" on the public bed"},
          {"Prune the old pear tree in February"},
          {"Write down what grew well, and what didn't"},
          {"Harvest supper under the walnut"}}},
        {"Chess club: winter league",
         {{"Register both teams", done},
          {"Set the Tuesday training plan", done},
          {"Repair clock no. 7"},
          {"Study the Grünfeld & its 'exchange' line"},
          {"Endgames: when is king + pawn > king?"},
          {"Invite Γιώργος for a simultaneous display ♟️"},
          {"Drive to the away match in Besançon"},
          {"Print score sheets"},
          {"Youth evening with pizza"},
          {"Update the ratings page: old < new, we hope"},
          {"Return the borrowed demonstration board"},
          {"Write the match reports before Sunday"}}},
    };
}

std::vector<seed_project> research() {
    return {
        {"River water study",
         {{"Choose eight sampling points", done},
          {"Calibrate the pH probes", done},
          {"Borrow waders in sizes 38 & 44", done},
          {"Sample in March, before the snow melts"},
          {"Flag readings where NO₃⁻ > 25 mg/l"},
          {"Count mayflies, \"the more the better\""},
          {"Compare with the 1998 series"},
          {"Plot temperature against flow"},
          {"Ask Профессор Иванова about the outlier at point 5"},
          {"Repeat the samples with p < 0.05 in mind, not as a goal"},
          {"Publish the raw data with units in the header"},
          {"Talk for the school's science week 🧪"},
          {"Draft the paper"},
          {"Have the statistics checked by someone else"},
          {"Clean & return the probes"}}},
        {"Dictionary of small words",
         {{"Collect words of at most three letters", done},
          {"Agree on the entry format: <word> & <meaning>", done},
          {"Japanese particles: は, が, を, に"},
          {"Greek: και, να, θα"},
          {"Arabic: في, من, إلى"},
          {"Russian: и, не, на"},
          {"Mark words that change meaning with an accent: où ≠ ou"},
          {"Find five quotations for \"so\""},
          {"Settle the 'yet' and 'still' question"},
          {"Sound files by native speakers 🔊"},
          {"Check that sorting works across scripts"},
          {"Two proofreaders per language"},
          {"Write the preface, short words only"},
          {"Typeset a sample page"}}},
        {"Night sky survey ✨",
         {{"Ask the observatory for twelve nights", done},
          {"Write the exposure script", done},
          {"Dark frames at −10 °C"},
          {"Map stars brighter than 6 mag & dimmer than 2"},
          {"Count satellites, sigh, subtract them"},
          {"Compare with the catalogue of 星図"},
          {"Name the files so that a < b sorts by time"},
          {"Moonless nights only 🌑"},
          {"Teach visitors to say \"Betelgeuse\""},
          {"Back up the raw images in two places"},
          {"Dew heater for the small telescope"},
          {"Fix the dome's squeaky wheel"},
          {"Publish the light-pollution map"},
          {"Invite the neighbours for meteor night ☄️"}}},
    };
}

}  // namespace

std::vector<seed_project> seed_projects() {
    std::vector<seed_project> all = company();
    for (auto part : {club(), research()}) all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::vector<seed_student> seed_students() {
    return {
        {"Alba Quickfern", "gryffindor"},   {"Bram O'Dell", "hufflepuff"},        {"Céleste Moreau", "ravenclaw"},
        {"Dmitri Volkov", "slytherin"},     {"Elowen Tregarth", "gryffindor"},    {"Farid Haddad", "ravenclaw"},
        {"Greta Lindqvist", "hufflepuff"},  {"Hana 春日", "ravenclaw"},           {"Idris Penhallow", "slytherin"},
        {"Juno Ashgrove", "gryffindor"},    {"Καλλιόπη Δήμου", "ravenclaw"},      {"Linus & Lotte Berg", "hufflepuff"},
        {"Mina \"Min\" Park", "slytherin"}, {"Noor al-Sayed", "gryffindor"},      {"Osric Thistlewood", "hufflepuff"},
        {"Petra Nováková", "slytherin"},    {"Quill <the younger>", "ravenclaw"}, {"Rosalind Marsh", "gryffindor"},
        {"Soren Blackwater", "slytherin"},  {"Tamsin Underhill", "hufflepuff"},
    };
}

}  // namespace projects
