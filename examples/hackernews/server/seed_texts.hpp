#ifndef HACKERNEWS_SERVER_SEED_TEXTS_HPP
#define HACKERNEWS_SERVER_SEED_TEXTS_HPP
#include <span>
#include <string_view>

/// The words of the snapshot. In patterns stand {many}, {one} and {area} for those of a topic, and for something by
/// chance {n}, {large}, {year}, {tool}, {place}, {machine}, {language}, {town}.
namespace hackernews::texts {

using lines = std::span<const std::string_view>;

struct topic {
    std::string_view many;  ///< "query planners"
    std::string_view one;   ///< "a query planner"
    std::string_view area;  ///< "databases"
};
extern const std::span<const topic> topics;

extern const lines link_titles, ask_titles, show_titles, job_titles;
extern const lines ask_openings, job_texts;
/// What a comment consists of.
extern const lines remarks, stories, questions, asides, replies;
extern const lines abouts;
extern const lines tools, places, machines, languages, towns, hosts;
extern const lines name_beginnings, name_ends;

}  // namespace hackernews::texts
#endif
