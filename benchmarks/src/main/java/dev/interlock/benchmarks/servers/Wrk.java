package dev.interlock.benchmarks.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.benchmarks.process.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs wrk, which sends as many requests as the server answers: a closed loop. */
final class Wrk {
    private static final Pattern RESULT =
            Pattern.compile("RESULT requests=(\\d+) microseconds=(\\d+) p50=(\\d+) p99=(\\d+) errors=(\\d+)");
    /** Extra seconds that wrk may take to open and close connections. */
    private static final int PATIENCE_SECONDS = 30;

    private static final String DONE = """
        done = function(summary, latency, requests)
          local e = summary.errors
          print(string.format("RESULT requests=%d microseconds=%d p50=%d p99=%d errors=%d",
            summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
            e.connect + e.read + e.write + e.status + e.timeout))
        end
        """;

    private Wrk() {}

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
    record Result(long requests, double seconds, long p50, long p99, long errors) {
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
    static Result run(int port, Load load, int seconds) throws IOException, InterruptedException {
        int longer = load.workload().seconds(seconds);
        List<String> command = List.of(
                "wrk",
                "--threads=1",
                "--connections=" + load.connections(),
                "--duration=" + longer + "s",
                "--timeout=8s",
                "--script=" + load.script(),
                "http://127.0.0.1:" + port + "/");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Program.limit(process, longer + PATIENCE_SECONDS);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        Result result = parse(output);
        if (result.requests() == 0) {
            throw new IOException("No request was answered in " + longer + " seconds; errors: " + result.errors());
        }
        return result;
    }

    /** Parses the line that the script prints. */
    static Result parse(String output) throws IOException {
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IOException("wrk: " + output.strip());
        }
        long[] numbers = new long[result.groupCount()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(result.group(i + 1));
        }
        return new Result(numbers[0], numbers[1] / 1e6, numbers[2], numbers[3], numbers[4]);
    }

    /** Returns the Lua script that sends a workload with wrk and prints the result on one line. */
    static String script(Workload workload, List<Exchange> exchanges) {
        StringBuilder script = new StringBuilder("local requests = {\n");
        for (Exchange exchange : exchanges) {
            byte[] request = exchange.bytes(workload.closesConnections());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < workload.depth(); i++) {
                bytes.writeBytes(request);
            }
            quote(script.append("  "), bytes.toByteArray()).append(",\n");
        }
        script.append("}\nlocal next = 0\n");
        script.append(
                exchanges.size() == 1
                        ? "request = function() return requests[1] end\n"
                        : "request = function() next = next % #requests + 1; return requests[next] end\n");
        return script.append(DONE).toString();
    }

    /** Quotes bytes as a Lua string. Three digits after a backslash are a byte. */
    private static StringBuilder quote(StringBuilder script, byte[] bytes) {
        script.append('"');
        for (byte octet : bytes) {
            if (octet >= ' ' && octet <= '~' && octet != '"' && octet != '\\') {
                script.append((char) octet);
            } else {
                int value = octet & 0xff;
                script.append('\\').append(value / 100).append(value / 10 % 10).append(value % 10);
            }
        }
        return script.append('"');
    }
}
