package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Filter;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.server.CapturedLog;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If one filter fails, the effects of the other filters on the response remain. */
final class FilterFailuresTest {
    private static final String SHOP = "https://shop.example";
    private static final AtomicInteger RETURNED = new AtomicInteger();

    /** Fails in the method that the request names. */
    private static final class Failing implements Filter {
        @Override
        public void finish(Request request, Response response) {
            response.header("half", "done");
            fail(request, "finish");
        }

        @Override
        public void returned(Request request, Response response) {
            fail(request, "returned");
        }

        private static void fail(Request request, String method) {
            String failing = request.header("fail");
            if (method.equals(failing)) {
                throw new IllegalStateException("a secret");
            }
            if ((method + " by error").equals(failing)) {
                throw new StackOverflowError();
            }
        }
    }

    private static final class Counting implements Filter {
        @Override
        public void returned(Request request, Response response) {
            RETURNED.incrementAndGet();
        }
    }

    @RegisterExtension
    static final RunningServer SERVER = RunningServer.of(() -> FilteredRouter.with(
                    new Counting(),
                    Cors.origins(SHOP),
                    SecurityHeaders.standard(),
                    new Failing(),
                    RequestIds.standard())
            .get("/orders", (request, response) -> Results.writeText(response, "orders"))
            .get("/unready", (request, response) -> {
                throw new HttpException(503, "Not yet");
            })
            .get("/upstream", (request, response) -> {
                throw new HttpException(502, "The bank is away");
            })
            .get("/broken", (request, response) -> {
                throw new HttpException(502, "The bank failed", new IllegalStateException("why"));
            })
            .router());

    @BeforeEach
    void clear() {
        RETURNED.set(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/unready", "/nowhere"})
    void failureInFinishKeepsOtherFields(String path) {
        try (TestClient client = SERVER.client();
                CapturedLog log = new CapturedLog()) {
            var response = client.get(path)
                    .header("Origin", SHOP)
                    .header("fail", "finish")
                    .send();
            response.assertThat()
                    .hasStatus(500)
                    .hasHeaders("Access-Control-Allow-Origin", SHOP)
                    .hasHeaders("X-Content-Type-Options", "nosniff");
            assertThat(response.header("X-Request-Id")).isNotNull();
            assertThat(response.text()).doesNotContain("a secret");
            assertThat(log.lines("a secret")).isNotEmpty();
        }
    }

    @Test
    void errorInFinishKeepsOtherFields(TestClient client) {
        client.get("/orders")
                .header("Origin", SHOP)
                .header("fail", "finish by error")
                .send()
                .assertThat()
                .hasStatus(500)
                .hasHeaders("Access-Control-Allow-Origin", SHOP)
                .hasHeaders("X-Content-Type-Options", "nosniff");
        client.get("/orders").send().assertThat().hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"returned", "returned by error"})
    void failureInReturnedIsLogged(String failure) {
        try (TestClient client = SERVER.client();
                CapturedLog log = new CapturedLog()) {
            client.get("/orders")
                    .header("fail", failure)
                    .send()
                    .assertThat()
                    .hasStatus(200)
                    .hasBody("orders");
            assertThat(log.lines("Failing.returned failed")).hasSize(1);
        }
        assertThat(RETURNED.get()).isEqualTo(1);
    }

    @Test
    void returnedFollowsThrowingHandler(TestClient client) {
        client.get("/unready").send().assertThat().hasStatus(503);
        assertThat(RETURNED.get()).isEqualTo(1);
    }

    @Test
    void unavailableOnPurposeIsNotLogged(TestClient client) {
        assertThat(linesOf(client, "/unready", 503)).isEmpty();
    }

    @Test
    void problemOnPurposeIsOneLine(TestClient client) {
        List<String> lines = linesOf(client, "/upstream", 502);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("WARN");
    }

    @Test
    void problemWithCauseIsError(TestClient client) {
        List<String> lines = linesOf(client, "/broken", 502);
        assertThat(lines.get(0)).contains("ERROR");
        assertThat(lines.size()).isGreaterThan(2);
    }

    private static List<String> linesOf(TestClient client, String path, int status) {
        try (CapturedLog log = new CapturedLog()) {
            client.get(path).send().assertThat().hasStatus(status);
            return log.lines();
        }
    }
}
