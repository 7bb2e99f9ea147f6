package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs wrk, which sends as many requests as the server answers: a closed loop.
 *
 * @param script the file {@code wrk.lua}
 */
record Wrk(Path script) {
    private static final Pattern RESULT =
            Pattern.compile("RESULT requests=(\\d+) microseconds=(\\d+) p50=(\\d+) p99=(\\d+) errors=(\\d+)");
    /** Extra seconds that wrk may take to open and close connections. */
    private static final int PATIENCE_SECONDS = 30;

    /**
     * Result of a run. wrk corrects the latencies for coordinated omission before a script sees them ({@code
     * stats_correct}, which its {@code main} calls). For each latency of at least twice a connection's mean interval
     * between responses, wrk adds latencies for the requests that would have been sent meanwhile. Therefore clients
     * that wait for each response see other latencies. The latencies start when a connection is established, so they
     * exclude the time to connect.
     *
     * @param p50 microseconds, corrected
     * @param p99 microseconds, corrected
     * @param errors number of refused connections, of connections that ended or failed before or during a response, of
     *     requests that could not be sent or timed out, and of unsuccessful responses
     */
    record Result(long requests, double seconds, double p50, double p99, long errors) {
        double requestsPerSecond() {
            return requests / seconds;
        }
    }

    /**
     * Sends requests.
     *
     * @param seconds length of the run
     * @throws IOException when wrk cannot connect, or no request is answered
     */
    Result run(int port, Load load, int seconds) throws IOException, InterruptedException {
        int longer = load.workload().seconds(seconds);
        List<String> command = List.of(
                "wrk",
                "--threads=1",
                "--connections=" + load.connections(),
                "--duration=" + longer + "s",
                "--timeout=8s",
                "--script=" + script,
                "http://127.0.0.1:" + port + "/",
                "--",
                load.requests().toString());
        Result result = parse(Program.output(command, longer + PATIENCE_SECONDS));
        if (result.requests == 0) {
            throw new IOException("No request was answered in " + longer + " seconds; errors: " + result.errors);
        }
        return result;
    }

    /** Parses the line that the script prints. */
    static Result parse(String output) throws IOException {
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IOException("wrk: " + output.strip());
        }
        return new Result(
                Long.parseLong(result.group(1)),
                Long.parseLong(result.group(2)) / 1e6,
                Double.parseDouble(result.group(3)),
                Double.parseDouble(result.group(4)),
                Long.parseLong(result.group(5)));
    }
}
