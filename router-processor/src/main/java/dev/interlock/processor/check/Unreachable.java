package dev.interlock.processor.check;

import dev.interlock.processor.check.Conflict.Kind;
import dev.interlock.processor.model.Rank;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Finds routes that never match because one that is more specific matches all that they do. */
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

    /** For each route that never matches, the conflict with one that hides it. */
    List<Conflict> find() {
        List<Conflict> conflicts = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            OptionalInt hiding = hiding(routes.get(i));
            if (hiding.isPresent()) {
                conflicts.add(new Conflict(Kind.UNREACHABLE, i, hiding.getAsInt(), ""));
            }
        }
        return conflicts;
    }

    private OptionalInt hiding(Candidate route) {
        RouteTree tree = trees.get(route.method());
        return tree == null
                ? OptionalInt.empty()
                : tree.including(route.template().segments(), other -> outranks(routes.get(other), route));
    }

    private static boolean outranks(Candidate route, Candidate other) {
        return Rank.OF_TEMPLATES.compare(route.template(), other.template()) < 0;
    }
}
