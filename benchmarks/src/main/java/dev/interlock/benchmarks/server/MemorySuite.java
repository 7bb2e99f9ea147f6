package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.load.Load;
import dev.interlock.benchmarks.load.LoadException;
import dev.interlock.benchmarks.process.CpuTime;
import dev.interlock.benchmarks.process.ProcessMemory;
import dev.interlock.benchmarks.process.Spread;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    /** What a start and an end are expected to take. */
    private static final double START_SECONDS = 0.5;

    private final Arguments arguments;
    private final long starts;
    private final long seconds;

    private MemorySuite(Arguments arguments) {
        this.arguments = arguments;
        starts = arguments.count("starts", STARTS);
        seconds = arguments.count("seconds", LOAD_SECONDS);
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
        List<Way> ways = new ArrayList<>();
        for (String java : List.of("17", "25")) {
            String home = arguments.text("java" + java, "");
            if (!home.isEmpty()) {
                ways.addAll(ways(java, home));
            }
        }
        double each = starts * START_SECONDS + IDLE_SECONDS + seconds;
        Progress progress = new Progress(each * ways.size());
        MemoryReport report = new MemoryReport();
        for (Way way : ways) {
            MemoryReport.Cost cost = measure(way);
            report.add(way.java, way.shipped, cost);
            progress.step(
                    each,
                    "%s: start %.0f ms, idle %.1f MiB",
                    way.name,
                    cost.startMillis().median(),
                    ProcessMemory.mebibytes(cost.idle().resident()));
        }
        report.of(
                        starts + " starts each, " + CONNECTIONS + " connections for " + seconds
                                + " s; as shipped, and by `java -jar` without any option.",
                        Environment.read())
                .publish(arguments.results());
    }

    private List<Way> ways(String java, String home) {
        List<String> bare = List.of(home + "/bin/java", "-jar", arguments.text("jar"));
        Way shipped =
                new Way(java + " shipped", java, true, List.of(arguments.text("shop")), Map.of("JAVA_HOME", home));
        return List.of(shipped, new Way(java + " bare", java, false, bare, Map.of()));
    }

    private MemoryReport.Cost measure(Way way) throws IOException, InterruptedException {
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

    private MemoryReport.Cost load(Way way, Spread start, Spread cpu, Path output)
            throws IOException, InterruptedException {
        Path log = arguments.results().resolve(way.name.replace(' ', '-') + "-gc.txt");
        Map<String, String> environment = new HashMap<>(way.environment);
        // The launcher reads the variable; bin/shop hands on its environment.
        environment.put("JDK_JAVA_OPTIONS", "-Xlog:gc:file=" + log);
        try (StartedServer server = StartedServer.of(way::commandAt, environment, FIRST_PATH, output)) {
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            ProcessMemory idle = ProcessMemory.of(server.pid());
            keep(way, "idle", server.pid());
            int before = Files.readString(log).length();
            double requestsPerSecond = load(server.port());
            ProcessMemory loaded = ProcessMemory.of(server.pid());
            keep(way, "loaded", server.pid());
            CollectorLog pauses = CollectorLog.parse(Files.readString(log).substring(before));
            return new MemoryReport.Cost(start, cpu, idle, loaded, pauses, requestsPerSecond);
        }
    }

    /** Returns requests a second. */
    private double load(int port) throws IOException {
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
}
