package dev.interlock.benchmarks.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.benchmarks.process.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs wrk, as many requests as the server answers: a closed loop. */
final class Wrk {
    private static final Pattern RESULT =
            Pattern.compile("RESULT requests=(\\d+) microseconds=(\\d+) p50=(\\d+) p99=(\\d+) errors=(\\d+)");
    private static final int P50 = 3;
    private static final int P99 = 4;
    private static final int ERRORS = 5;
    /** What wrk may take longer than it was told, to open and close connections. */
    private static final int PATIENCE_SECONDS = 30;

    private Wrk() {}

    /**
     * What came of a run. Before a script sees the latencies, wrk corrects them for coordinated omission ({@code
     * stats_correct}, which its {@code main} calls): for each that is at least twice a connection's mean time between
     * answers it adds those of the requests that would have been sent meanwhile. So they are not what clients see who
     * wait for each answer. They count from when a connection stands, and have no time to connect.
     *
     * @param p50 microseconds, corrected
     * @param p99 microseconds, corrected
     * @param errors connections refused, connections that ended or failed in mid-answer or before it, requests that could not
     *     be sent or were not answered in time, answers that are no success
     */
    record Result(long requests, double seconds, long p50, long p99, long errors) {
        double requestsPerSecond() {
            return requests / seconds;
        }
    }

    /**
     * Sends requests.
     *
     * @param seconds how long
     * @throws IOException when there is nobody to send to, or none of the requests is answered
     */
    static Result run(int port, Path script, int connections, int seconds) throws IOException, InterruptedException {
        List<String> command = List.of(
                "wrk",
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--timeout=8s",
                "--script=" + script,
                "http://127.0.0.1:" + port + "/");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        TimeLimit.of(process, seconds + PATIENCE_SECONDS);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        Result result = parse(output);
        if (result.requests() == 0) {
            throw new IOException("No request was answered in " + seconds + " seconds; errors: " + result.errors());
        }
        return result;
    }

    /** Reads the line that {@link WrkScript} prints. */
    static Result parse(String output) throws IOException {
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IOException("wrk: " + output.strip());
        }
        return new Result(
                Long.parseLong(result.group(1)),
                Long.parseLong(result.group(2)) / 1e6,
                Long.parseLong(result.group(P50)),
                Long.parseLong(result.group(P99)),
                Long.parseLong(result.group(ERRORS)));
    }
}
