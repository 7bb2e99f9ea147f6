package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.process.Heap;
import dev.interlock.benchmarks.process.ProcessMemory;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Progress;
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
 * Measures memory and startup time of the example service. Starts it with {@code bin/shop} from its archive, and with
 * {@code java -jar} without options.
 */
public final class MemorySuite {
    private static final int STARTS = 20;
    private static final int LOAD_SECONDS = 20;
    /**
     * Idle time before the measurement. After five seconds, the JVM frees the memory of its JIT compilers. Then it
     * returns the memory to the system.
     */
    private static final long IDLE_SECONDS = 10;

    private static final int CONNECTIONS = 64;
    private static final long REQUESTS_AT_ONCE = 20_000;

    private final Arguments arguments;
    private final int starts;
    private final int seconds;
    private final Results results = Results.begin("memory");

    /**
     * Takes the options {@code --shop BIN/SHOP --jar JAR [--java17 HOME] [--java25 HOME] [--starts N] [--seconds N]}.
     */
    public MemorySuite(Arguments arguments) throws IOException {
        this.arguments = arguments;
        starts = arguments.count("starts", STARTS);
        seconds = arguments.count("seconds", LOAD_SECONDS);
        results.machine().add("Starts: " + starts + " of each; length of the load: " + seconds + " s");
    }

    /** One way to start the service. The port is appended to the command. */
    private record Way(String java, String name, List<String> command, Map<String, String> environment) {}

    public Results run() throws IOException, InterruptedException {
        List<Way> ways = new ArrayList<>();
        for (String java : List.of("17", "25")) {
            Optional<String> home = arguments.find("java" + java);
            if (home.isPresent()) {
                List<String> shop = List.of(arguments.text("shop"), "--admin-port", "0", "--port");
                List<String> bare =
                        List.of(home.get() + "/bin/java", "-jar", arguments.text("jar"), "--admin-port", "0", "--port");
                ways.add(new Way(java, "as shipped", shop, Map.of("JAVA_HOME", home.get())));
                ways.add(new Way(java, "java -jar", bare, Map.of()));
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

    private Path file(Way way, String what) {
        return arguments.file(way.java + "-" + way.name + "-" + what + ".txt");
    }

    private StartedServer open(Way way, Map<String, String> environment) throws IOException, InterruptedException {
        return StartedServer.of(way.command, environment, "/health", file(way, "output"));
    }

    private void start(Way way) throws IOException, InterruptedException {
        for (int i = 1; i <= starts; i++) {
            try (StartedServer server = open(way, way.environment)) {
                double cpu = server.cpuTime().total();
                results.add(way.java, way.name, "start CPU", i, 1000 * cpu);
                results.add(way.java, way.name, "start", i, server.millis());
            }
        }
    }

    private void load(Way way) throws IOException, InterruptedException {
        Path log = file(way, "gc");
        Map<String, String> environment = new HashMap<>(way.environment);
        // The {@code java} launcher reads this variable. The script bin/shop passes its environment on to the launcher.
        environment.put("JDK_JAVA_OPTIONS", Heap.option(log));
        try (StartedServer server = open(way, environment)) {
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            addMemory(way, "idle", server.pid());
            int before = Heap.pausesOfJava(Files.readString(log)).size();
            add(way, "throughput", load(server.port()));
            ProcessMemory loaded = addMemory(way, "load", server.pid());
            add(way, "peak", loaded.peak());
            add(way, "threads", loaded.threads());
            List<Double> all = Heap.pausesOfJava(Files.readString(log));
            List<Double> pauses = all.subList(before, all.size());
            add(way, "pauses", pauses.size());
            add(
                    way,
                    "all pauses",
                    pauses.stream().mapToDouble(Double::doubleValue).sum());
        }
    }

    private void add(Way way, String quantity, double value) {
        results.add(way.java, way.name, quantity, 1, value);
    }

    /** Adds the memory of the process to the results. Saves the kernel's report unchanged in a file. */
    private ProcessMemory addMemory(Way way, String when, long pid) throws IOException {
        ProcessMemory memory = ProcessMemory.of(pid);
        add(way, when, memory.resident());
        add(way, when + ", proportional", memory.proportional());
        add(way, when + ", unshared", memory.unshared());
        StringBuilder report = new StringBuilder();
        for (String name : List.of("status", "smaps_rollup", "smaps")) {
            report.append(Files.readString(Path.of("/proc/" + pid, name)));
        }
        Files.writeString(file(way, when), report);
        return memory;
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
}
