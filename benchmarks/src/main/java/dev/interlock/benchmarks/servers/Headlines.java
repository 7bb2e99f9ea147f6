package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One line for each figure that matters most, beside hyper's and Go's, for other programs to read. */
final class Headlines {
    /** The peers that all are compared with. */
    static final List<String> REFERENCES = List.of(Contender.HYPER, Contender.GO);

    private final Readings readings;
    private final List<String> lines = new ArrayList<>();

    Headlines(Readings readings) {
        this.readings = readings;
    }

    /** Lines like {@code servers plaintext cpu: 5.80 us (hyper 6.70 us, ratio 0.87; go 13.70 us, ratio 0.42)}. */
    List<String> lines(List<Workload> workloads) {
        for (Workload workload : workloads) {
            add(workload.label(), workload.label() + " cpu", Quantity.CPU, "us");
            add(workload.label(), workload.label() + " user cpu", Quantity.USER, "us");
            add(workload.label(), workload.label() + " throughput", Quantity.THROUGHPUT, "requests/s");
            add(workload.label(), workload.label() + " p99 at 50 %", Quantity.HALF_P99, "us");
            add(workload.label(), workload.label() + " p99 at 80 %", Quantity.MOST_P99, "us");
            add(workload.label(), workload.label() + " system calls", Quantity.SYSTEM_CALLS, "per request");
            add(
                    workload.label(),
                    workload.label() + " system calls by perf",
                    Quantity.SYSTEM_CALLS_PERF,
                    "per request");
            add(workload.label(), workload.label() + " allocated", Quantity.ALLOCATED, "B per request");
            add(workload.label(), workload.label() + " GC pauses", Quantity.PAUSES, "ms per million requests");
            add(workload.label(), workload.label() + " longest GC pause", Quantity.LONGEST_PAUSE, "ms");
            add(workload.label(), workload.label() + " memory after load", Quantity.LOADED, "MiB");
        }
        add("", "start", Quantity.START, "ms");
        add("", "idle memory", Quantity.IDLE, "MiB");
        return lines;
    }

    private void add(String workload, String title, Quantity quantity, String unit) {
        Map<String, Readings.Summary> summaries = readings.summaries(workload, quantity);
        for (String server : List.of(Contender.OWN, Contender.OWN + "-io_uring")) {
            Readings.Summary own = summaries.get(server);
            if (own == null) {
                continue;
            }
            List<String> peers = new ArrayList<>();
            for (String reference : REFERENCES) {
                Readings.Summary peer = summaries.get(reference);
                if (peer != null && peer.median() > 0) {
                    peers.add(reference + " " + value(quantity, peer.median()) + " " + unit + ", ratio "
                            + Figure.ratio(own.median(), peer.median()));
                }
            }
            String name = server.equals(Contender.OWN) ? title : title + " on io_uring";
            lines.add("servers " + name + ": " + value(quantity, own.median()) + " " + unit
                    + (peers.isEmpty() ? "" : " (" + String.join("; ", peers) + ")"));
        }
    }

    /** A value with as many decimals as the quantity has. */
    static String value(Quantity quantity, double value) {
        return Figure.of(value, quantity.decimals());
    }
}
