package dev.interlock.benchmarks.report;

import dev.interlock.benchmarks.process.Cores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What figures depend on besides what is measured.
 *
 * @param lines for a report
 */
public record Environment(List<String> lines) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    /** Of this machine, all of whose processors may be used. */
    public static Environment read() throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        return of(processors == 1 ? "one of them" : processors + " of them");
    }

    /** Of this machine, where servers have one processor and the load another. */
    public static Environment read(Cores cores) throws IOException {
        return of("servers on number " + cores.server() + ", load on number " + cores.load());
    }

    private static Environment of(String use) throws IOException {
        return new Environment(List.of(
                "Processor: " + model() + "; " + use,
                "System: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                "Java: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")));
    }

    private static String model() throws IOException {
        if (Files.exists(PROCESSORS)) {
            for (String line : Files.readAllLines(PROCESSORS)) {
                if (line.startsWith(MODEL)) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        }
        return "unknown";
    }
}
