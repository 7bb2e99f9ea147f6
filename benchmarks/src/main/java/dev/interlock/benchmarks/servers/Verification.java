package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Checks that a server implements the shop. Requests every route, and compares status, content type and body. */
final class Verification {
    private static final long SEED = 7;
    private static final int REQUESTS_PER_ROUTE = 3;
    private static final int NOT_FOUND = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Exchange> probes = new ArrayList<>();

    Verification(List<Route> routes) {
        Random random = new Random(SEED);
        for (int i = 0; i < REQUESTS_PER_ROUTE; i++) {
            routes.forEach(route -> probes.add(Workload.random(route, random)));
        }
    }

    /** Returns the first difference, or an empty string if there is none. */
    String difference(int port) throws IOException, InterruptedException {
        for (Exchange probe : probes) {
            HttpResponse<byte[]> response = ask(port, probe);
            String type = response.headers().firstValue("content-type").orElse("");
            String actual = text(
                    response.statusCode(), probe.response().length == 0 ? probe.contentType() : type, response.body());
            String expected = text(probe.status(), probe.contentType(), probe.response());
            if (!actual.equals(expected)) {
                return probe.method() + " " + probe.target() + " is answered " + actual + " instead of " + expected;
            }
        }
        Exchange unknown = new Exchange("GET", "/v1/users/1/nothing/2", new byte[0], NOT_FOUND, "", new byte[0]);
        int status = ask(port, unknown).statusCode();
        return status == NOT_FOUND ? "" : "An unknown path is answered " + status;
    }

    private static String text(int status, String type, byte[] body) {
        return status + " " + type + " " + HexFormat.of().formatHex(body);
    }

    private HttpResponse<byte[]> ask(int port, Exchange probe) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + probe.target()))
                .timeout(PATIENCE)
                .method(
                        probe.method(),
                        probe.hasBody() ? BodyPublishers.ofByteArray(probe.body()) : BodyPublishers.noBody());
        if (probe.body().length > 0) {
            request.header("Content-Type", Exchange.PROTOBUF);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
