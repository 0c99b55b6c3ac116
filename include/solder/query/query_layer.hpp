#ifndef SOLDER_QUERY_QUERY_LAYER_HPP
#define SOLDER_QUERY_QUERY_LAYER_HPP
#include <solder/query/query_cache.hpp>
#include <vector>

namespace solder::detail {

/// A change laid over the value of an entry until data that has it has landed. The value below is never touched: taking
/// the layer away shows what is there by then, not what was there before.
class query_layer final : public ref_counted {
public:
    using change = callback<erased_value(const erased_value&)>;
    query_layer(ref<query_entry> over, change apply);
    ~query_layer() override;

    [[nodiscard]] erased_value apply(const erased_value& below) const { return apply_(below); }
    /// The change is made where the data comes from: fetches that start from now on have it.
    void confirm();
    /// It is as after `confirm`, and whatever was to be read again has been: an entry that was not among that goes
    /// without the layer.
    void finish();
    [[nodiscard]] bool is_confirmed() const { return confirmed_; }
    /// The change was not made.
    void drop();
    /// Whether an answer of this number, or a later one, has the change in it.
    [[nodiscard]] bool is_in(std::uint32_t generation) const { return confirmed_ && generation >= first_with_it_; }

private:
    ref<query_entry> over_;  // null once it was taken away
    change apply_;
    std::uint32_t first_with_it_ = 0;
    bool confirmed_ = false;
};

/// The layers of one run of an action.
class run_layers {
public:
    run_layers() = default;
    run_layers(const run_layers&) = delete;
    run_layers& operator=(const run_layers&) = delete;
    /// What is not confirmed by then was not done.
    ~run_layers() { drop(); }
    /// Calls `lay`; the layers that it lays are those of this run.
    void collect(const callback<void(const void*)>& lay, const void* input);
    void confirm();
    /// After `confirm`, once what the run made wrong has been read again.
    void finish();
    void drop();

private:
    std::vector<ref<query_layer>> layers_;
};

/// Where `lay` puts the layers of the run that is starting.
class layer_scope {
public:
    explicit layer_scope(std::vector<ref<query_layer>>& to);
    ~layer_scope();
    layer_scope(const layer_scope&) = delete;
    layer_scope& operator=(const layer_scope&) = delete;
    /// Null: no run is starting.
    static std::vector<ref<query_layer>>* current();

private:
    std::vector<ref<query_layer>>* previous_;
};

}  // namespace solder::detail

namespace solder {

/// A layer laid by hand: lies until it is told otherwise, or this is destroyed.
class [[nodiscard]] optimistic_layer {
public:
    optimistic_layer() = default;
    explicit optimistic_layer(ref<detail::query_layer> laid) : laid_(std::move(laid)) {}
    optimistic_layer(optimistic_layer&&) = default;
    optimistic_layer& operator=(optimistic_layer&& other) noexcept {
        drop();
        laid_ = std::move(other.laid_);
        return *this;
    }
    ~optimistic_layer() { drop(); }

    /// The change is made: the layer goes when data that was fetched from now on has landed.
    void confirm() {
        if (laid_) laid_->confirm();
        laid_ = {};
    }
    /// The change was not made: the layer goes now.
    void drop() {
        if (laid_) laid_->drop();
        laid_ = {};
    }

private:
    ref<detail::query_layer> laid_;
};

}  // namespace solder
#endif
