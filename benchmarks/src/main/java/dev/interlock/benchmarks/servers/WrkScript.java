package dev.interlock.benchmarks.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Lua script that has wrk send a workload, and print what came of it in one line. */
final class WrkScript {
    private static final String DONE = """
        done = function(summary, latency, requests)
          local e = summary.errors
          print(string.format("RESULT requests=%d microseconds=%d p50=%d p99=%d errors=%d",
            summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
            e.connect + e.read + e.write + e.status + e.timeout))
        end
        """;

    private WrkScript() {}

    /** Writes the script. */
    static void write(Path file, Workload workload, List<Exchange> exchanges) throws IOException {
        Files.write(file, script(workload, exchanges).getBytes(US_ASCII));
    }

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
        script.append("}\n");
        if (exchanges.size() == 1) {
            script.append("request = function() return requests[1] end\n");
        } else {
            script.append("local next = 0\n");
            script.append("request = function() next = next % #requests + 1; return requests[next] end\n");
        }
        return script.append(DONE).toString();
    }

    /** A string of Lua; three digits after a backslash are a byte. */
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
