package dev.interlock.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Describes this machine. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    private Machine() {}

    static List<String> lines() throws IOException {
        return List.of(
                "Processors: " + Runtime.getRuntime().availableProcessors() + " of " + model(),
                "System: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                "Java: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    }

    private static String model() throws IOException {
        return !Files.exists(PROCESSORS)
                ? "unknown"
                : Files.readAllLines(PROCESSORS).stream()
                        .filter(line -> line.startsWith(MODEL))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown");
    }
}
