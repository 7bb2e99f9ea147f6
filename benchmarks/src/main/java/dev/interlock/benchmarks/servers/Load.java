package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A workload that is ready to send.
 *
 * @param script script for wrk
 * @param connections number of connections; lower than in the workload if the limit on open files requires it
 */
record Load(Workload workload, Path script, List<Exchange> exchanges, int connections) {
    /** Files that this process, wrk and the servers have open besides connections. */
    private static final int OTHER_FILES = 200;

    private static final String LIMIT = "Max open files";

    /** Writes the scripts of all workloads. */
    static Map<Workload, Load> all(List<Route> routes, Path directory) throws IOException {
        int most = openFiles(Files.readString(Path.of("/proc/self/limits"))) - OTHER_FILES;
        Map<Workload, Load> loads = new EnumMap<>(Workload.class);
        for (Workload workload : Workload.values()) {
            List<Exchange> exchanges = workload.exchanges(routes);
            Path script = directory.resolve("wrk-" + workload.label() + ".lua");
            Files.writeString(script, Wrk.script(workload, exchanges));
            int connections = Math.min(workload.connections(), most);
            if (connections < workload.connections()) {
                System.out.println(
                        workload.label() + ": only " + connections + " connections instead of " + workload.connections()
                                + ", as the limit of open files (ulimit -n) is " + (most + OTHER_FILES));
            }
            loads.put(workload, new Load(workload, script, exchanges, connections));
        }
        return loads;
    }

    /** Parses {@code /proc/PID/limits}. */
    static int openFiles(String limits) throws IOException {
        String soft = limits.lines()
                .filter(line -> line.startsWith(LIMIT))
                .map(line -> line.substring(LIMIT.length()).strip().split(" +", 2)[0])
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/self/limits has no " + LIMIT));
        return soft.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(soft);
    }
}
