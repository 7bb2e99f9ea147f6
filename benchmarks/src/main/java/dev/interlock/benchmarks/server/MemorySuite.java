package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.load.Load;
import dev.interlock.benchmarks.load.LoadException;
import dev.interlock.benchmarks.process.CpuTime;
import dev.interlock.benchmarks.process.ProcessMemory;
import dev.interlock.benchmarks.process.Spread;
import dev.interlock.benchmarks.process.StartedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How small the example service is and how quickly it starts: as {@code bin/shop} starts it from its archive, and as
 * {@code java -jar} does without any option.
 */
final class MemorySuite {
    private static final long STARTS = 20;
    private static final long LOAD_SECONDS = 20;
    /** The JVM frees what its compilers had after five seconds, and then gives it back to the system. */
    private static final long IDLE_SECONDS = 10;

    private static final int CONNECTIONS = 64;
    private static final long REQUESTS_AT_ONCE = 20_000;
    private static final String FIRST_PATH = "/health";

    private static final int IDLE_LIMIT = 48;
    private static final int LOAD_LIMIT = 64;
    private static final int PAUSE_LIMIT = 0;
    private static final int START_LIMIT = 200;

    private final Arguments arguments;
    private final List<String> report = new ArrayList<>();

    private MemorySuite(Arguments arguments) {
        this.arguments = arguments;
    }

