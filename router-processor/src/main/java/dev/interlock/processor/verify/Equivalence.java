package dev.interlock.processor.verify;

import dev.interlock.processor.verify.PathSet.Start;
import dev.interlock.processor.verify.Tables.Node;
import dev.interlock.processor.verify.Tables.Pair;
import dev.interlock.processor.verify.Tables.RouteClass;
import dev.interlock.processor.verify.Tables.Target;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the tables with the routes. Visits each place of the tables, together with the paths that lead there and the
 * routes that may match one of these paths.
 *
 * <p>A lookup ends at no route, at one route, or at a list of routes. From a list, the lookup takes the first route
 * that matches the path. Tables and routes are equal if a lookup finds the most specific matching route for every path,
 * and no route for a path that no route matches.
 */
final class Equivalence {
    private static final Comparator<SpecifiedRoute> BY_RANK =
            Comparator.comparingInt(SpecifiedRoute::rank).thenComparingInt(SpecifiedRoute::number);

    private final Tables tables;
    /** Keys of the classes of paths that have a key. */
    private final Set<String> keys;

    private final Specification specification;
    private final Segments segments;
    private final Overlaps overlaps;
    private final Witness witness;
    private final Map<Integer, Look> looks = new HashMap<>();
    private final BitSet walking = new BitSet();
    /** Number of the method whose trees are currently compared. */
    private int method;

    private int states;

    Equivalence(Tables tables, Specification specification, Segments segments, Overlaps overlaps, Witness witness) {
        this.tables = tables;
        this.keys = tables.classes().stream()
                .filter(RouteClass::keyed)
                .map(RouteClass::key)
                .collect(Collectors.toUnmodifiableSet());
        this.specification = specification;
        this.segments = segments;
        this.overlaps = overlaps;
        this.witness = witness;
    }

    /** Returns how many places {@link #difference} has visited. A place counts again for each other set of paths. */
    int states() {
        return states;
    }

