package dev.interlock.canary.command;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.canary.CanaryOptions;
import dev.interlock.canary.CanaryTest;
import dev.interlock.canary.LatencyHistogram;
import dev.interlock.canary.Traffic;
import dev.interlock.canary.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Responses to web hooks, and the windows of the steps of a roll-out. */
@Timeout(60)
final class VerdictServerTest {
    private static final String NO_START = "default";

    private final HttpClient web = HttpClient.newHttpClient();
    /** Starts of the windows of all verdicts. */
    private final List<String> windows = new ArrayList<>();

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private long errors;
    private long requests = 9000;
    private VerdictServer server;

    @BeforeEach
    void start() throws Exception {
        StepWindow window = new StepWindow(
                start -> {
                    windows.add(start == null ? NO_START : start.toString().substring(11, 16));
                    return verdict();
                },
                () -> now);
        server = new VerdictServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), window);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Verdict verdict() {
        return CanaryTest.of(CanaryOptions.defaults())
                .evaluate(Traffic.of(Map.of("GET /", new Traffic.Route(requests, errors, LatencyHistogram.EMPTY))));
    }

    private HttpResponse<String> send(String method, String target, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + target);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        return web.send(request, BodyHandlers.ofString());
    }

    private int get(String target) throws Exception {
        return send("GET", target, "").statusCode();
    }

    /** Sends a web hook as Flagger 1.44 does. */
    private int hook(String target, String checksum) throws Exception {
        String body =
                "{\"name\":\"shop\",\"namespace\":\"shop\",\"phase\":\"Progressing\",\"metadata\":{\"checksum\":\"x\"},"
                        + "\"checksum\":\"" + checksum + "\"}";
        return send("POST", target, body).statusCode();
    }

    /** Moves the clock to a minute after 12 o'clock. */
    private void minute(int minute) {
        now = Instant.parse("2026-11-30T12:00:00Z").plusSeconds(60L * minute);
    }

    @Test
    void respondsToWebHooks() throws Exception {
        assertThat(get("/canary")).isEqualTo(200);
        assertThat(hook("/canary?expect=promote", "a")).isEqualTo(200);
        assertThat(hook("/canary?expect=roll-back", "a")).isEqualTo(409);
        assertThat(get("/other")).isEqualTo(404);
        assertThat(send("DELETE", "/canary", "").statusCode()).isEqualTo(405);
        assertThat(send("HEAD", "/canary", "").statusCode()).isEqualTo(200);
        assertThat(get("/canary/step")).isEqualTo(405);
    }

    @Test
    void badRequestsHaveOneLineAndATip() throws Exception {
        String longName = "x".repeat(101);
        for (String target : List.of(
                "/canary?expect=joy",
                "/canary?window=",
                "/canary?window=a%20b",
                "/canary?window=" + longName,
                "/canary?window=a&window=b",
                "/canary/step?joy",
                "/canary/step?expect=promote")) {
            HttpResponse<String> response = send("POST", target, "{}");
            assertWithMessage(target).that(response.statusCode()).isEqualTo(400);
            assertWithMessage(target).that(response.body()).contains("Tip: ");
            assertThat(response.body().lines().count()).isEqualTo(1);
        }
        assertThat(send("POST", "/canary", "{\"checksum\":").body()).startsWith("The body is no JSON. Tip: ");
        assertThat(send("POST", "/canary", "{\"checksum\":\"a b\"}").body())
                .startsWith("The checksum has no valid name");
        assertThat(send("POST", "/canary", "[" + " ".repeat(70_000)).body()).startsWith("The body has more than 65536");
        assertThat(windows).isEmpty();
    }

    @Test
    void argoNamesTheWindowOfEachStep() throws Exception {
        assertThat(get("/canary?expect=promote&window=6c54-5")).isEqualTo(200);
        minute(3);
        get("/canary?window=6c54-5");
        // A look without a window is at the current one.
        get("/canary");
        minute(9);
        get("/canary?window=6c54-20&expect=not-roll-back");
        minute(10);
        get("/canary?window=6c54-20");
        get("/canary?window=77d9-5");
        assertThat(windows)
                .containsExactly("12:00", "12:00", "12:00", "12:09", "12:09", "12:10")
                .inOrder();
    }

    @Test
    void beforeTheFirstStepTheWindowIsTheDefault() throws Exception {
        get("/canary");
        assertThat(windows).containsExactly(NO_START);
    }

    @Test
    void flaggerGetsItsFirstStepAndThenAVerdictForEach() throws Exception {
        requests = 0;
        assertThat(hook("/canary?expect=roll-back", "a")).isEqualTo(409);
        minute(1);
        assertThat(hook("/canary/start", "a")).isEqualTo(200);
        assertThat(hook("/canary/step", "a")).isEqualTo(200);
        windows.clear();
        minute(2);
        assertThat(hook("/canary/step", "a")).isEqualTo(409);
        requests = 9000;
        minute(3);
        assertThat(hook("/canary/step", "a")).isEqualTo(200);
        requests = 0;
        minute(4);
        assertThat(hook("/canary/step", "a")).isEqualTo(409);
        assertThat(hook("/canary?expect=roll-back", "a")).isEqualTo(409);
        assertThat(windows).containsExactly("12:01", "12:01", "12:03", "12:03").inOrder();
    }

    /** What an earlier roll-out did must not roll the next one back. */
    @Test
    void nextRolloutOfFlaggerHasItsOwnWindow() throws Exception {
        hook("/canary/start", "a");
        hook("/canary/step", "a");
        minute(5);
        hook("/canary?expect=roll-back", "b");
        minute(6);
        assertThat(hook("/canary/start", "b")).isEqualTo(200);
        requests = 0;
        minute(7);
        // The start of another roll-out gives this one no step.
        assertThat(hook("/canary/step", "c")).isEqualTo(409);
        assertThat(windows).containsExactly("12:05", "12:07").inOrder();
    }

    /** The server forgets the window with its process. A step then needs its requests again, and gets no free pass. */
    @Test
    void restartedServerBeginsTheWindowAgain() throws Exception {
        requests = 0;
        minute(8);
        assertThat(hook("/canary/step", "a")).isEqualTo(409);
        assertThat(windows).containsExactly("12:08");
    }

    @Test
    void badVersionGetsNoStep() throws Exception {
        hook("/canary/start", "a");
        hook("/canary/step", "a");
        errors = 100;
        assertThat(hook("/canary/step", "a")).isEqualTo(409);
        assertThat(hook("/canary?expect=roll-back", "a")).isEqualTo(200);
    }
}
