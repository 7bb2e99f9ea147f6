package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All workloads, ready to be sent. */
final class Loads {
    /** What this process, wrk and the servers have open besides connections. */
    private static final int OTHER_FILES = 200;

    private static final String LIMIT = "Max open files";

    private final Map<Workload, Load> loads = new EnumMap<>(Workload.class);

    /** Writes the scripts. */
    Loads(List<Route> routes, Path results) throws IOException {
        int most = openFiles(Files.readString(Path.of("/proc/self/limits"))) - OTHER_FILES;
        for (Workload workload : Workload.values()) {
            List<Exchange> exchanges = workload.exchanges(routes);
            Path script = results.resolve("wrk-" + workload.label() + ".lua");
            WrkScript.write(script, workload, exchanges);
            int connections = Math.min(workload.connections(), most);
            if (connections < workload.connections()) {
                System.out.println(
                        workload.label() + ": only " + connections + " connections instead of " + workload.connections()
                                + ", as the limit of open files (ulimit -n) is " + (most + OTHER_FILES));
            }
            loads.put(workload, new Load(workload, script, exchanges, connections));
        }
    }

    /** Reads {@code /proc/PID/limits}. */
    static int openFiles(String limits) throws IOException {
        for (String line : limits.lines().toList()) {
            if (line.startsWith(LIMIT)) {
                String soft = line.substring(LIMIT.length()).strip().split(" +", 2)[0];
                return soft.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(soft);
            }
        }
        throw new IOException("/proc/self/limits has no " + LIMIT);
    }

    Load get(Workload workload) {
        return Objects.requireNonNull(loads.get(workload));
    }
}
