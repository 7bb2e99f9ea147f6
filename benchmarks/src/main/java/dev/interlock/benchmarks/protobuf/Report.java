package dev.interlock.benchmarks.protobuf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the suite prints: a table, and lines that other programs may read. */
final class Report {
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
        boolean isPeer() {
            // To write what was built already is less work.
            return !library.equals(OWN) && !library.equals(OWN_SLICES) && operation != Operation.ENCODE;
        }
    }

    /** The whole report. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Nanoseconds for a message: median, lowest and highest of the rounds; the ratio is Interlock's time in");
        lines.add("terms of that library's, so below 1 is faster.");
        List<String> headlines = new ArrayList<>();
        for (Payload payload : Payload.values()) {
            for (String group : Stream.of(Operation.values())
                    .map(Operation::group)
                    .distinct()
                    .toList()) {
                section(payload, group, lines).ifPresent(headlines::add);
            }
        }
        lines.add("");
        lines.addAll(headlines);
        return lines;
    }

    private Optional<String> section(Payload payload, String group, List<String> lines) {
        List<Row> rows = rows(payload, group);
        Optional<Row> own =
                rows.stream().filter(row -> row.library().equals(OWN)).findFirst();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        double time = own.get().cost().median();
        lines.add("");
        lines.add(
                format("%-45s%12s%12s%12s%10s%8s", payload.label() + " " + group, "ns", "min", "max", "B/op", "ratio"));
        rows.forEach(row -> lines.add(line(row, time)));
        Optional<Row> best = rows.stream()
                .filter(Row::isPeer)
                .min(Comparator.comparingDouble(row -> row.cost().median()));
        return best.map(peer -> headline(payload.label() + " " + group, time, peer));
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

    private static String line(Row row, double own) {
        Measurements.Summary cost = row.cost();
        String bytes = Double.isNaN(cost.bytes()) ? "-" : format("%.0f", cost.bytes());
        return format(
                "  %-43s%12.1f%12.1f%12.1f%10s%8.2f",
                row.library() + row.operation().suffix(),
                cost.median(),
                cost.min(),
                cost.max(),
                bytes,
                own / cost.median());
    }

    private static String headline(String what, double own, Row best) {
        double peer = best.cost().median();
        return format(
                "protobuf %s: %.1f ns (best peer %s %.1f ns, ratio %.2f)",
                what, own, best.library() + best.operation().suffix(), peer, own / peer);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
