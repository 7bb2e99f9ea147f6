package dev.interlock.processor.check.route;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.check.route.Conflict.Kind;
import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.model.Rank;
import dev.interlock.processor.read.template.TemplateParser;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.AnyPlace;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares the proof about routes with a naive matcher, for random templates and paths. */
class RouteProofPropertyTest {
    private static final Set<Kind> HIDDEN = Set.of(Kind.UNREACHABLE, Kind.COVERED);
    private static final Set<Kind> ALIKE = Set.of(Kind.UNREACHABLE, Kind.DUPLICATE);
    private static final List<List<String>> ALL_SHORT = Stream.of("a", "b", "c")
            .flatMap(first -> Stream.of(List.of(first), List.of(first, "a"), List.of(first, "b"), List.of(first, "c")))
            .toList();
    private static final TemplateParser PARSER = new TemplateParser(new Problems());

    @Property(tries = 1_000)
    void findsAllOverlaps(@ForAll("routes") List<Candidate> routes, @ForAll("paths") List<List<String>> paths) {
        List<Integer> reported = RouteProof.conflicts(routes).stream()
                .filter(conflict -> !HIDDEN.contains(conflict.kind()))
                .map(Conflict::route)
                .toList();
        for (List<String> path : paths) {
            List<Integer> matching = IntStream.range(0, routes.size())
                    .filter(i -> matches(routes.get(i).template(), path))
                    .boxed()
                    .toList();
            for (int first : matching) {
                for (int second : matching) {
                    if (first < second && rank(routes, first, second) == 0) {
                        assertWithMessage("%s at %s", routes, path)
                                .that(reported)
                                .contains(second);
                    }
                }
            }
        }
    }

    @Property(tries = 1_000)
    void reportsOnlyRealConflicts(@ForAll("routes") List<Candidate> routes, @ForAll("paths") List<List<String>> paths) {
        for (Conflict conflict : RouteProof.conflicts(routes)) {
            PathTemplate route = routes.get(conflict.route()).template();
            PathTemplate other = routes.get(conflict.other()).template();
            if (HIDDEN.contains(conflict.kind())) {
                assertThat(rank(routes, conflict.other(), conflict.route())).isLessThan(0);
            } else {
                List<String> example = List.of(conflict.example().substring(1).split("/", -1));
                assertWithMessage("%s", conflict)
                        .that(matches(route, example) && matches(other, example))
                        .isTrue();
                assertThat(rank(routes, conflict.route(), conflict.other())).isEqualTo(0);
            }
            for (List<String> path : paths) {
                if (HIDDEN.contains(conflict.kind()) && matches(route, path)) {
                    assertWithMessage("%s of %s at %s", conflict, routes, path)
                            .that(isTaken(routes, conflict.route(), path))
                            .isTrue();
                }
                if (ALIKE.contains(conflict.kind()) && matches(route, path)) {
                    assertWithMessage("%s at %s", conflict, path)
                            .that(matches(other, path))
                            .isTrue();
                }
            }
        }
    }

    /** Whether a more specific route also matches the path. */
    private static boolean isTaken(List<Candidate> routes, int route, List<String> path) {
        return IntStream.range(0, routes.size())
                .anyMatch(
                        i -> rank(routes, i, route) < 0 && matches(routes.get(i).template(), path));
    }

    /**
     * The short paths reach every reachable route, because the templates contain only a few texts. A route that no
     * short path reaches must be reported.
     */
    @Property(tries = 1_000)
    void findsAllUnreachableRoutes(@ForAll("finite") List<Candidate> routes) {
        List<Integer> reported =
                RouteProof.conflicts(routes).stream().map(Conflict::route).toList();
        for (int i = 0; i < routes.size(); i++) {
            int route = i;
            boolean matches = ALL_SHORT.stream()
                    .anyMatch(path -> matches(routes.get(route).template(), path) && !isTaken(routes, route, path));
            if (!matches) {
                assertWithMessage("%s of %s", routes.get(i), routes)
                        .that(reported)
                        .contains(i);
            }
        }
    }

    private static int rank(List<Candidate> routes, int first, int second) {
        return Rank.OF_TEMPLATES.compare(
                routes.get(first).template(), routes.get(second).template());
    }

    private static boolean matches(PathTemplate template, List<String> path) {
        List<Segment> segments = template.segments();
        for (int i = 0; i < segments.size(); i++) {
            if (i >= path.size()) {
                return false;
            }
            if (segments.get(i) instanceof CatchAll) {
                return true;
            }
            if (!matches(segments.get(i), path.get(i))) {
                return false;
            }
        }
        return segments.size() == path.size();
    }

    private static boolean matches(Segment segment, String text) {
        if (segment instanceof Literal literal) {
            return literal.text().equals(text);
        }
        Variable variable = (Variable) segment;
        int fixed = variable.prefix().length() + variable.suffix().length();
        return text.length() > fixed
                && text.startsWith(variable.prefix())
                && text.endsWith(variable.suffix())
                && variable.constraint().stream()
                        .allMatch(constraint -> text.substring(
                                        variable.prefix().length(),
                                        text.length() - variable.suffix().length())
                                .matches(constraint.pattern()));
    }

    @Provide
    Arbitrary<List<Candidate>> routes() {
        Arbitrary<String> segment = Arbitraries.of(
                "a",
                "b",
                "ab",
                "{?}",
                "{?}",
                "a{?}",
                "{?}b",
                "ab{?}",
                "{?:a}",
                "{?:a+}",
                "{?:[ab]}",
                "{?:[\\s\\S]+}",
                "a{?:b*a?}");
        Arbitrary<List<String>> segments = segment.list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<String> end = Arbitraries.of("", "", "", "/", "/{*?}");
        Arbitrary<Candidate> route =
                segments.flatMap(all -> end.map(last -> candidate("/" + String.join("/", all) + last)));
        return route.list().ofMinSize(2).ofMaxSize(5);
    }

    /** Returns routes whose templates match only short paths. Each route matches at least one path. */
    @Provide
    Arbitrary<List<Candidate>> finite() {
        Arbitrary<String> segment = Arbitraries.of("a", "b", "{?:a|b}", "{?:[bc]}", "{?:[abc]}", "{?:c}", "{?:a}");
        Arbitrary<Candidate> route =
                segment.list().ofMinSize(1).ofMaxSize(2).map(all -> candidate("/" + String.join("/", all)));
        return route.list().ofMinSize(2).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<List<String>>> paths() {
        return Arbitraries.of("a", "b", "ab", "ba", "aab", "aba", "c", "abb", "")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .list()
                .ofSize(60);
    }

    /** Creates a route from a template. Each variable gets a different name. */
    private static Candidate candidate(String template) {
        StringBuilder named = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            boolean isName = template.charAt(i) == '?' && "{*".indexOf(template.charAt(i - 1)) >= 0;
            named.append(isName ? "v" + i : template.substring(i, i + 1));
        }
        return new Candidate(
                "GET", PARSER.parse("", named.toString(), AnyPlace.PLACE).orElseThrow());
    }
}
