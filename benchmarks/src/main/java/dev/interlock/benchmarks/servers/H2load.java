package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.load.ConnectionPlan;
import dev.interlock.benchmarks.load.Protocol;
import dev.interlock.benchmarks.process.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs h2load, which sends as many requests as the server can answer. Used for HTTP/2 and for TLS. */
final class H2load {
    private static final Pattern RATE = Pattern.compile("finished in [^,]+, ([0-9.]+) req/s");
    private static final Pattern REQUESTS = Pattern.compile("requests: .* (\\d+) done, \\d+ succeeded, (\\d+) failed");
    private static final Pattern STATUS = Pattern.compile("status codes: (\\d+) 2xx");
    /** Protocol and cipher of the first connection, which h2load prints if it has TLS. */
    private static final Pattern TLS = Pattern.compile("TLS Protocol: (\\S+)\\s+Cipher: (\\S+)");

    /** Seconds that h2load may take in addition to the run, to open and close connections. */
    private static final int PATIENCE_SECONDS = 30;

    private H2load() {}

    /**
     * Sends requests for {@code /plaintext}.
     *
     * @throws IOException when no request is answered, or the server chooses another protocol or cipher
     */
    static Throughput run(int port, ConnectionPlan plan, int seconds) throws IOException, InterruptedException {
        return parse(Program.output(command(port, plan, seconds), seconds + PATIENCE_SECONDS), plan);
    }

    static List<String> command(int port, ConnectionPlan plan, int seconds) {
        List<String> command = new ArrayList<>(List.of(
                "h2load",
                "--threads=1",
                "--clients=" + plan.connections(),
                "--max-concurrent-streams=" + plan.streams(),
                "--duration=" + seconds));
        if (plan.protocol().isTls()) {
            command.addAll(List.of("--tls13-ciphers=" + Protocol.CIPHER, "--groups=" + Protocol.GROUP));
        }
        if (!plan.protocol().isHttp2()) {
            command.add("--h1");
        }
        command.add((plan.protocol().isTls() ? "https" : "http") + "://127.0.0.1:" + port + "/plaintext");
        return command;
    }

    /** Parses the output. */
    static Throughput parse(String output, ConnectionPlan plan) throws IOException {
        Matcher rate = RATE.matcher(output);
        Matcher requests = REQUESTS.matcher(output);
        Matcher status = STATUS.matcher(output);
        if (!rate.find() || !requests.find() || !status.find()) {
            throw new IOException("h2load: " + output.strip());
        }
        long done = Long.parseLong(requests.group(1));
        long succeeded = Long.parseLong(status.group(1));
        if (succeeded == 0) {
            throw new IOException("No request was answered with success; h2load: " + requests.group());
        }
        Matcher tls = TLS.matcher(output);
        if (plan.protocol().isTls()
                && !(tls.find()
                        && tls.group(1).equals("TLSv1.3")
                        && tls.group(2).equals(Protocol.CIPHER))) {
            throw new IOException("The server does not choose TLS 1.3 with " + Protocol.CIPHER);
        }
        // Requests on failed connections count only as failed, and responses with 3xx only as done.
        long errors = Math.max(Long.parseLong(requests.group(2)), done - succeeded);
        return new Throughput(done, done / Double.parseDouble(rate.group(1)), errors);
    }
}