    /**
     * One way to start the service.
     *
     * @param name of the Java and of the options
     * @param shipped whether the options are those that come with the service
     * @param command without the port
     */
    private record Way(
            String name, String java, boolean shipped, List<String> command, Map<String, String> environment) {
        List<String> commandAt(int port) {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of("--port", Integer.toString(port)));
            return whole;
        }
    }

    /**
     * What was measured of a way.
     *
     * @param cpuMillis of the process up to its first answer
     * @param pauses under load
     */
    private record Cost(
            Spread start, Spread cpuMillis, ProcessMemory idle, ProcessMemory loaded, CollectorLog pauses) {}

    /**
     * Reads {@code --shop BIN/SHOP --jar JAR --java17 HOME [--java25 HOME] [--starts N] [--seconds N] RESULTS}; each home but those
     * that are empty is measured.
     */
    public static void main(String[] words) throws Exception {
        try {
            new MemorySuite(new Arguments(words)).run();
        } catch (LoadException | IllegalArgumentException | IOException e) {
            System.err.println("memory: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(arguments.results());
        long starts = arguments.count("starts", STARTS);
        say("%d starts each; MiB resident, as VmRSS, proportional and unshared; %d connections", starts, CONNECTIONS);
        say(
                "%-12s %-26s %-17s %-23s %-23s %5s  %7s  %s",
                "", "start ms (least-most)", "CPU ms (least)", "idle", "after load (peak)", "threads", "req/s", "GC");
        List<String> headlines = new ArrayList<>();
        for (String java : List.of("17", "25")) {
            String home = arguments.text("java" + java, "");
            if (!home.isEmpty()) {
                for (Way way : ways(java, home)) {
                    Cost cost = measure(way, starts);
                    if (way.shipped) {
                        headlines.addAll(headlines(way.java, cost));
                    }
                }
            }
        }
        say("");
        headlines.forEach(line -> say("%s", line));
        Files.write(arguments.results().resolve("report.txt"), report);
    }

    private List<Way> ways(String java, String home) {
        List<String> bare = List.of(home + "/bin/java", "-jar", arguments.text("jar"));
        Way shipped =
                new Way(java + " shipped", java, true, List.of(arguments.text("shop")), Map.of("JAVA_HOME", home));
        return List.of(shipped, new Way(java + " bare", java, false, bare, Map.of()));
    }

    private static List<String> headlines(String java, Cost cost) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "memory idle %s: %.1f MB (limit %d)",
                        java,
                        ProcessMemory.mebibytes(cost.idle.resident()),
                        IDLE_LIMIT),
                String.format(
                        Locale.ROOT,
                        "memory load %s: %.1f MB (limit %d)",
                        java,
                        ProcessMemory.mebibytes(cost.loaded.resident()),
                        LOAD_LIMIT),
                String.format(
                        Locale.ROOT,
                        "memory pauses %s: %d under load (limit %d)",
                        java,
                        cost.pauses.pauses(),
                        PAUSE_LIMIT),
                String.format(
                        Locale.ROOT, "memory start %s: %.0f ms (limit %d)", java, cost.start.median(), START_LIMIT));
    }

    private Cost measure(Way way, long starts) throws IOException, InterruptedException {
        Path output = arguments.results().resolve(way.name.replace(' ', '-') + "-output.txt");
        List<Double> millis = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (long i = 0; i < starts; i++) {
            try (StartedServer start = StartedServer.of(way::commandAt, way.environment, FIRST_PATH, output)) {
                cpu.add(1000 * CpuTime.of(start.pid()).total());
                millis.add(start.millis());
            }
        }
        write(way, "starts", millis.toString());
        return load(way, Spread.of(millis), Spread.of(cpu), output);
    }

    private Cost load(Way way, Spread start, Spread cpu, Path output) throws IOException, InterruptedException {
        Path log = arguments.results().resolve(way.name.replace(' ', '-') + "-gc.txt");
        Map<String, String> environment = new HashMap<>(way.environment);
        // The launcher reads the variable; bin/shop hands on its environment.
        environment.put("JDK_JAVA_OPTIONS", "-Xlog:gc:file=" + log);
        try (StartedServer server = StartedServer.of(way::commandAt, environment, FIRST_PATH, output)) {
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            ProcessMemory idle = ProcessMemory.of(server.pid());
            keep(way, "idle", server.pid());
            CollectorLog before = CollectorLog.parse(Files.readString(log));
            double requestsPerSecond = load(server.port());
            ProcessMemory loaded = ProcessMemory.of(server.pid());
            keep(way, "loaded", server.pid());
            CollectorLog pauses = CollectorLog.parse(Files.readString(log)).since(before);
            Cost cost = new Cost(start, cpu, idle, loaded, pauses);
            say(way, cost, requestsPerSecond);
            return cost;
        }
    }

    /** Returns requests a second. */
    private double load(int port) throws IOException {
        long seconds = arguments.count("seconds", LOAD_SECONDS);
        long begin = System.nanoTime();
        long until = begin + TimeUnit.SECONDS.toNanos(seconds);
        long answered = 0;
        try (Load load = new Load(port, ShopQuestions.ALL, CONNECTIONS, 1)) {
            while (System.nanoTime() < until) {
                answered += load.run(REQUESTS_AT_ONCE);
            }
        }
        return answered * 1e9 / (System.nanoTime() - begin);
    }

    private void say(Way way, Cost cost, double requestsPerSecond) {
        say(
                "%-12s %5.0f (%.0f-%.0f)%10s %5.0f (%.0f)%5s %6.1f %6.1f %6.1f    %6.1f %6.1f (%.1f)  %5d  %9.0f  %s",
                way.name,
                cost.start.median(),
                cost.start.least(),
                cost.start.most(),
                "",
                cost.cpuMillis.median(),
                cost.cpuMillis.least(),
                "",
                ProcessMemory.mebibytes(cost.idle.resident()),
                ProcessMemory.mebibytes(cost.idle.proportional()),
                ProcessMemory.mebibytes(cost.idle.unshared()),
                ProcessMemory.mebibytes(cost.loaded.resident()),
                ProcessMemory.mebibytes(cost.loaded.unshared()),
                ProcessMemory.mebibytes(cost.loaded.peak()),
                cost.loaded.threads(),
                requestsPerSecond,
                String.format(
                        Locale.ROOT,
                        "%d pauses, longest %.1f ms, together %.1f ms",
                        cost.pauses.pauses(),
                        cost.pauses.longestMillis(),
                        cost.pauses.totalMillis()));
    }

    /** Keeps what the kernel says, as it says it. */
    private void keep(Way way, String when, long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        write(
                way,
                when,
                Files.readString(process.resolve("status"))
                        + Files.readString(process.resolve("smaps_rollup"))
                        + Files.readString(process.resolve("smaps")));
    }

    private void write(Way way, String what, String text) throws IOException {
        Files.writeString(arguments.results().resolve(way.name.replace(' ', '-') + "-" + what + ".txt"), text);
    }

    private void say(String pattern, Object... values) {
        String line = String.format(Locale.ROOT, pattern, values);
        System.out.println(line);
        report.add(line);
    }
}
