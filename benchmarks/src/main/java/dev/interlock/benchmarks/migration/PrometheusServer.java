package dev.interlock.benchmarks.migration;

import dev.interlock.benchmarks.process.Program;
import dev.interlock.benchmarks.process.StartedServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Prometheus that scrapes the instances each second. A file has their addresses and versions. */
final class PrometheusServer implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int STOP_SECONDS = 10;

    private final Process process;
    private final Path targets;
    private final URI address;
    private final HttpClient web = HttpClient.newHttpClient();

    private PrometheusServer(Process process, Path targets, URI address) {
        this.process = process;
        this.targets = targets;
        this.address = address;
    }

    /** @param directory directory for its configuration, its data and its output */
    static PrometheusServer start(Path directory) throws IOException {
        Files.createDirectories(directory);
        int port = StartedServer.freePort();
        Path targets = directory.resolve("targets.json");
        Files.writeString(targets, "[]");
        // As in deploy/prometheus/scrape.yml, but with a shorter interval, since the steps are short.
        Files.writeString(directory.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: shop
                    scrape_classic_histograms: true
                    file_sd_configs:
                      - files: [targets.json]
                        refresh_interval: 1s
                """);
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=data",
                        "--web.listen-address=127.0.0.1:" + port,
                        "--enable-feature=native-histograms")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusServer(process, targets, URI.create("http://127.0.0.1:" + port));
    }

    URI address() {
        return address;
    }

    /**
     * Scrapes these instances from now on. Waits until a window that begins now excludes all requests that they have
     * already served. Otherwise a verdict would count the slow requests to instances that were not warm yet.
     *
     * @param instances the instances with their versions
     */
    void scrape(Map<Shops.Place, String> instances) throws IOException, InterruptedException {
        // A window begins at a whole second, and its first sample may be one interval older.
        long recent = System.currentTimeMillis() / TimeUnit.SECONDS.toMillis(1) + 2;
        List<String> entries = new ArrayList<>();
        instances.forEach((place, version) -> entries.add("{\"targets\": [\"127.0.0.1:" + place.adminPort()
                + "\"], \"labels\": {\"version\": \"" + version + "\"}}"));
        Path part = targets.resolveSibling("targets.new");
        Files.writeString(part, "[" + String.join(", ", entries) + "]");
        Files.move(part, targets, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (Map.Entry<Shops.Place, String> each : instances.entrySet()) {
            await("count(timestamp(http_server_request_duration_seconds_count{instance=\"127.0.0.1:"
                    + each.getKey().adminPort() + "\",version=\"" + each.getValue() + "\"}) >= " + recent + ")");
        }
    }

    /** Waits until a query has a result. */
    private void await(String query) throws IOException, InterruptedException {
        URI question = URI.create(address + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!hasResult(question)) {
            if (System.nanoTime() - deadline > 0 || !process.isAlive()) {
                throw new IOException("Prometheus has no result of " + query);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean hasResult(URI question) throws InterruptedException {
        try {
            HttpResponse<String> response =
                    web.send(HttpRequest.newBuilder(question).build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 && response.body().contains("\"value\"");
        } catch (IOException e) {
            // It does not listen yet.
            return false;
        }
    }

    @Override
    public void close() {
        Program.stop(process, STOP_SECONDS);
    }
}
