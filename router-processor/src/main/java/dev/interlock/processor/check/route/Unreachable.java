package dev.interlock.processor.check.route;

import dev.interlock.processor.check.route.Conflict.Kind;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.Rank;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Finds routes that never match, because routes with a higher rank match all of their paths. One other route may hide a
 * route, or several routes may hide it together.
 */
final class Unreachable {
    private final List<Candidate> routes;
    private final Map<String, RouteTree> trees = new HashMap<>();

    Unreachable(List<Candidate> routes, SegmentRelations relations) {
        this.routes = routes;
        for (int i = 0; i < routes.size(); i++) {
            trees.computeIfAbsent(routes.get(i).method(), method -> new RouteTree(relations))
                    .add(routes.get(i).template().segments(), i);
        }
    }

    /**
     * Returns one conflict for each route that never matches. The conflict names the route that hides it. If several
     * routes hide it together, the conflict names one of them.
     */
    List<Conflict> find() {
        List<Conflict> conflicts = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            hiding(i).ifPresent(conflicts::add);
        }
        return conflicts;
    }

    private Optional<Conflict> hiding(int index) {
        Candidate route = routes.get(index);
        RouteTree tree = trees.get(route.method());
        if (tree == null) {
            return Optional.empty();
        }
        List<Segment> segments = route.template().segments();
        IntPredicate outranks = other -> outranks(routes.get(other), route);
        OptionalInt one = tree.including(segments, outranks);
        OptionalInt several = one.isPresent() ? one : tree.covering(segments, outranks);
        Kind kind = one.isPresent() ? Kind.UNREACHABLE : Kind.COVERED;
        return several.isPresent() ? Optional.of(new Conflict(kind, index, several.getAsInt(), "")) : Optional.empty();
    }

    private static boolean outranks(Candidate route, Candidate other) {
        return Rank.OF_TEMPLATES.compare(route.template(), other.template()) < 0;
    }
}
