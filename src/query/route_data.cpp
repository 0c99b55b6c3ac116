#include <solder/query/route_data.hpp>

namespace solder::detail {
namespace {

/// Mounted resources of this thread's page. A server renders each once and never refetches, so none are listed there.
std::vector<ref<mounted_resource>>& mounted() {
    thread_local std::vector<ref<mounted_resource>> all;
    return all;
}

task<void> all_settled(std::vector<ref<mounted_resource>> resources) {
    for (auto& resource : resources)
        if (resource->fetch) co_await as_result(outcome_of(resource->fetch));
}

}  // namespace

void mount_resource(ref<mounted_resource> resource) {
    if (graph::current().renders_once) return;
    mounted().push_back(resource);
    on_cleanup([resource] { std::erase(mounted(), resource); });
}

task<void> refetch_resources(const key_pattern* key) {
    std::vector<ref<mounted_resource>> reached;
    for (const auto& resource : mounted())
        if (!key || (resource->key && key->matches(*resource->key))) reached.push_back(resource);
    batch([&] {
        for (auto& resource : reached) resource->version.update([](std::uint64_t& n) { ++n; });
    });
    return all_settled(std::move(reached));
}

}  // namespace solder::detail
