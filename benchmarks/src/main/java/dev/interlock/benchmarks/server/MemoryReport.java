package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.process.ProcessMemory;
import dev.interlock.benchmarks.process.Spread;
import dev.interlock.benchmarks.report.BarPlot;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Figure;
import dev.interlock.benchmarks.report.MarkdownTable;
import dev.interlock.benchmarks.report.SuiteReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What {@link MemorySuite} found. */
final class MemoryReport {
    private static final int IDLE_LIMIT = 48;
    private static final int LOAD_LIMIT = 64;
    private static final int PAUSE_LIMIT = 0;
    private static final int START_LIMIT = 200;

    private final List<Way> ways = new ArrayList<>();

    /**
     * What was measured of a way to start the service.
     *
     * @param startMillis to the first answer
     * @param cpuMillis of the process up to its first answer
     * @param pauses under load
     */
    record Cost(
            Spread startMillis,
            Spread cpuMillis,
            ProcessMemory idle,
            ProcessMemory loaded,
            CollectorLog pauses,
            double requestsPerSecond) {}

    private record Way(String java, boolean shipped, Cost cost) {
        String label() {
            return "Java " + java + (shipped ? ", as shipped" : ", no options");
        }
    }

    /** @param shipped whether the options are those that come with the service */
    void add(String java, boolean shipped, Cost cost) {
        ways.add(new Way(java, shipped, cost));
    }

    /** @param method what the figures are */
    SuiteReport of(String method, Environment environment) {
        List<String> headlines = ways.stream()
                .filter(Way::shipped)
                .flatMap(way -> headlines(way.java, way.cost).stream())
                .toList();
        return new SuiteReport("Memory and start of the example service", method, environment, headlines)
                .section("From the start to the first answer")
                .table(starts())
                .plot("start", starts("ms to the first answer, of the shop"))
                .section("MiB of memory")
                .table(memory())
                .plot("idle", memory("MiB resident when idle", Cost::idle, IDLE_LIMIT))
                .plot("load", memory("MiB resident after load", Cost::loaded, LOAD_LIMIT))
                .section("Under load")
                .table(load());
    }

    private static List<String> headlines(String java, Cost cost) {
        return List.of(
                format("memory idle %s: %.1f MB (limit %d)", java, mebibytes(cost.idle.resident()), IDLE_LIMIT),
                format("memory load %s: %.1f MB (limit %d)", java, mebibytes(cost.loaded.resident()), LOAD_LIMIT),
                format("memory pauses %s: %d under load (limit %d)", java, cost.pauses.pauses(), PAUSE_LIMIT),
                format("memory start %s: %.0f ms (limit %d)", java, cost.startMillis.median(), START_LIMIT));
    }

    private MarkdownTable starts() {
        MarkdownTable table = new MarkdownTable().words("").numbers("ms", "least", "most", "CPU ms", "least", "most");
        for (Way way : ways) {
            List<String> row = new ArrayList<>(List.of(way.label()));
            for (Spread spread : List.of(way.cost.startMillis, way.cost.cpuMillis)) {
                row.add(Figure.of(spread.median(), 0));
                row.add(Figure.of(spread.least(), 0));
                row.add(Figure.of(spread.most(), 0));
            }
            table.row(row);
        }
        return table;
    }

    private BarPlot starts(String title) {
        BarPlot plot = new BarPlot(title, 0).limit(START_LIMIT);
        ways.forEach(way -> plot.bar(way.label(), way.cost.startMillis, way.shipped));
        return plot;
    }

    private MarkdownTable memory() {
        MarkdownTable table = new MarkdownTable().words("").numbers("idle: resident", "proportional", "unshared");
        table.numbers("after load: resident", "proportional", "unshared", "peak", "threads");
        for (Way way : ways) {
            ProcessMemory idle = way.cost.idle;
            ProcessMemory loaded = way.cost.loaded;
            table.row(
                    way.label(),
                    words(idle.resident()),
                    words(idle.proportional()),
                    words(idle.unshared()),
                    words(loaded.resident()),
                    words(loaded.proportional()),
                    words(loaded.unshared()),
                    words(loaded.peak()),
                    Integer.toString(loaded.threads()));
        }
        return table;
    }

    private BarPlot memory(String title, Function<Cost, ProcessMemory> when, int limit) {
        BarPlot plot = new BarPlot(title, 1).limit(limit);
        ways.forEach(way -> plot.bar(way.label(), mebibytes(when.apply(way.cost).resident()), way.shipped));
        return plot;
    }

    private MarkdownTable load() {
        MarkdownTable table = new MarkdownTable()
                .words("")
                .numbers("requests/s", "GC pauses", "ms of the longest", "ms of all together");
        for (Way way : ways) {
            CollectorLog pauses = way.cost.pauses;
            table.row(
                    way.label(),
                    Figure.of(way.cost.requestsPerSecond, 0),
                    Integer.toString(pauses.pauses()),
                    Figure.of(pauses.longestMillis(), 1),
                    Figure.of(pauses.totalMillis(), 1));
        }
        return table;
    }

    private static String words(long kibibytes) {
        return Figure.of(mebibytes(kibibytes), 1);
    }

    private static double mebibytes(long kibibytes) {
        return ProcessMemory.mebibytes(kibibytes);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
