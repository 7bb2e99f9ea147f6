package dev.interlock.benchmarks.report;

import dev.interlock.benchmarks.report.Figures.Summary;
import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Quantity.Place;
import dev.interlock.benchmarks.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines for the terminal: Interlock's medians beside its peers' medians. */
final class Headlines {
    private final Results results;
    private final Figures figures;
    private final List<String> lines = new ArrayList<>();

    Headlines(Results results, Figures figures) {
        this.results = results;
        this.figures = figures;
    }

    /**
     * Returns lines like {@code servers plaintext cpu: 5.80 us (hyper 6.70 us, ratio 0.87; go 13.70 us, ratio 0.42)}.
     */
    List<String> lines() {
        for (String scenario : figures.scenarios()) {
            List<Quantity> present = figures.quantities(scenario);
            List<Quantity> together = present.stream()
                    .filter(quantity -> quantity.place() == Place.HEADLINE)
                    .toList();
            add(scenario, "", together);
            present.stream()
                    .filter(quantity -> quantity.place() == Place.LINE)
                    .forEach(quantity -> add(scenario, quantity.name(), List.of(quantity)));
        }
        results.facts().forEach(fact -> lines.add(results.suite() + " " + fact));
        return lines;
    }

    private void add(String scenario, String name, List<Quantity> quantities) {
        for (String own : results.own()) {
            String values = quantities.isEmpty() ? "" : values(scenario, own, quantities);
            if (!values.isEmpty()) {
                String other = own.equals(results.own().get(0)) ? "" : own;
                String title = Stream.of(results.suite(), scenario, name, other)
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(" "));
                List<String> peers = peers(scenario, own, quantities);
                lines.add(title + ": " + values + (peers.isEmpty() ? "" : " (" + String.join("; ", peers) + ")"));
            }
        }
    }

    private String values(String scenario, String contender, List<Quantity> quantities) {
        return quantities.stream()
                .flatMap(quantity -> figures
                        .find(scenario, contender, quantity)
                        .map(summary -> Figures.format(quantity, summary.median()) + " " + quantity.unit())
                        .stream())
                .collect(Collectors.joining(", "));
    }

    private List<String> peers(String scenario, String own, List<Quantity> quantities) {
        List<String> peers = new ArrayList<>();
        for (String peer : references(scenario, quantities.get(0))) {
            Optional<Summary> mine = figures.find(scenario, own, quantities.get(0));
            Optional<Summary> other = figures.find(scenario, peer, quantities.get(0));
            if (mine.isPresent() && other.isPresent()) {
                peers.add(peer + " " + values(scenario, peer, quantities) + ", ratio "
                        + Figures.ratio(mine.get().median(), other.get().median()));
            }
        }
        return peers;
    }

    private List<String> references(String scenario, Quantity quantity) {
        if (!results.references().isEmpty()) {
            return results.references();
        }
        return figures.ascending(scenario, quantity).stream()
                .filter(contender -> !results.own().contains(contender))
                .limit(1)
                .toList();
    }
}
