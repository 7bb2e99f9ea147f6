package dev.interlock.processor.plan;

import dev.interlock.processor.check.route.ProvenApplication;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Dfa;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.model.Rank;
import dev.interlock.processor.model.Route;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Dispatch plan of an application. For each class of first bytes, each method and each number of segments, the plan has
 * a decision tree over the routes.
 *
 * <p>The plan does not depend on the order of the routes. The runtime's {@code DispatchTable} describes how a lookup
 * walks over the tables. The runtime's {@code DispatchTableReader} describes the format of the tables.
 */
public final class DispatchPlan {
    /** Largest number of characters in a piece of text. A string constant holds 65,535 bytes (JVMS section 4.4.7). */
    private static final int PIECE = 60_000;
    /** Number of characters after which a line is continued on the next line. */
    private static final int WIDTH = 100;

    private static final Comparator<PlannedRoute> BY_RANK = Comparator.comparing(
                    PlannedRoute::template, Rank.OF_TEMPLATES)
            .thenComparing(route -> route.template().text())
            .thenComparing(PlannedRoute::number);

    private final List<PlannedRoute> routes;
    private final int methods;
    private final int depth;
    private final PlanTables tables = new PlanTables();
    private final List<String> classes = new ArrayList<>();

    private DispatchPlan(List<PlannedRoute> routes, int methods) {
        this.routes = routes;
        this.methods = methods;
        this.depth = routes.stream()
                .mapToInt(route -> route.template().segments().size())
                .max()
                .orElse(0);
    }

    /** Plans the dispatch of an application. */
    public static DispatchPlan of(ProvenApplication proven) {
        Application application = proven.application();
        List<PlannedRoute> planned = new ArrayList<>();
        for (int number = 0; number < application.routes().size(); number++) {
            Route route = application.routes().get(number);
            planned.add(
                    new PlannedRoute(number, application.methodNumber(route), route.template(), proven.found(number)));
        }
        return of(planned, application.methods().size());
    }

    /**
     * Plans the dispatch of routes.
     *
     * @param routes routes without conflicts, numbered from 0
     * @param methods number of methods; each method has a number below this number
     */
    public static DispatchPlan of(List<PlannedRoute> routes, int methods) {
        DispatchPlan plan = new DispatchPlan(
                routes.stream()
                        .sorted(Comparator.comparing(PlannedRoute::number))
                        .toList(),
                methods);
        plan.planClasses();
        return plan;
    }

    /**
     * Plans the trees for the classes of paths. The runtime's {@code Lead} selects the class of a path. The first class
     * has the paths without the prefix. The second class has the paths with the prefix and an unknown key. One class
     * for each known key follows. The last class has the paths with an empty segment.
     */
    private void planClasses() {
        List<PlannedRoute> ranked = routes.stream()
                .filter(route -> route.found() == route.number())
                .sorted(BY_RANK)
                .toList();
        List<Candidate> candidates = IntStream.range(0, ranked.size())
                .mapToObj(position -> Candidate.of(ranked.get(position), position))
                .toList();
        List<Candidate> full = filter(candidates, it -> !it.endsInSlash());
        Leads leads = Leads.of(full);
        classes.add(leads.line());
        planClass("*", full, new BitSet(), false);
        planClass("*", leads.otherKey(full), leads.seen(), false);
        for (String key : leads.keys()) {
            List<Candidate> inside =
                    leads.inside(full, literal -> literal.key(leads.words()).equals(key));
            planClass(PlanText.encodeBytes(key), inside, leads.seen(key), false);
        }
        planClass("*", filter(candidates, it -> it.endsInSlash() || it.hasCatchAll()), new BitSet(), true);
    }

    private void planClass(String key, List<Candidate> candidates, BitSet seen, boolean emptySegments) {
        StringBuilder line = new StringBuilder("class ").append(key);
        for (int method = 0; method < methods; method++) {
            int number = method;
            List<Candidate> ofMethod = filter(candidates, it -> it.route().method() == number);
            line.append(' ').append(tables.row(planRow(ofMethod, seen, emptySegments)));
        }
        classes.add(line.toString());
    }

    private List<Target> planRow(List<Candidate> candidates, BitSet seen, boolean emptySegments) {
        List<Target> row = new ArrayList<>();
        for (int count = 0; count <= depth + 1; count++) {
            int segments = count;
            row.add(new TreePlanner(tables, segments, emptySegments)
                    .planTree(filter(candidates, it -> it.takes(segments)), seen));
        }
        return row;
    }

    private static List<Candidate> filter(List<Candidate> candidates, Predicate<Candidate> condition) {
        return candidates.stream().filter(condition).toList();
    }

    /**
     * Returns the plan as text for {@code DispatchTable.parse}. The text consists of pieces of ASCII lines. Each piece
     * has at most 60,000 characters, unless a single word is longer.
     */
    public List<String> text() {
        Map<Dfa, Integer> automata = automata();
        Stream<String> head = Stream.of("table " + methods + " " + depth);
        Stream<String> dfas = automata.keySet().stream().map(dfa -> "dfa " + DfaText.of(dfa));
        Stream<String> patterns = routes.stream().map(route -> "route " + PlanText.pattern(route.template(), automata));
        Stream<String> trees = Stream.concat(tables.lines().stream(), classes.stream());
        return pieces(Stream.of(head, dfas, patterns, trees).flatMap(it -> it).toList());
    }

    private Map<Dfa, Integer> automata() {
        Map<Dfa, Integer> automata = new LinkedHashMap<>();
        for (PlannedRoute route : routes) {
            for (Segment segment : route.template().segments()) {
                if (segment instanceof Variable variable
                        && variable.constraint().isPresent()) {
                    automata.putIfAbsent(variable.constraint().get().dfa(), automata.size());
                }
            }
        }
        return automata;
    }

    private static List<String> pieces(List<String> lines) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (String line : lines) {
            for (String part : wrap(line)) {
                if (piece.length() + part.length() >= PIECE) {
                    pieces.add(piece.toString());
                    piece.setLength(0);
                }
                piece.append(part).append('\n');
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /**
     * Breaks a line between words and returns the parts. A part that begins with a space continues the previous part.
     */
    private static List<String> wrap(String line) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (line.length() - from > WIDTH) {
            int space = line.lastIndexOf(' ', from + WIDTH);
            int to = space > from ? space : line.indexOf(' ', from + 1);
            if (to < 0) {
                break;
            }
            parts.add(line.substring(from, to));
            from = to;
        }
        parts.add(line.substring(from));
        return parts;
    }
}
