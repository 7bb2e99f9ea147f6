package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.load.Load;
import dev.interlock.benchmarks.process.Heap;
import dev.interlock.benchmarks.process.ProcessMemory;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Measures memory and startup time of the example service: with {@code bin/shop} from its archive, and with
 * {@code java -jar} without options.
 */
public final class MemorySuite {
    private static final String SHIPPED = "as shipped";
    private static final String BARE = "java -jar";
    private static final int STARTS = 20;
    private static final int LOAD_SECONDS = 20;
    /**
     * Idle time before the measurement. The JVM frees its compilers' memory after five seconds, and then returns it to
     * the system.
     */
    private static final long IDLE_SECONDS = 10;

    private static final int CONNECTIONS = 64;
    private static final long REQUESTS_AT_ONCE = 20_000;

    private static final Quantity IDLE = Quantity.line("idle", "MB", 1);
    private static final Quantity LOADED = Quantity.line("load", "MB", 1);
    private static final Quantity PAUSES = Quantity.line("pauses", "under load", 0);
    private static final Quantity START = Quantity.line("start", "ms", 0);
    private static final Quantity START_CPU = Quantity.table("start CPU", "ms", 0);
    private static final Quantity IDLE_PROPORTIONAL = Quantity.table("idle, proportional", "MB", 1);
    private static final Quantity IDLE_UNSHARED = Quantity.table("idle, unshared", "MB", 1);
    private static final Quantity LOADED_PROPORTIONAL = Quantity.table("load, proportional", "MB", 1);
    private static final Quantity LOADED_UNSHARED = Quantity.table("load, unshared", "MB", 1);
    private static final Quantity PEAK = Quantity.table("peak", "MB", 1);
    private static final Quantity THREADS = Quantity.table("threads", "under load", 0);
    private static final Quantity PAUSE_MILLIS = Quantity.table("all pauses", "ms", 1);
    private static final Quantity THROUGHPUT = Quantity.table("throughput", "requests/s", 0);

    private final Arguments arguments;
    private final int starts;
    private final int seconds;
    private final Results results;

    /** Takes {@code --shop BIN/SHOP --jar JAR [--java17 HOME] [--java25 HOME] [--starts N] [--seconds N]}. */
    public MemorySuite(Arguments arguments) throws IOException {
        this.arguments = arguments;
        starts = arguments.count("starts", STARTS);
        seconds = arguments.count("seconds", LOAD_SECONDS);
        String method = "The example service, " + starts + " starts each, " + CONNECTIONS + " connections for "
                + seconds + " s; memory is what is resident. MB are MiB.";
        results = Results.begin(
                "memory",
                method,
                List.of(SHIPPED),
                List.of(BARE),
                List.of(
                        IDLE,
                        LOADED,
                        PAUSES,
                        START,
                        START_CPU,
                        IDLE_PROPORTIONAL,
                        IDLE_UNSHARED,
                        LOADED_PROPORTIONAL,
                        LOADED_UNSHARED,
                        PEAK,
                        THREADS,
                        PAUSE_MILLIS,
                        THROUGHPUT));
    }

    /** One way to start the service. The port is appended to the command. */
    private record Way(String java, String name, List<String> command, Map<String, String> environment) {
        Path file(Path directory, String what) {
            return directory.resolve((java + "-" + name + "-" + what + ".txt").replace(' ', '-'));
        }
    }

    public Results run() throws IOException, InterruptedException {
        Files.createDirectories(arguments.results());
        List<Way> ways = new ArrayList<>();
        for (String java : List.of("17", "25")) {
            Optional<String> home = arguments.find("java" + java);
            if (home.isPresent()) {
                List<String> shop = List.of(arguments.text("shop"), "--port");
                List<String> bare = List.of(home.get() + "/bin/java", "-jar", arguments.text("jar"), "--port");
                ways.add(new Way(java, SHIPPED, shop, Map.of("JAVA_HOME", home.get())));
                ways.add(new Way(java, BARE, bare, Map.of()));
            }
        }
        Progress progress = new Progress(2 * ways.size());
        for (Way way : ways) {
            start(way);
            progress.step("Java %s %s: %d starts", way.java, way.name, starts);
            load(way);
            progress.step("Java %s %s: memory", way.java, way.name);
        }
        return results;
    }

    private StartedServer open(Way way, Map<String, String> environment) throws IOException, InterruptedException {
        return StartedServer.of(
                way.command, environment, ExampleService.HEALTH, way.file(arguments.results(), "output"));
    }

    private void start(Way way) throws IOException, InterruptedException {
        for (int i = 1; i <= starts; i++) {
            try (StartedServer server = open(way, way.environment)) {
                results.add(
                        way.java,
                        way.name,
                        START_CPU,
                        i,
                        1000 * server.cpuTime().total());
                results.add(way.java, way.name, START, i, server.millis());
            }
        }
    }

    private void load(Way way) throws IOException, InterruptedException {
        Path log = way.file(arguments.results(), "gc");
        Map<String, String> environment = new HashMap<>(way.environment);
        // The launcher reads this variable. bin/shop passes on its environment.
        environment.put("JDK_JAVA_OPTIONS", Heap.option(log));
        try (StartedServer server = open(way, environment)) {
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            ProcessMemory idle = ProcessMemory.of(server.pid());
            keep(way, "idle", server.pid());
            add(way, IDLE, ProcessMemory.mebibytes(idle.resident()));
            add(way, IDLE_PROPORTIONAL, ProcessMemory.mebibytes(idle.proportional()));
            add(way, IDLE_UNSHARED, ProcessMemory.mebibytes(idle.unshared()));
            Heap.Pauses before = Heap.Pauses.ofJava(Files.readString(log));
            add(way, THROUGHPUT, load(server.port()));
            ProcessMemory loaded = ProcessMemory.of(server.pid());
            keep(way, "loaded", server.pid());
            add(way, LOADED, ProcessMemory.mebibytes(loaded.resident()));
            add(way, LOADED_PROPORTIONAL, ProcessMemory.mebibytes(loaded.proportional()));
            add(way, LOADED_UNSHARED, ProcessMemory.mebibytes(loaded.unshared()));
            add(way, PEAK, ProcessMemory.mebibytes(loaded.peak()));
            add(way, THREADS, loaded.threads());
            Heap.Pauses pauses = Heap.Pauses.ofJava(Files.readString(log)).since(before);
            add(way, PAUSES, pauses.millis().size());
            add(way, PAUSE_MILLIS, pauses.total());
        }
    }

    private void add(Way way, Quantity quantity, double value) {
        results.add(way.java, way.name, quantity, 1, value);
    }

    /** Sends requests to the server. Returns requests per second. */
    private double load(int port) throws IOException {
        long begin = System.nanoTime();
        long until = begin + TimeUnit.SECONDS.toNanos(seconds);
        long answered = 0;
        try (Load load = new Load(port, ExampleService.QUESTIONS, CONNECTIONS, 1)) {
            while (System.nanoTime() < until) {
                answered += load.run(REQUESTS_AT_ONCE);
            }
        }
        return answered * 1e9 / (System.nanoTime() - begin);
    }

    /** Saves the kernel's memory report unchanged. */
    private void keep(Way way, String when, long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Files.writeString(
                way.file(arguments.results(), when),
                Files.readString(process.resolve("status"))
                        + Files.readString(process.resolve("smaps_rollup"))
                        + Files.readString(process.resolve("smaps")));
    }
}
