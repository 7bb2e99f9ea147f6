package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs wrk, which sends as many requests as the server can answer: a closed loop.
 *
 * @param script the file {@code wrk.lua}
 */
record Wrk(Path script) {
    private static final Pattern RESULT =
            Pattern.compile("RESULT requests=(\\d+) microseconds=(\\d+) p50=(\\d+) p99=(\\d+) errors=(\\d+)");
    /** Seconds that wrk may take beyond the length of the run, to open and close connections. */
    private static final int PATIENCE_SECONDS = 30;

    /**
     * Sends requests. wrk corrects the latencies for coordinated omission before a script sees them
     * ({@code stats_correct}, which its {@code main} calls). For each latency of at least twice a connection's mean
     * interval between responses, wrk adds latencies for the requests that would have been sent meanwhile. Therefore
     * these latencies differ from the latencies that a client sees when it waits for each response. The latencies
     * exclude the time to connect.
     *
     * @param seconds length of the run
     * @throws IOException when wrk cannot connect, or no request is answered
     */
    Throughput run(int port, Load load, int seconds) throws IOException, InterruptedException {
        List<String> command = List.of(
                "wrk",
                "--threads=1",
                "--connections=" + load.plan().connections(),
                "--duration=" + seconds + "s",
                "--timeout=8s",
                "--script=" + script,
                "http://127.0.0.1:" + port + "/",
                "--",
                load.requests().toString());
        Throughput result = parse(Program.output(command, seconds + PATIENCE_SECONDS));
        if (result.requests() == 0) {
            throw new IOException("No request was answered in " + seconds + " seconds; errors: " + result.errors());
        }
        return result;
    }

    /** Parses the line that the script prints. */
    static Throughput parse(String output) throws IOException {
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IOException("wrk: " + output.strip());
        }
        return new Throughput(
                Long.parseLong(result.group(1)),
                Long.parseLong(result.group(2)) / 1e6,
                OptionalDouble.of(Double.parseDouble(result.group(3))),
                OptionalDouble.of(Double.parseDouble(result.group(4))),
                Long.parseLong(result.group(5)));
    }
}
