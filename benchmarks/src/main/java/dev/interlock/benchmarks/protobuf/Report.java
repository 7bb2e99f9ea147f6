package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.process.Spread;
import dev.interlock.benchmarks.report.BarPlot;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Figure;
import dev.interlock.benchmarks.report.MarkdownTable;
import dev.interlock.benchmarks.report.SuiteReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the suite found: a table and a plot for each comparison, and lines that other programs may read. */
final class Report {
    private static final String METHOD =
            "Nanoseconds for a message: median, lowest and highest of the rounds; the ratio is Interlock's"
                    + " time in terms of that library's, so below 1 is faster.";
    private static final String OWN = Contender.INTERLOCK.label();
    /** Another way to use it, which has a row of its own and is neither the one that counts nor a peer. */
    private static final String OWN_SLICES = Contender.INTERLOCK_SLICES.label();

    private final Measurements measurements;
    private final List<String> libraries = Stream.concat(
                    Stream.of(Contender.values()).map(Contender::label), Stream.of(ProstPeer.LABEL))
            .toList();

    Report(Measurements measurements) {
        this.measurements = measurements;
    }

    private record Row(String library, Operation operation, Measurements.Summary cost) {
        String label() {
            return library + operation.suffix();
        }

        boolean isOwn() {
            return library.equals(OWN) || library.equals(OWN_SLICES);
        }

        boolean isPeer() {
            // To write what was built already is less work.
            return !isOwn() && operation != Operation.ENCODE;
        }
    }

    /** Rows that are compared with each other. */
    private record Section(Payload payload, String group, List<Row> rows) {
        String title() {
            return payload.label() + " " + group;
        }

        Optional<Double> own() {
            return rows.stream()
                    .filter(row -> row.library().equals(OWN))
                    .map(row -> row.cost().median())
                    .findFirst();
        }

        Optional<Row> bestPeer() {
            return rows.stream()
                    .filter(Row::isPeer)
                    .min(Comparator.comparingDouble(row -> row.cost().median()));
        }
    }

    /** The whole report; a comparison without Interlock is none. */
    SuiteReport of(Environment environment) {
        List<Section> sections = sections();
        List<String> headlines = new ArrayList<>();
        for (Section section : sections) {
            section.bestPeer()
                    .ifPresent(peer -> headlines.add(
                            headline(section.title(), section.own().orElseThrow(), peer)));
        }
        SuiteReport report = new SuiteReport("Protobuf messages", METHOD, environment, headlines);
        for (Section section : sections) {
            report.section(section.title());
            report.table(table(section, section.own().orElseThrow()));
            report.plot(section.title().replace(' ', '-'), plot(section));
        }
        return report;
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (Payload payload : Payload.values()) {
            Stream.of(Operation.values())
                    .map(Operation::group)
                    .distinct()
                    .map(group -> new Section(payload, group, rows(payload, group)))
                    .filter(section -> section.own().isPresent())
                    .forEach(sections::add);
        }
        return sections;
    }

    private List<Row> rows(Payload payload, String group) {
        List<Row> rows = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (String library : libraries) {
                if (operation.group().equals(group) && measurements.has(library, payload, operation)) {
                    rows.add(new Row(library, operation, measurements.summary(library, payload, operation)));
                }
            }
        }
        return rows;
    }

    private static MarkdownTable table(Section section, double own) {
        MarkdownTable table = new MarkdownTable().words("library").numbers("ns", "min", "max", "B/op", "ratio");
        for (Row row : section.rows()) {
            Measurements.Summary cost = row.cost();
            table.row(
                    row.label(),
                    Figure.of(cost.median(), 1),
                    Figure.of(cost.min(), 1),
                    Figure.of(cost.max(), 1),
                    Figure.of(cost.bytes(), 0),
                    Figure.ratio(own, cost.median()));
        }
        return table;
    }

    private static BarPlot plot(Section section) {
        BarPlot plot = new BarPlot("ns for a message, " + section.title(), 1);
        for (Row row : section.rows()) {
            Measurements.Summary cost = row.cost();
            plot.bar(row.label(), new Spread(cost.min(), cost.median(), cost.max()), row.isOwn());
        }
        return plot;
    }

    private static String headline(String what, double own, Row best) {
        double peer = best.cost().median();
        return String.format(
                Locale.ROOT,
                "protobuf %s: %.1f ns (best peer %s %.1f ns, ratio %.2f)",
                what,
                own,
                best.label(),
                peer,
                own / peer);
    }
}
