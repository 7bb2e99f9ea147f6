package dev.interlock.processor.verify;

import dev.interlock.processor.check.route.ProvenApplication;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Proves that the dispatch tables are equal to the routes (translation validation). The proof reads the tables back
 * from the generated sources as automata and decision trees. Then it compares them with the templates, constraints and
 * ranks of the routes. The result holds for every path, not only for the paths of tests. Immutable.
 */
public final class TableProof {
    /** Largest number of pairs of routes that the report shows. */
    private static final int MOST_PAIRS = 1_000;

    private final Optional<String> difference;
    private final String report;

    private TableProof(Optional<String> difference, String report) {
        this.difference = difference;
        this.report = report;
    }

    /**
     * Compares the tables in the sources with the routes. The result is a proof that they are equal, or a difference.
     *
     * @param sources source text of each class that was generated for the application
     */
    public static TableProof of(ProvenApplication proven, Collection<String> sources) {
        String root = proven.application().root().getQualifiedName().toString();
        try {
            return of(root, proven.application().methods(), Specification.of(proven), GeneratedText.of(sources));
        } catch (MalformedTables e) {
            return new TableProof(Optional.of(String.valueOf(e.getMessage())), "");
        }
    }

    /** Compares the tables in a text with the routes. The result is a proof that they are equal, or a difference. */
    static TableProof of(String application, List<String> methods, Specification specification, String text)
            throws MalformedTables {
        Tables tables = TablesReader.read(text);
        TablesReader.check(
                tables.methods() == specification.methods()
                        && tables.patterns().size() == specification.routes().size(),
                "the tables have a different number of methods or routes");
        Segments segments = new Segments();
        Witness witness = new Witness(specification, new Lookup(tables), segments, methods);
        Overlaps overlaps = new Overlaps(segments);
        Patterns patterns = new Patterns(tables, specification, segments, witness);
        Equivalence equivalence = new Equivalence(tables, specification, segments, overlaps, witness);
        Optional<Difference> difference = patterns.difference();
        if (difference.isEmpty()) {
            difference = equivalence.difference();
        }
        if (difference.isEmpty()) {
            difference = variants(specification);
        }
        if (difference.isPresent()) {
            return new TableProof(difference.map(Difference::text), "");
        }
        List<String> lines = new ArrayList<>();
        lines.add("The dispatch tables of " + application + " are equal to its routes.");
        lines.add("");
        addRoutes(lines, methods, specification);
        lines.add("tables     classes " + tables.classes().size() + ", rows "
                + tables.rows().size() + ", nodes " + tables.nodes().size() + ", lists "
                + tables.lists().size());
        lines.add("states     " + equivalence.states());
        lines.add("automata   " + tables.automata().size());
        patterns.lines().forEach(line -> lines.add("  " + line));
        addPairs(lines, overlaps);
        return new TableProof(Optional.empty(), String.join("\n", lines) + "\n");
    }

    private static void addRoutes(List<String> lines, List<String> methods, Specification specification) {
        lines.add("routes     " + specification.routes().size());
        for (int i = 0; i < methods.size(); i++) {
            int count = specification.ofMethod(i).size();
            if (count > 0) {
                lines.add("  " + methods.get(i) + " " + count);
            }
        }
    }

    private static void addPairs(List<String> lines, Overlaps overlaps) {
        lines.add("pairs      " + overlaps.size());
        overlaps.lines(MOST_PAIRS).forEach(line -> lines.add("  " + line));
        if (overlaps.size() > MOST_PAIRS) {
            lines.add("  and " + (overlaps.size() - MOST_PAIRS) + " more");
        }
    }

    /**
     * Returns a difference if a lookup would return a route instead of another route, although the two match different
     * paths.
     */
    private static Optional<Difference> variants(Specification specification) {
        for (SpecifiedRoute route : specification.routes()) {
            SpecifiedRoute found = specification.route(specification.found(route.number()));
            boolean same = found.method() == route.method()
                    && found.rank() == route.rank()
                    && Segments.areSame(found.segments(), route.segments());
            if (!same) {
                return Optional.of(Difference.unshown(
                        found.name() + " is found instead of " + route.name() + ", which has other paths"));
            }
        }
        return Optional.empty();
    }

    /** Returns the difference as a sentence without a full stop; empty if tables and routes are equal. */
    public Optional<String> difference() {
        return difference;
    }

    /**
     * Returns the lines of the report; the empty text if there is a difference. The same routes always give the same
     * report.
     */
    public String report() {
        return report;
    }
}
