package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Cores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the figures depend on besides the servers.
 *
 * @param lines for a report
 */
record Environment(List<String> lines) {
    private static final String MODEL = "model name";

    static Environment read(Cores cores) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Processor: " + model() + "; servers on number " + cores.server() + ", load on number " + cores.load());
        lines.add("System: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        lines.add("Java: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        return new Environment(lines);
    }

    private static String model() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
            if (line.startsWith(MODEL)) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return "unknown";
    }
}
