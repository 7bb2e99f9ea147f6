package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The deployment {@code canary-verdict} with a Prometheus: the command of its manifest, run from the files of the
 * image, at an address of this test, and with shorter bursts.
 */
final class VerdictService implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path IMAGE = Path.of("target", "image").toAbsolutePath();
    private static final String SERVING = "Serving the verdict at ";

    private final Process prometheus;
    private final Process verdict;
    private final URI address;
    private final HttpClient web = HttpClient.newHttpClient();

    private VerdictService(Process prometheus, Process verdict, URI address) {
        this.prometheus = prometheus;
        this.verdict = verdict;
        this.address = address;
    }

    static VerdictService start(Path directory, ScrapedPod stable, ScrapedPod canary) throws IOException {
        int port = freePort();
        Process prometheus = prometheus(directory, port, stable, canary);
        Node container = Node.find(
                        Node.readAll(Path.of("deploy", "kubernetes", "verdict")), "Deployment", "canary-verdict")
                .list("spec", "template", "spec", "containers")
                .get(0);
        List<String> command = new ArrayList<>(container.texts("command"));
        command.set(0, IMAGE.resolve("runtime") + command.get(0));
        for (String argument : container.texts("args")) {
            command.add(argument.replaceFirst("^--prometheus=.*", "--prometheus=http://127.0.0.1:" + port)
                    .replaceFirst("^--serve=.*", "--serve=127.0.0.1:0"));
        }
        // The slow versions of the tests are slow for seconds, not minutes.
        command.add("--latency-burst=1s");
        Process verdict = new ProcessBuilder(command)
                .directory(IMAGE.resolve("app/app").toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = verdict.inputReader(UTF_8);
        String line = output.readLine();
        if (line == null || !line.startsWith(SERVING)) {
            prometheus.destroyForcibly();
            throw new AssertionError("The verdict is not served: " + line);
        }
        return new VerdictService(prometheus, verdict, URI.create(line.substring(SERVING.length())));
    }

    /** Starts a Prometheus with the labels that the PodMonitor would set. */
    private static Process prometheus(Path directory, int port, ScrapedPod stable, ScrapedPod canary)
            throws IOException {
        Path file = Files.writeString(
                directory.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 200ms
                scrape_configs:
                  - job_name: shop
                    static_configs:
                      - {targets: ['%s'], labels: {role: stable}}
                      - {targets: ['%s'], labels: {role: canary}}
                """.formatted(stable.address(), canary.address()));
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private HttpResponse<String> send(String url, HttpRequest.Builder request) {
        URI asked = URI.create(url);
        String target = asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
        try {
            return web.send(request.uri(address.resolve(target)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the verdict that everybody may look at. */
    JsonNode look() {
        return read(send("/canary", HttpRequest.newBuilder()));
    }

    private static JsonNode read(HttpResponse<String> response) {
        assertWithMessage(response.body()).that(response.statusCode()).isEqualTo(200);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Asks as Argo Rollouts does with a metric of an AnalysisTemplate, and returns the value at its path.
     *
     * @param arguments values of the analysis
     */
    String askAsArgo(Node web, Map<String, String> arguments) {
        String url = web.text("url");
        for (Map.Entry<String, String> each : arguments.entrySet()) {
            url = url.replace("{{args." + each.getKey() + "}}", each.getValue());
        }
        String path = web.text("jsonPath");
        assertWithMessage(path).that(path).matches("\\{\\$\\.\\w+}");
        return read(send(url, HttpRequest.newBuilder()))
                .path(path.substring(3, path.length() - 1))
                .asText();
    }

    /** Calls a web hook as Flagger 1.44 does. It passes with a status up to 202. */
    boolean callAsFlagger(Node hook, String checksum) {
        String payload = "{\"name\":\"shop\",\"namespace\":\"shop\",\"phase\":\"Progressing\",\"checksum\":\""
                + checksum + "\"}";
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(payload));
        int status = send(hook.text("url"), request).statusCode();
        assertWithMessage("200 passes, 409 does not").that(status).isAnyOf(200, 409);
        return status <= 202;
    }

    @Override
    public void close() {
        for (Process process : new Process[] {verdict, prometheus}) {
            end(process);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
