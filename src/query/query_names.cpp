#include <solder/query/query_cache.hpp>

#ifndef NDEBUG
namespace solder::detail {
namespace {

struct known_query {
    std::weak_ptr<const query_definition> definition;
    const void* fn;
    call_site made;
    bool was_told_of = false;
};

// Namespace scope is where most are made, so that this may be used before `main`.
std::vector<known_query>& known_queries() {
    thread_local auto* all = new std::vector<known_query>;
    return *all;
}

}  // namespace

void note_query(std::shared_ptr<const query_definition> added, const void* fn, const call_site& made) {
    SOLDER_ASSERT(!added->name.empty(), "a query has a name: keys without one stand for all queries");
    SOLDER_ASSERT(!added->name.contains('['),
                  "the name of a query holds no '[': in the text of keys that begins the arguments");
    auto& known = known_queries();
    std::erase_if(known, [](const known_query& each) { return each.definition.expired(); });
    bool was_told_of = false;
    for (auto& each : known) {
        auto other = each.definition.lock();
        const bool is_other_function = each.fn != fn;
        if (other->name != added->name || (!is_other_function && other->options == added->options)) continue;
        was_told_of = true;
        if (std::exchange(each.was_told_of, true)) continue;
        report(mistake::duplicate_name,
               is_other_function ? "two queries over different functions have the name \"" + added->name +
                                       "\": they share their entries"
                                 : "two queries have the name \"" + added->name +
                                       "\" and different options: those of the one that was called last count",
               each.made, made);
        break;
    }
    known.push_back({std::move(added), fn, made, was_told_of});
}

}  // namespace solder::detail
#endif
