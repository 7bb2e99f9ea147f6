package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.load.ConnectionPlan;
import dev.interlock.benchmarks.load.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A workload that is ready to send.
 *
 * @param requests file of requests for {@code wrk.lua}
 * @param plan plan of the workload, with fewer connections if the limit on open files is too low
 */
record Load(Workload workload, Path requests, List<Exchange> exchanges, ConnectionPlan plan) {
    /** Number of files other than connections that this process, wrk and a server have open. */
    private static final int OTHER_FILES = 200;

    /**
     * Creates the loads of all workloads, and writes their request files.
     *
     * @param openFiles limit on open files
     */
    static Map<Workload, Load> all(List<Route> routes, Path directory, int openFiles) throws IOException {
        Map<Workload, Load> loads = new EnumMap<>(Workload.class);
        for (Workload workload : Workload.values()) {
            List<Exchange> exchanges = workload.exchanges(routes);
            Path file = directory.resolve("requests-" + workload.label() + ".txt");
            if (workload.tool() == Workload.Tool.WRK) {
                Files.write(file, lines(workload, exchanges));
            }
            int wanted = workload.plan().connections();
            int connections = Math.min(wanted, openFiles - OTHER_FILES);
            if (connections < wanted) {
                System.out.println(workload.label() + ": only " + connections + " connections instead of " + wanted
                        + ", as the limit of open files (ulimit -n) is " + openFiles);
            }
            loads.put(
                    workload,
                    new Load(workload, file, exchanges, workload.plan().withConnections(connections)));
        }
        return loads;
    }

    /** Returns the encoded requests in hexadecimal. Requests that are sent together form one line. */
    static List<String> lines(Workload workload, List<Exchange> exchanges) {
        return exchanges.stream()
                .map(exchange -> exchange.bytes(workload.closesConnections()))
                .map(bytes -> HexFormat.of().formatHex(bytes).repeat(workload.depth()))
                .toList();
    }
}
