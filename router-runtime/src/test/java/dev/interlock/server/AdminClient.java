package dev.interlock.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Client of the admin port of a server. */
final class AdminClient {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final int port;

    AdminClient(HttpServer server) {
        this(server.adminPort());
    }

    AdminClient(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), BodyHandlers.ofString());
    }

    /** Requests a page in JSON. */
    HttpResponse<String> json(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).header("accept", "application/json").build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> later(String path) {
        return CLIENT.sendAsync(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }
}
