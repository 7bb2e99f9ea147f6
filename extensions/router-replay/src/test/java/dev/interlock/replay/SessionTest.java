package dev.interlock.replay;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.recording.Recording;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.replay.traffic.Segments;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import dev.interlock.testing.HandlerRouter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays clients that sign in, create and read, against servers that create their own tokens and ids. */
final class SessionTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    /** A shop that creates its own tokens and ids. */
    private static final class Shop {
        private final Set<String> tokens = ConcurrentHashMap.newKeySet();
        private final Set<String> orders = ConcurrentHashMap.newKeySet();
        private final AtomicInteger next;
        final HttpServer server;

        Shop(int firstId) throws IOException {
            this(firstId, server -> server);
        }

        Shop(int firstId, UnaryOperator<ServerBuilder> settings) throws IOException {
            next = new AtomicInteger(firstId);
            HandlerRouter router = HandlerRouter.with()
                    .route("POST", "/sign-in", this::signIn, route -> route)
                    .route("POST", "/orders", this::create, route -> route)
                    .get("/order", this::read)
                    .router();
            server = settings.apply(HttpServer.builder(router)
                            .overridable(false)
                            .host("127.0.0.1")
                            .port(0))
                    .start();
        }

        private void signIn(Request request, Response response) {
            String token = "token-of-" + next.getAndIncrement();
            tokens.add(token);
            response.contentType("application/json");
            response.body().append("{\"token\":\"" + token + "\"}");
        }

        private boolean isKnown(Request request) {
            String value = request.header("Authorization");
            return value != null && tokens.contains(value.replace("Bearer ", ""));
        }

        private void create(Request request, Response response) {
            if (!isKnown(request)) {
                response.status(401);
                return;
            }
            String id = Integer.toString(next.getAndIncrement());
            orders.add(id);
            response.status(201);
            response.header("Location", "/orders/" + id);
            response.contentType("application/json");
            response.body().append("{\"id\":" + id + "}");
        }

        private void read(Request request, Response response) {
            String query = request.queryString().toString();
            String id = query.replace("orderId=", "");
            if (!isKnown(request)) {
                response.status(401);
            } else if (!orders.contains(id)) {
                response.status(404);
            } else {
                response.contentType("application/json");
                response.body().append("{\"id\":" + id + ",\"state\":\"new\"}");
            }
        }

        String url() {
            return "http://127.0.0.1:" + server.port();
        }
    }

    private static RecordedExchange authorized(RecordedExchange.Builder exchange) {
        exchange.getRequestBuilder().addFields(Segments.field("Authorization", "Bearer ~pseudonym"));
        return exchange.build();
    }

    private Path recording() throws IOException {
        RecordedExchange.Builder created = Segments.exchange(1, 400, "POST", "/orders", "{}", 201, "{\"id\":5}");
        created.getResponseBuilder().addFields(Segments.field("Location", "/orders/5"));
        return Segments.write(
                directory.resolve("a.ilrec"),
                7,
                0,
                List.of(
                        Segments.exchange(1, 0, "POST", "/sign-in", "{}", 200, "{\"token\":\"~pseudonym\"}")
                                .build(),
                        authorized(created),
                        authorized(Segments.exchange(1, 800, "GET", "/order?orderId=5", "", 200, "{\"id\":5}")),
                        // Another connection of the same client.
                        authorized(Segments.exchange(2, 1200, "GET", "/order?orderId=5", "", 200, "{\"id\":5}"))));
    }

    @Test
    void keepsSessionsAndIdsOfEachTarget() throws IOException {
        Shop old = new Shop(100);
        Shop now = new Shop(9000);
        try (HttpServer first = old.server;
                HttpServer second = now.server) {
            CommandRun run = CommandRun.of(directory, recording(), "--compare", old.url() + "," + now.url());
            JsonNode report = run.json();
            assertWithMessage(run.out() + report.path("differences"))
                    .that(run.code())
                    .isEqualTo(0);
            for (JsonNode target : report.path("targets")) {
                assertThat(target.path("statuses").toString()).isEqualTo("{\"200\":3,\"201\":1}");
            }
            assertThat(first.port()).isNotEqualTo(second.port());
        }
    }

    /** The checkpoint has what the replay has learned, so the second run needs no sign-in and knows the new id. */
    @Test
    void resumesWithTokensAndIds() throws IOException {
        Path recording = recording();
        Path checkpoint = directory.resolve("checkpoint.json");
        Shop shop = new Shop(9000);
        try (HttpServer server = shop.server) {
            CommandRun first = CommandRun.of(
                    directory, recording, "--target", shop.url(), "--limit", 2, "--checkpoint", checkpoint);
            assertThat(statuses(first)).isEqualTo("{\"200\":1,\"201\":1}");
            CommandRun second = CommandRun.of(directory, recording, "--target", shop.url(), "--resume", checkpoint);
            assertWithMessage(second.err()).that(second.code()).isEqualTo(0);
            assertThat(statuses(second)).isEqualTo("{\"200\":2}");
            assertThat(second.json().path("sentBefore").asInt()).isEqualTo(2);
            assertThat(server.port()).isGreaterThan(0);
        }
    }

    private static String statuses(CommandRun run) throws IOException {
        return run.json().path("targets").path(0).path("statuses").toString();
    }

    /** What a server records, with pseudonyms in place of tokens, replays against servers with other tokens and ids. */
    @Test
    void replaysRecordingOfServer() throws Exception {
        Path recording = directory.resolve("recording");
        Shop recorded =
                new Shop(5, server -> server.listener(Recording.to(recording).build()));
        try (HttpServer server = recorded.server) {
            String token = send(recorded, "POST", "/sign-in", "", "{}").replaceAll(".*:\"|\"}", "");
            String id = send(recorded, "POST", "/orders", token, "{}").replaceAll("[^0-9]", "");
            assertThat(send(recorded, "GET", "/order?orderId=" + id, token, "")).contains("new");
            assertThat(server.port()).isGreaterThan(0);
        }
        Shop old = new Shop(100);
        Shop now = new Shop(9000);
        try (HttpServer first = old.server;
                HttpServer second = now.server) {
            CommandRun run = CommandRun.of(directory, recording, "--compare", old.url() + "," + now.url());
            JsonNode report = run.json();
            assertWithMessage(run.err() + run.out() + report).that(run.code()).isEqualTo(0);
            for (JsonNode target : report.path("targets")) {
                assertThat(target.path("statuses").toString()).isEqualTo("{\"200\":2,\"201\":1}");
            }
            assertThat(report.path("routes").findValuesAsText("route"))
                    .containsExactly("GET /order", "POST /orders", "POST /sign-in");
            assertThat(first.port()).isNotEqualTo(second.port());
        }
    }

    private static String send(Shop shop, String method, String target, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(shop.url() + target))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString()).body();
    }
}
