package dev.interlock.processor.verify;

import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Constraint;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the patterns in the tables with the templates of the routes, and the automata with the constraints. */
final class Patterns {
    private final Tables tables;
    private final Specification specification;
    private final Segments segments;
    private final Witness witness;
    /**
     * Comparisons of an automaton in the tables with the automaton of a constraint. A key consists of the number of the
     * automaton in the tables and the text of the constraint.
     */
    private final Map<List<String>, AutomataProduct> products = new LinkedHashMap<>();

    Patterns(Tables tables, Specification specification, Segments segments, Witness witness) {
        this.tables = tables;
        this.specification = specification;
        this.segments = segments;
        this.witness = witness;
    }

    /**
     * Returns the difference between pattern and template for the first route where they differ; empty if all patterns
     * are equal to their templates.
     */
    Optional<Difference> difference() {
        for (SpecifiedRoute route : specification.routes()) {
            List<Segment> pattern = tables.patterns().get(route.number());
            List<Segment> template = route.segments();
            if (pattern.size() != template.size()) {
                return Optional.of(shown(route, List.of(pathOf(pattern), pathOf(template))));
            }
            for (int i = 0; i < template.size(); i++) {
                Optional<List<String>> texts = difference(pattern.get(i), template.get(i));
                if (texts.isPresent()) {
                    int segment = i;
                    return Optional.of(shown(
                            route,
                            texts.get().stream()
                                    .map(text -> path(template, segment, text))
                                    .toList()));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the lines of the report: one for each comparison of an automaton with a constraint. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        products.forEach((compared, product) -> {
            int states = tables.automata()
                    .get(Integer.parseInt(compared.get(0)))
                    .states()
                    .size();
            lines.add(compared.get(1) + "  states " + states + ", pairs of states " + product.pairs());
        });
        return lines;
    }

    private Difference shown(SpecifiedRoute route, List<List<String>> paths) {
        return paths.stream()
                .flatMap(path -> witness.compare(route.method(), path).stream())
                .findFirst()
                .orElseGet(() -> Difference.unshown("the tables have a different pattern for " + route.name()));
    }

    /** Returns an example of a path that matches the pattern, except that one segment has the given text. */
    private List<String> path(List<Segment> pattern, int segment, String text) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < pattern.size(); i++) {
            path.add(i == segment ? text : example(pattern.get(i)));
        }
        return path;
    }

    private static List<String> pathOf(List<Segment> pattern) {
        return pattern.stream().map(Patterns::plainExample).toList();
    }

    private String example(Segment segment) {
        return segments.example(segment).orElse("a");
    }

    /**
     * Compares a segment of a pattern with a segment of a template. Returns texts that may match only one of the two.
     * Empty if the segments are equal, or if their automata were compared before.
     */
    private Optional<List<String>> difference(Segment written, Segment specified) {
        if (written instanceof Variable one && specified instanceof Variable other) {
            boolean same = one.prefix().equals(other.prefix()) && one.suffix().equals(other.suffix());
            if (same && one.constraint().isPresent() && other.constraint().isPresent()) {
                return difference(one.constraint().get(), other.constraint().get())
                        .map(text -> List.of(other.prefix() + text + other.suffix()));
            }
            boolean equal =
                    same && one.constraint().isEmpty() && other.constraint().isEmpty();
            return equal ? Optional.empty() : Optional.of(texts(written, specified));
        }
        boolean bothRest = written instanceof CatchAll && specified instanceof CatchAll;
        boolean equal = bothRest || (written instanceof Literal && written.equals(specified));
        return equal ? Optional.empty() : Optional.of(texts(written, specified));
    }

    private List<String> texts(Segment written, Segment specified) {
        return List.of(example(specified), plainExample(written), "a", "~");
    }

    private static String plainExample(Segment segment) {
        return segment instanceof Variable variable
                ? variable.prefix() + "a" + variable.suffix()
                : segment instanceof Literal literal ? literal.text() : "a";
    }

    private Optional<String> difference(Constraint written, Constraint specified) {
        List<String> compared = List.of(written.pattern(), specified.pattern());
        if (products.containsKey(compared)) {
            return Optional.empty();
        }
        AutomataProduct product = new AutomataProduct(written.dfa(), specified.dfa());
        products.put(compared, product);
        return product.difference();
    }
}