    /** Returns the first difference in the order of methods and classes; empty if tables and routes are equal. */
    Optional<Difference> difference() throws MalformedTables {
        for (int each = 0; each < specification.methods(); each++) {
            method = each;
            ByKey routes = new ByKey(
                    specification.ofMethod(method),
                    tables.lead().segments().size(),
                    tables.lead().keyBytes());
            for (int routeClass = 0; routeClass < tables.classes().size(); routeClass++) {
                Optional<Difference> found = inClass(routeClass, routes);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> inClass(int routeClass, ByKey routes) throws MalformedTables {
        boolean empty = routeClass == tables.emptySegments();
        boolean leads = routeClass != Tables.OUTSIDE && !empty;
        RouteClass described = tables.classes().get(routeClass);
        List<SpecifiedRoute> candidates = described.keyed() ? routes.of(described.key()) : routes.all;
        int least = leads ? tables.lead().segments().size() + 1 : 1;
        for (int count = least; count <= tables.depth() + 1; count++) {
            PathSet paths = PathSet.of(count, count > tables.depth(), empty);
            Optional<PathSet> inside = leads ? inside(paths, described) : Optional.of(paths);
            Optional<Difference> found = inside.isPresent()
                    ? walk(tables.root(routeClass, method, count), inside.get(), candidates)
                    : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the paths that begin with the common beginning and belong to a class. If the class has a key, these paths
     * have the key. Otherwise they have none of the known keys. Empty if there are no such paths.
     */
    private Optional<PathSet> inside(PathSet paths, RouteClass routeClass) {
        Optional<PathSet> inside = Optional.of(paths);
        int behind = 0;
        for (FixedText text : tables.lead().segments()) {
            int segment = behind++;
            inside = inside.flatMap(it -> it.with(segment, text));
        }
        int segment = behind;
        Optional<FixedText> text = routeClass.text();
        if (text.isPresent()) {
            return inside.flatMap(it -> it.with(segment, text.get()));
        }
        Set<String> texts = routeClass.keyed() ? Set.of(routeClass.key()) : keys;
        return inside.map(
                it -> it.startingWith(new Start(segment, texts, tables.lead().keyBytes(), routeClass.keyed())));
    }

    private Optional<Difference> walk(Target target, PathSet paths, List<SpecifiedRoute> candidates)
            throws MalformedTables {
        states++;
        List<SpecifiedRoute> possible =
                candidates.stream().filter(paths::allows).toList();
        if (target instanceof Target.Step step) {
            return atNode(step.node(), paths, possible);
        }
        List<SpecifiedRoute> led = ledTo(target);
        boolean equal = target instanceof Target.FirstOf
                ? isFirst(led, paths, possible)
                : led.isEmpty() ? possible.isEmpty() : isFound(led.get(0), paths, possible);
        if (equal) {
            overlaps.add(possible);
            return Optional.empty();
        }
        List<SpecifiedRoute> concerned =
                Stream.concat(possible.stream(), led.stream()).distinct().toList();
        return Optional.of(witness.find(method, paths, concerned)
                .orElseGet(() -> Difference.unshown("the proof fails where "
                        + (led.isEmpty() ? "no route" : led.get(0).name())
                        + " is found, but no path shows it")));
    }

    private List<SpecifiedRoute> ledTo(Target target) {
        if (target instanceof Target.Found found) {
            return List.of(specification.route(found.route()));
        }
        return target instanceof Target.FirstOf list
                ? tables.lists().get(list.list()).stream()
                        .map(specification::route)
                        .toList()
                : List.of();
    }

    /** Whether the route matches every path of the set and is more specific than all other possible routes. */
    private boolean isFound(SpecifiedRoute route, PathSet paths, List<SpecifiedRoute> possible) {
        return !possible.isEmpty()
                && possible.get(0).equals(route)
                && paths.isCovered(route, null, segments)
                && (possible.size() == 1 || possible.get(1).rank() > route.rank());
    }

    /** Whether the first route of the list that matches a path is always the most specific route for this path. */
    private boolean isFirst(List<SpecifiedRoute> list, PathSet paths, List<SpecifiedRoute> possible) {
        Set<SpecifiedRoute> members = new HashSet<>(possible);
        List<SpecifiedRoute> matching = new ArrayList<>();
        for (SpecifiedRoute route : list) {
            if (members.remove(route)) {
                matching.add(route);
            } else if (!matching.contains(route) && paths.allows(route)) {
                return false;
            }
        }
        // The members that remain are possible routes that the list lacks.
        return isInOrder(matching)
                && members.stream()
                        .allMatch(missing -> matching.stream()
                                .anyMatch(route ->
                                        route.rank() < missing.rank() && paths.isCovered(route, missing, segments)));
    }

    private boolean isInOrder(List<SpecifiedRoute> list) {
        boolean ascending = true;
        for (int i = 1; i < list.size(); i++) {
            ascending &= list.get(i - 1).rank() < list.get(i).rank();
        }
        return ascending || areOthersDisjoint(list);
    }

    private boolean areOthersDisjoint(List<SpecifiedRoute> list) {
        for (int i = 0; i < list.size(); i++) {
            for (int j = i + 1; j < list.size(); j++) {
                if (list.get(i).rank() >= list.get(j).rank()
                        && overlaps.disjointAt(list.get(i), list.get(j)).isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    private Optional<Difference> atNode(int number, PathSet paths, List<SpecifiedRoute> possible)
            throws MalformedTables {
        Node node = tables.nodes().get(number);
        TablesReader.check(
                node.one() >= 0 && node.one() < paths.count() && node.other() >= 0 && node.other() < paths.count(),
                "a node looks at a segment that its paths do not have: node " + number);
        TablesReader.check(!walking.get(number), "a node leads back to itself: node " + number);
        walking.set(number);
        Look look = look(number);
        Optional<Difference> found = atHits(node, look, paths, possible);
        if (found.isEmpty()) {
            Optional<PathSet> others =
                    paths.without(node.one(), node.other(), look.hits().keySet());
            for (Target miss : others.isPresent() ? look.misses() : Set.<Target>of()) {
                found = found.isPresent() ? found : walk(miss, others.get(), possible);
            }
        }
        walking.clear(number);
        return found;
    }

    private Optional<Difference> atHits(Node node, Look look, PathSet paths, List<SpecifiedRoute> possible)
            throws MalformedTables {
        Map<FixedText, List<SpecifiedRoute>> byText = new HashMap<>();
        List<SpecifiedRoute> anyText = new ArrayList<>();
        for (SpecifiedRoute route : possible) {
            Optional<FixedText> text = route.textAt(node.one());
            (text.isPresent() ? byText.computeIfAbsent(text.get(), it -> new ArrayList<>()) : anyText).add(route);
        }
        for (Map.Entry<Pair, Target> hit : look.hits().entrySet()) {
            Pair pair = hit.getKey();
            Optional<PathSet> those =
                    paths.with(node.one(), pair.one()).flatMap(it -> it.with(node.other(), pair.other()));
            if (those.isPresent()) {
                List<SpecifiedRoute> candidates = merged(byText.getOrDefault(pair.one(), List.of()), anyText);
                Optional<Difference> found = walk(hit.getValue(), those.get(), candidates);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static List<SpecifiedRoute> merged(List<SpecifiedRoute> some, List<SpecifiedRoute> others) {
        return some.isEmpty()
                ? others
                : Stream.concat(some.stream(), others.stream()).sorted(BY_RANK).toList();
    }

    private Look look(int number) throws MalformedTables {
        Look known = looks.get(number);
        if (known == null) {
            known = Look.of(tables, number);
            looks.put(number, known);
        }
        return known;
    }
}
