#include <solder/core/environment.hpp>
#include <solder/query/navigator.hpp>
#include <solder/query/route_data.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {
namespace {

/// Null and false are no key; the elements of an array its segments, anything else is one segment.
std::optional<key_pattern> to_key(const key_segment& given) {
    if (given.is_null() || (given.as_bool() && !*given.as_bool())) return std::nullopt;
    if (auto* segments = given.as_array()) return key_pattern(*segments);
    return key_pattern(std::vector<key_segment>{given});
}

}  // namespace

bool route_data_key::is_none() const {
    if (changes()) return false;
    auto key = to_key(fixed_);
    return !key || key->empty() || *key == key_pattern("") || *key == key_pattern{true};
}

std::optional<key_pattern> route_data_key::read() const {
    if (changes()) return to_key(changing_());
    return is_none() ? key_pattern{true} : to_key(fixed_);
}

namespace detail {
namespace {

class mounted_resource;

/// What is mounted on this thread's page. A server renders each once and never refetches, so none are listed there:
/// nothing is shared between the requests of two visitors.
std::vector<mounted_resource*>& mounted() {
    thread_local std::vector<mounted_resource*> all;
    return all;
}

/// Counts refetches.
constinit thread_local std::uint64_t last_refetch = 0;

class mounted_resource final : public ref_counted {
public:
    mounted_resource(route_data_key key, route_fetcher fetcher) : key_(std::move(key)), fetcher_(std::move(fetcher)) {
        // A server runs everything once: there the key is read when it is known whether all of it is there.
        if (!key_.changes() || graph::current().renders_once) return;
        key_now_ = create_memo([self = this] { return self->key_.read(); });
    }
    ~mounted_resource() override { unmount(); }

    ref<shared_work> fetch();
    [[nodiscard]] bool is_reached_by(const key_pattern& pattern) const;
    /// Answers asked for before are too old from now on.
    void invalidate() { invalid_ = true, refetch_ = last_refetch; }
    void refetch() {
        if (std::exchange(invalid_, false)) version_.update([](std::uint64_t& n) { ++n; });
    }
    void unmount() {
        std::erase(mounted(), this);
        newest_ = nullptr;
    }
    [[nodiscard]] const ref<shared_work>& newest() const { return newest_; }

private:
    [[nodiscard]] std::optional<key_pattern> read_key() const { return key_now_ ? (*key_now_)() : key_.read(); }
    /// The resource whose newest fetch serves this one too; null: none.
    [[nodiscard]] const mounted_resource* find_in_flight() const;
    [[nodiscard]] bool may_join(const mounted_resource& other) const;
    ref<shared_work> start();
    static task<erased_value> run(ref<mounted_resource> self, key_pattern key);

    route_data_key key_;
    route_fetcher fetcher_;
    std::optional<memo<std::optional<key_pattern>>> key_now_;
    signal<std::uint64_t> version_{0};
    ref<shared_work> newest_;
    key_pattern newest_key_;
    std::uint64_t newest_after_ = 0;  // the last refetch when it began
    std::uint64_t refetch_ = 0;       // the last that reached this
    bool invalid_ = false;
};

bool mounted_resource::is_reached_by(const key_pattern& pattern) const {
    if (key_.is_none()) return false;
    auto key = untrack([&] { return read_key(); });
    return key && pattern.matches(*key);
}

bool mounted_resource::may_join(const mounted_resource& other) const {
    bool same_fetcher = &other == this || (fetcher_.identity && other.fetcher_.identity == fetcher_.identity);
    return same_fetcher && other.newest_ && !other.newest_->outcome && other.newest_key_ == newest_key_ &&
           other.newest_after_ >= std::max(refetch_, other.refetch_);
}

const mounted_resource* mounted_resource::find_in_flight() const {
    for (const auto* other : mounted())
        if (may_join(*other)) return other;
    return nullptr;
}

ref<shared_work> mounted_resource::fetch() {
    version_();
    auto key = read_key();
    if (!key || *key != newest_key_) newest_ = nullptr;
    if (!key) return nullptr;
    newest_key_ = std::move(*key);
    const auto* other = find_in_flight();
    newest_after_ = other ? other->newest_after_ : last_refetch;
    return newest_ = other ? other->newest_ : start();
}

ref<shared_work> mounted_resource::start() {
    // An owner of its own: the fetch may come to belong to several resources, and what the fetcher reads is not
    // tracked.
    auto around = make_ref<owner>(ref<owner>(get_owner()), false);
    return run_with_owner(around.get(), [&] { return shared_work::run(run(ref(this), newest_key_)); });
}

/// A status that makes route data go somewhere.
bool is_redirect(const response& answer) {
    auto status = answer.status;
    bool leads_on = status == 204 || (status >= 301 && status <= 303) || status == 307 || status == 308;
    return leads_on && !answer.location().empty();
}

void go_there_next(std::shared_ptr<const response> answer) {
    current_task_queue().post([answer = std::move(answer), around = ref<owner>(get_owner())] {
        run_with_owner(around.get(), [&] {
            if (auto* to = current_navigator()) to->go_to(std::string(answer->location()), true);
        });
    });
}

/// A coroutine, so that an exception that leaves the fetcher itself is a failure too.
task<erased_value> mounted_resource::run(ref<mounted_resource> self, key_pattern key) {
    auto work = self->fetcher_.fetch(key);
    auto outcome = co_await as_result(outcome_of(std::move(work)));
    if (outcome) co_return std::move(*outcome);
    auto answer = outcome.error().response;
    // The page that a server renders fails with the answer, and so goes there, with its status and headers.
    bool fails = !answer || (is_redirect(*answer) && graph::current().renders_once);
    if (fails) co_return fail(std::move(outcome.error()));
    if (is_redirect(*answer)) go_there_next(std::move(answer));
    co_return nullptr;
}

/// Waits until what was started has been shown and none of `resources` has a fetch in flight.
task<void> all_settled(task<void> shown, std::vector<ref<mounted_resource>> resources) {
    co_await std::move(shown);
    for (auto& resource : resources)
        for (auto newest = resource->newest(); newest && !newest->outcome; newest = resource->newest())
            co_await end_of(std::move(newest));
}

task<void> nothing_to_do() { co_return; }

task<void> refuse_on_server() {
    error refused{"refetch_route_data on a server: a page is rendered once, with what is fetched then"};
    co_await fail(std::move(refused));
}

task<void> refetch(const key_pattern* key) {
    if (graph::current().renders_once) return refuse_on_server();
    std::vector<ref<mounted_resource>> reached;
    for (auto* resource : mounted())
        if (!key || resource->is_reached_by(*key)) reached.emplace_back(resource);
    if (reached.empty()) return nothing_to_do();
    ++last_refetch;
    for (auto& resource : reached) resource->invalidate();
    auto shown = start_transition([reached] {
        for (auto& resource : reached) resource->refetch();
    });
    return all_settled(std::move(shown), std::move(reached));
}

}  // namespace

callback<ref<shared_work>()> mount_route_data(route_data_key key, route_fetcher fetcher) {
    auto resource = make_ref<mounted_resource>(std::move(key), std::move(fetcher));
    if (!graph::current().renders_once) mounted().push_back(resource.get());
    on_cleanup([resource] { resource->unmount(); });
    return [resource] { return resource->fetch(); };
}

}  // namespace detail

task<void> refetch_route_data() { return detail::refetch(nullptr); }
task<void> refetch_route_data(key_pattern key) { return detail::refetch(&key); }

}  // namespace solder
