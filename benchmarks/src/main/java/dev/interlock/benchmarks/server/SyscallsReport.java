package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.report.BarPlot;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Figure;
import dev.interlock.benchmarks.report.MarkdownTable;
import dev.interlock.benchmarks.report.SuiteReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What {@link SyscallsSuite} found. */
final class SyscallsReport {
    static final String OWN = "interlock";
    static final String PEER = "HttpServerCodec";

    private final List<Row> rows = new ArrayList<>();

    /**
     * What a server did for each request.
     *
     * @param strace system calls as strace counts them
     * @param perf the same by perf, NaN if it is not there
     * @param user microseconds of processor time outside the kernel
     * @param system microseconds of processor time in it
     */
    record Cost(double strace, double perf, double user, double system) {}

    private record Row(String server, String transport, int depth, Cost cost) {
        String label() {
            return server + ", " + transport + ", depth " + depth;
        }

        boolean isOwn() {
            return server.equals(OWN);
        }
    }

    /** @param depth requests of a connection that were under way at the same time */
    void add(String server, String transport, int depth, Cost cost) {
        rows.add(new Row(server, transport, depth, cost));
    }

    SuiteReport of(int connections, Environment environment) {
        String method = connections
                + " busy connections, one event loop; what a server did for each request. `strace` slows it down, so"
                + " that it finds more to do each time it looks; `perf` does not.";
        MarkdownTable table = new MarkdownTable()
                .words("server", "transport")
                .numbers("depth", "calls (strace)", "calls (perf)", "user us", "system us");
        for (Row row : rows) {
            Cost cost = row.cost;
            table.row(
                    row.server,
                    row.transport,
                    Integer.toString(row.depth),
                    Figure.of(cost.strace, 3),
                    Figure.of(cost.perf, 3),
                    Figure.of(cost.user, 2),
                    Figure.of(cost.system, 2));
        }
        SuiteReport report = new SuiteReport("System calls for a request", method, environment, headlines());
        report.table(table).plot("strace", plot("strace", Cost::strace));
        if (rows.stream().noneMatch(row -> Double.isNaN(row.cost.perf))) {
            report.plot("perf", plot("perf", Cost::perf));
        }
        return report;
    }

    private BarPlot plot(String tool, ToDoubleFunction<Cost> calls) {
        BarPlot plot = new BarPlot("System calls for a request, by " + tool, 3);
        rows.forEach(row -> plot.bar(row.label(), calls.applyAsDouble(row.cost), row.isOwn()));
        return plot;
    }

    private List<String> headlines() {
        List<String> headlines = new ArrayList<>();
        for (Row own : rows) {
            rows.stream()
                    .filter(row -> own.isOwn()
                            && !row.isOwn()
                            && row.transport.equals(own.transport)
                            && row.depth == own.depth)
                    .forEach(peer -> headlines.add(headline(own, peer)));
        }
        return headlines;
    }

    private static String headline(Row own, Row peer) {
        return String.format(
                Locale.ROOT,
                "syscalls %s depth %d: %.3f per request (%s %.3f, ratio %.2f)",
                own.transport,
                own.depth,
                own.cost.strace,
                peer.server,
                peer.cost.strace,
                own.cost.strace / peer.cost.strace);
    }
}
