#include "query_entry.hpp"
#include <solder/query/query_layer.hpp>

namespace solder::detail {
namespace {
constinit thread_local std::vector<ref<query_layer>>* layers_of_run = nullptr;
}  // namespace

query_layer::query_layer(ref<query_entry> over, change apply) : over_(std::move(over)), apply_(std::move(apply)) {}
query_layer::~query_layer() = default;

void query_layer::confirm() {
    confirmed_ = true;
    first_with_it_ = over_ ? over_->generation() + 1 : 0;
}

void query_layer::finish() {
    if (!over_) return;
    const bool comes_again = over_->generation() >= first_with_it_ || over_->is_invalidated();
    // Without readers nothing makes it come again.
    if (!comes_again || !over_->has_subscribers()) drop();
}

void query_layer::drop() {
    if (auto entry = std::exchange(over_, {})) entry->take_layer(*this);
}

void run_layers::collect(const callback<void(const void*)>& lay, const void* input) {
    layer_scope mine(layers_);
    batch([&] { lay(input); });
}

void run_layers::confirm() {
    for (auto& layer : layers_) layer->confirm();
}

void run_layers::finish() {
    for (auto& layer : std::exchange(layers_, {})) layer->finish();
}

void run_layers::drop() {
    for (auto& layer : std::exchange(layers_, {})) layer->drop();
}

layer_scope::layer_scope(std::vector<ref<query_layer>>& to) : previous_(std::exchange(layers_of_run, &to)) {}
layer_scope::~layer_scope() { layers_of_run = previous_; }
std::vector<ref<query_layer>>* layer_scope::current() { return layers_of_run; }

}  // namespace solder::detail
