package dev.interlock.processor.plan;

import dev.interlock.processor.model.Dfa;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.model.Rank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dispatch of an application: for each method and number of segments a decision tree over its routes.
 *
 * <p>The same routes give the same plan, whatever their order. The runtime's {@code DispatchTable} says how the tables
 * are walked, its {@code DispatchTableReader} how they are written.
 */
public final class DispatchPlan {
    /** Characters of a piece of text: a string constant holds 65,535 bytes (JVMS section 4.4.7). */
    private static final int PIECE = 60_000;

    private static final Comparator<PlannedRoute> BY_RANK = Comparator.comparing(PlannedRoute::template, Rank.OF_TEMPLATES)
            .thenComparing(route -> route.template().text())
            .thenComparing(PlannedRoute::number);

    private final List<PlannedRoute> routes;
    private final int methods;
    private final int depth;
    private final PlanTables tables = new PlanTables();
    private final List<String> roots = new ArrayList<>();

    private DispatchPlan(List<PlannedRoute> routes, int methods) {
        this.routes = routes;
        this.methods = methods;
        this.depth = routes.stream()
                .mapToInt(route -> route.template().segments().size())
                .max()
                .orElse(0);
    }

    /**
     * Plans.
     *
     * @param routes free of conflicts, numbered from 0
     * @param methods above the number of each method
     */
    public static DispatchPlan of(List<PlannedRoute> routes, int methods) {
        DispatchPlan plan = new DispatchPlan(
                routes.stream()
                        .sorted(Comparator.comparing(PlannedRoute::number))
                        .toList(),
                methods);
        plan.planRoots();
        return plan;
    }

    private void planRoots() {
        Map<Integer, List<Candidate>> byMethod = routes.stream()
                .sorted(BY_RANK)
                .map(Candidate::of)
                .collect(Collectors.groupingBy(it -> it.route().method(), TreeMap::new, Collectors.toList()));
        byMethod.forEach((method, candidates) -> {
            planRow(method, candidates, false);
            planRow(
                    methods + method,
                    candidates.stream().filter(Candidate::takesEmpty).toList(),
                    true);
        });
    }

    private void planRow(int row, List<Candidate> candidates, boolean emptySegments) {
        for (int count = 1; count <= depth + 1; count++) {
            int segments = count;
            List<Candidate> possible =
                    candidates.stream().filter(it -> it.takes(segments)).toList();
            if (!possible.isEmpty()) {
                Target root = new TreePlanner(tables, segments, emptySegments).plan(possible);
                roots.add("root " + row + " " + count + " " + PlanText.target(root));
            }
        }
    }

    /** The plan as text for {@code DispatchTable.parse}: pieces of whole ASCII lines, each below 60,001 characters. */
    public List<String> text() {
        Map<Dfa, Integer> automata = automata();
        Stream<String> head = Stream.of("table " + methods + " " + depth);
        Stream<String> dfas = automata.keySet().stream().map(dfa -> "dfa " + PlanText.dfa(dfa));
        Stream<String> patterns =
                routes.stream().map(route -> "route " + PlanText.pattern(route.template(), automata));
        Stream<String> trees = Stream.concat(tables.lines().stream(), roots.stream());
        return pieces(Stream.of(head, dfas, patterns, trees).flatMap(it -> it).toList());
    }

    private Map<Dfa, Integer> automata() {
        Map<Dfa, Integer> automata = new LinkedHashMap<>();
        for (PlannedRoute route : routes) {
            for (Segment segment : route.template().segments()) {
                if (segment instanceof Variable variable && variable.constraint().isPresent()) {
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
            if (piece.length() > 0 && piece.length() + line.length() >= PIECE) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(line).append('\n');
        }
        pieces.add(piece.toString());
        return pieces;
    }
}
