package dev.interlock.processor.verify;

import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Searches for a path for which tables and routes give different results. Tries paths one after the other. */
final class Witness {
    /** Largest number of routes for which the search tries paths at one place of the tables. */
    private static final int MOST_ROUTES = 40;
    /**
     * Number of texts that the search tries in segments that may have any text. Their hashes reach every slot of a node
     * with a few hundred slots.
     */
    private static final int TEXTS = 2_000;

    private final Specification specification;
    private final Lookup lookup;
    private final Segments segments;
    private final List<String> methods;

    Witness(Specification specification, Lookup lookup, Segments segments, List<String> methods) {
        this.specification = specification;
        this.lookup = lookup;
        this.segments = segments;
        this.methods = methods;
    }

    /**
     * Returns a difference that a path of a set shows; empty if the search finds none. First tries paths that the
     * routes match, then other paths.
     */
    Optional<Difference> find(int method, PathSet paths, List<SpecifiedRoute> routes) {
        List<SpecifiedRoute> tried = routes.subList(0, Math.min(MOST_ROUTES, routes.size()));
        for (SpecifiedRoute route : tried) {
            for (SpecifiedRoute other : tried) {
                Optional<Difference> found = compare(method, path(paths, route, other, "a"))
                        .or(() -> compare(method, path(paths, route, other, "")));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        for (int i = 0; i < TEXTS; i++) {
            for (int route = 0; route < Math.max(1, Math.min(tried.size(), 4)); route++) {
                SpecifiedRoute one = tried.isEmpty() ? null : tried.get(route);
                Optional<Difference> found = compare(method, path(paths, one, one, Integer.toString(i, 36)));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Returns a path of a set, if possible one that both routes match. A segment that may have any text has the text
     * {@code any}.
     */
    private List<String> path(PathSet paths, @Nullable SpecifiedRoute one, @Nullable SpecifiedRoute other, String any) {
        int count = paths.count();
        if (one != null) {
            count = Math.max(count, one.segments().size());
        }
        List<String> path = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Optional<FixedText> known = paths.known(i);
            String text = text(segment(one, i), segment(other, i), any);
            boolean fits = known.isEmpty() || known.get().equals(FixedText.of(text));
            path.add(fits ? text : known.get().text());
        }
        return path;
    }

    private static Optional<Segment> segment(@Nullable SpecifiedRoute route, int index) {
        return route == null || index >= route.segments().size()
                ? Optional.empty()
                : Optional.of(route.segments().get(index));
    }

    private String text(Optional<Segment> one, Optional<Segment> other, String any) {
        Segment segment = one.orElse(new CatchAll(""));
        if (segment instanceof CatchAll) {
            return any;
        }
        if (segment instanceof Variable variable && variable.constraint().isEmpty() && one.equals(other)) {
            return variable.prefix() + (any.isEmpty() ? "a" : any) + variable.suffix();
        }
        return other.filter(it -> !(it instanceof CatchAll))
                .flatMap(it -> segments.common(segment, it))
                .or(() -> segments.example(segment))
                .orElse(any);
    }

    /** Returns the difference between tables and routes for one path; empty if both give the same result. */
    Optional<Difference> compare(int method, List<String> path) {
        if (path.contains(".") || path.contains("..")) {
            return Optional.empty();
        }
        Optional<Integer> expected = specification.match(method, path).map(SpecifiedRoute::number);
        Optional<Integer> outside = lookup.outside(method, path);
        Optional<Integer> found = expected.equals(outside) ? lookup.inside(method, path) : outside;
        if (expected.equals(found)) {
            return Optional.empty();
        }
        String shown = Lookup.encode(path);
        return Optional.of(new Difference(
                methods.get(method) + " " + shown + " leads to " + name(found) + ", but the routes say "
                        + name(expected),
                Optional.of(shown)));
    }

    private String name(Optional<Integer> route) {
        return route.map(number -> specification.route(number).name()).orElse("no route");
    }
}
