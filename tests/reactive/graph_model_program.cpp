#include <tests/reactive/graph_model_program.hpp>

namespace solder::graph_model {

std::shared_ptr<const program> program_maker::make(kind what, const std::vector<int>& known, int depth) {
    auto made = std::make_shared<program>();
    made->what = what;
    made->seed = static_cast<unsigned>(random_.below(1000));
    made->modulus = random_.chance(40) ? 2 + random_.below(3) : 1000;
    int count = 1 + random_.below(depth == 0 ? 6 : 3);
    for (int i = 0; i < count; ++i) made->terms.push_back(any_term(what, known, depth));
    return made;
}

source_name program_maker::any_source(const std::vector<int>& known, int depth) {
    if (depth > 0 && random_.chance(30)) return {true, random_.below(8)};
    // The newest half of the time, so that graphs grow deep.
    auto count = known.size();
    auto near = count - 1 - random_.below(std::min<std::size_t>(count, 4));
    return {false, known[random_.chance(50) ? near : random_.below(count)]};
}

kind program_maker::any_kind(bool memos) {
    if (memos) return random_.chance(75) ? kind::memo : kind::loud_memo;
    switch (random_.below(8)) {
        case 0:
            return kind::computed;
        case 1:
        case 2:
            return kind::render_effect;
        case 3:
        case 4:
        case 5:
            return kind::user_effect;
        case 6:
            return kind::scope;
        default:
            return kind::root;
    }
}

op program_maker::any_op(kind what, int depth) {
    bool holds = what == kind::scope || what == kind::root;
    if (with_.nesting && depth < 3 && random_.chance(holds ? 80 : 20))
        return random_.chance(50) ? op::make_memo : op::make_other;
    if (with_.nesting && random_.chance(holds ? 100 : 12)) return op::add_cleanup;
    if (with_.errors && random_.chance(5)) return op::raise;
    if (with_.disposal && random_.chance(8)) return op::dispose;
    if (is_effect(what)) {
        if (with_.writes && random_.chance(25)) return random_.chance(60) ? op::write : op::write_two;
        if (with_.disposal && random_.chance(6)) return op::drop_signal;
        if (with_.nesting && random_.chance(5)) return op::make_elsewhere;
        if (random_.chance(10)) return op::peek;
    }
    if (random_.chance(5)) return op::transient;
    if (random_.chance(50)) return op::read;
    return random_.chance(60) ? op::choose : op::guard;
}

term program_maker::any_term(kind what, const std::vector<int>& known, int depth) {
    term made{any_op(what, depth), {any_source(known, depth)}, random_.below(1000)};
    switch (made.what) {
        case op::choose:
            for (int i = 0; i < 3; ++i) made.from.push_back(any_source(known, depth));
            break;
        case op::guard:
            made.number = 1 + random_.below(3);
            break;
        case op::make_memo:
            made.child = make(any_kind(true), known, depth + 1);
            break;
        case op::make_other:
        case op::make_elsewhere:
            made.child = make(any_kind(false), known, depth + 1);
            break;
        case op::add_cleanup:
            if (!with_.writes || random_.chance(50)) made.number = -1;
            break;
        default:
            break;
    }
    return made;
}

}  // namespace solder::graph_model
