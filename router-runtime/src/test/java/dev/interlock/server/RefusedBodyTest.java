package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The bytes of a body are never read as a request, even if the request with the body was rejected. The connection then
 * continues with the next request, or it ends.
 */
@Timeout(60)
final class RefusedBodyTest {
    private static final RobustRouter ROUTER = new RobustRouter();
    private static final int CONNECTIONS = 400;
    private static final int LONGEST_SEQUENCE = 12;
    private static final int MAX_BODY = 20_000;

    /** Content of all bodies: a request that must not be executed. */
    private static final String BAIT = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n0\r\n\r\n";

    private static HttpServer server;

    @BeforeAll
    static void start() {
        server = HttpServer.builder(ROUTER)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .maxBody(MAX_BODY)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A request and its expected response. */
    record Sent(String bytes, int status, String body) {
        boolean isAnsweredBy(RawResponse response) {
            return response.status() == status
                    && (status != 200 || response.body().equals(body));
        }
    }

    @Test
    void bodiesAreNeverReadAsRequests() throws Exception {
        check(0, CONNECTIONS);
    }

    @Test
    @Tag("heavy")
    @Timeout(300)
    void bodiesAreNeverReadAsRequestsInManyRuns() throws Exception {
        check(CONNECTIONS, 100 * CONNECTIONS);
    }

    private static void check(int firstSeed, int connections) throws Exception {
        int answered = 0;
        int sent = 0;
        for (int seed = firstSeed; seed < firstSeed + connections; seed++) {
            Random random = new Random(seed);
            List<Sent> sequence = sequence(random);
            sent += sequence.size();
            answered += exchange(sequence, random, seed);
        }
        assertThat(ROUTER.smuggled.get()).isEqualTo(0);
        // The server must not end the connection every time.
        assertThat(answered).isAtLeast(sent / 2);
    }

    private static List<Sent> sequence(Random random) {
        List<Sent> sequence = new ArrayList<>();
        int length = 1 + random.nextInt(LONGEST_SEQUENCE);
        for (int i = 0; i < length; i++) {
            sequence.add(request(random));
        }
        return sequence;
    }

    private static Sent request(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> new Sent("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n", 200, "hello");
            case 1, 2 -> {
                String body = body(random, MAX_BODY);
                yield sent("POST /echo", "", body, 200, random);
            }
            case 3 -> sent("POST /nothing", "", body(random, 2 * MAX_BODY), 404, random);
            case 4 -> sent("POST /hello", "", body(random, 2 * MAX_BODY), 405, random);
            case 5 -> sent("POST /text", "Content-Type: text/html\r\n", "x" + body(random, 100), 415, random);
            case 6 -> {
                String body = BAIT + body(random, 2 * MAX_BODY);
                yield sent("POST /text", "Content-Type: text/plain\r\n", body, 413, random);
            }
            default -> sent("POST /echo", "", "x".repeat(MAX_BODY) + body(random, 2 * MAX_BODY) + "x", 413, random);
        };
    }

    private static String body(Random random, int longest) {
        int length = random.nextInt(random.nextBoolean() ? 100 : longest);
        return BAIT.repeat(length / BAIT.length() + 1).substring(0, length);
    }

    private static Sent sent(String line, String fields, String body, int status, Random random) {
        String head =
                line + " HTTP/1.1\r\nHost: a\r\n" + fields + (random.nextInt(4) == 0 ? "Expect: 100-continue\r\n" : "");
        String rest = random.nextBoolean()
                ? "Content-Length: " + body.length() + "\r\n\r\n" + body
                : "Transfer-Encoding: chunked\r\n\r\n" + chunked(body, random);
        return new Sent(head + rest, status, body);
    }

    private static String chunked(String body, Random random) {
        StringBuilder chunks = new StringBuilder();
        for (int from = 0; from < body.length(); ) {
            int to = Math.min(body.length(), from + 1 + random.nextInt(5000));
            chunks.append(Integer.toHexString(to - from)).append(random.nextBoolean() ? "\r\n" : ";bait=\"0\"\r\n");
            chunks.append(body, from, to).append("\r\n");
            from = to;
        }
        return chunks.append("0\r\n")
                .append(random.nextBoolean() ? "\r\n" : "Trailer: GET /smuggled HTTP/1.1\r\n\r\n")
                .toString();
    }

    /** Sends all requests in pieces, and returns the number of responses. */
    private static int exchange(List<Sent> sequence, Random random, int seed) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            StringBuilder bytes = new StringBuilder();
            sequence.forEach(each -> bytes.append(each.bytes()));
            Random pieces = new Random(random.nextLong());
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(client, bytes.toString(), pieces));
            int responses = 0;
            for (Sent each : sequence) {
                RawResponse response = finalResponse(client);
                responses++;
                assertWithMessage("seed %s, response %s: %s to %s", seed, responses, response, each)
                        .that(each.isAnsweredBy(response))
                        .isTrue();
                if (response.fields().containsKey("connection")) {
                    break;
                }
            }
            awaitSent(sending);
            return responses;
        }
    }

    private static RawResponse finalResponse(RawClient client) throws IOException {
        RawResponse response = client.response();
        while (response.status() == 100) {
            response = client.response();
        }
        return response;
    }

    private static void send(RawClient client, String bytes, Random pieces) {
        try {
            for (int from = 0; from < bytes.length(); ) {
                int to = Math.min(bytes.length(), from + 1 + pieces.nextInt(pieces.nextBoolean() ? 50 : 30_000));
                client.send(bytes.substring(from, to));
                from = to;
                if (pieces.nextInt(10) == 0) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitSent(CompletableFuture<Void> sending) throws InterruptedException, ExecutionException {
        try {
            sending.get();
        } catch (ExecutionException e) {
            // The server may have closed by now.
            if (!(e.getCause() instanceof UncheckedIOException)) {
                throw e;
            }
        }
    }
}
