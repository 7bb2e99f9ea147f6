package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Filter;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestConnection;
import dev.interlock.testing.TestResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters get every request and every response, even if no handler was called. */
final class EveryResponseTest {
    private static final String MEMBER = "seen";

    /** Lists the called methods in a field of the response. */
    private static final class Witness implements Filter {
        @Override
        public void begin(Request request) {
            request.setAttribute(MEMBER, "begin " + name(request));
            fail(request, "begin");
        }

        @Override
        public boolean before(Request request, Response response) {
            response.addHeader("before", Thread.currentThread().getName());
            return request.header("x-end") == null;
        }

        @Override
        public void after(Request request, Response response) {
            response.addHeader("after", Thread.currentThread().getName());
        }

        @Override
        public void finish(Request request, Response response) {
            response.addHeader(MEMBER, request.attribute(MEMBER, String.class) + ", finish " + response.status());
            response.addHeader("finished-by", Thread.currentThread().getName());
            fail(request, "finish");
        }

        private static String name(Request request) {
            String route = request.hasRoute() ? request.route().toString() : "no route";
            return request.method() + " " + request.target() + " to " + route;
        }

        private static void fail(Request request, String moment) {
            if (moment.equals(request.header("x-fail"))) {
                throw new IllegalStateException("a filter that fails");
            }
            if (moment.equals(request.header("x-refuse"))) {
                throw new HttpException(409, "refused by a filter");
            }
        }
    }

    private static final Flow.Publisher<ByteBuf> BROKEN = subscriber -> {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                // The stream fails without a request.
            }

            @Override
            public void cancel() {
                // The stream has nothing to stop.
            }
        });
        subscriber.onError(new IllegalStateException("a secret"));
    };

    @RegisterExtension
    static final RunningServer SERVER = RunningServer.of(
            () -> FilteredRouter.with(new Witness())
                    .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                    .get("/gone", (request, response) -> {
                        throw new HttpException(410, "it was here");
                    })
                    .get("/bug", (request, response) -> {
                        throw new IllegalStateException("a secret");
                    })
                    .post(
                            "/text",
                            (request, response) -> Results.writeText(response, "text"),
                            route -> route.consumes("text/plain")
                                    .produces("text/plain")
                                    .maxBody(10))
                    .get(
                            "/later",
                            (request, response) -> response.await(later("later"), Results::writeText),
                            route -> route.execution(Execution.ASYNCHRONOUS))
                    .get(
                            "/never",
                            (request, response) -> response.await(never(), Results::writeText),
                            route -> route.execution(Execution.ASYNCHRONOUS))
                    .get(
                            "/blocking",
                            (request, response) -> Results.writeText(
                                    response, Thread.currentThread().getName()),
                            route -> route.execution(Execution.BLOCKING))
                    .get(
                            "/blocking-bug",
                            (request, response) -> {
                                throw new IllegalStateException("a secret");
                            },
                            route -> route.execution(Execution.BLOCKING))
                    .get(
                            "/broken",
                            (request, response) -> response.stream(BROKEN),
                            route -> route.execution(Execution.ASYNCHRONOUS))
                    .get("/broken-at-once", (request, response) -> response.stream(BROKEN))
                    .route(
                            "GET",
                            "/slash/",
                            (request, response) -> Results.writeText(response, "slash"),
                            route -> route)
                    .router(),
            settings -> settings.maxHead(2000).maxRequestLine(500));

    private static CompletableFuture<String> later(String text) {
        return CompletableFuture.supplyAsync(() -> text);
    }

    private static CompletableFuture<String> never() {
        return CompletableFuture.supplyAsync(() -> {
            throw new CompletionException(new HttpException(409, "no"));
        });
    }

    private static void check(TestResponse result, String seen) {
        assertWithMessage("%s", result).that(result.headers(MEMBER)).containsExactly(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /hello, GET /hello, 200",
        "HEAD, /hello, GET /hello, 200",
        "GET, /gone, GET /gone, 410",
        "GET, /bug, GET /bug, 500",
        "GET, /later, GET /later, 200",
        "GET, /never, GET /never, 409",
        "GET, /blocking, GET /blocking, 200",
        "GET, /blocking-bug, GET /blocking-bug, 500",
        "GET, /nowhere, no route, 404",
        "POST, /hello, no route, 405",
        "OPTIONS, /hello, no route, 204",
        "OPTIONS, *, no route, 204",
        "BREW, /hello, no route, 501",
        "GET, /slash, no route, 308",
    })
    void filterSeesEveryResponse(String method, String target, String route, int status, TestClient client) {
        TestResponse result = client.request(method, target).send();
        result.assertThat().hasStatus(status);
        check(result, "begin %s %s to %s, finish %s".formatted(method, target, route, status));
    }

    @Test
    void filterSeesRejectedFields(TestClient client) {
        String text = "begin POST /text to POST /text, finish ";
        check(client.post("/text").bytes("image/png", new byte[1]).send(), text + 415);
        check(client.post("/text").text("short").accept("image/png").send(), text + 406);
        check(client.post("/text").text("longer than ten").send(), text + 413);
        check(client.post("/text").text("short").header("expect", "much").send(), text + 417);
        check(
                client.post("/text")
                        .text("short")
                        .header("content-encoding", "gzip")
                        .send(),
                text + 415);
    }

    @Test
    void filterSeesRejectedBody(TestClient client) {
        try (TestConnection connection = client.connect()) {
            String type = "Content-Type: text/plain\r\n";
            connection.send("POST /text HTTP/1.1\r\nHost: a\r\n" + type + "Transfer-Encoding: chunked\r\n\r\n");
            connection.send("zz\r\n");
            TestResponse result = connection.receive();
            result.assertThat().isProblem(400);
            check(result, "begin POST /text to POST /text, finish 400");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /hello HTTP/1.1\r\nHost : a\r\n\r\n', 400",
        "'GET /hello HTTP/1.1\r\n\r\n', 400",
        "'GET /hello HTTP/9.9\r\n\r\n', 505",
    })
    void filterSeesMalformedHeadWithoutData(String head, int status, TestClient client) {
        try (TestConnection connection = client.connect()) {
            TestResponse result = connection.send(head).receive();
            result.assertThat().isProblem(status);
            check(result, "begin   to no route, finish " + status);
        }
    }

    @Test
    void filterSeesOversizedHead(TestClient client) {
        try (TestConnection connection = client.connect()) {
            TestResponse result = connection
                    .send("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(3000) + "\r\n\r\n")
                    .receive();
            check(result, "begin   to no route, finish 431");
        }
    }

    @ParameterizedTest
    @CsvSource({"/broken", "/broken-at-once"})
    void filterSeesReplacementOfBrokenStream(String path, TestClient client) {
        TestResponse result = client.get(path).send();
        result.assertThat().isProblem(500);
        check(result, "begin GET %1$s to GET %1$s, finish 500".formatted(path));
        // The fields of the stream's response are gone, because a problem document has replaced the response.
        result.assertThat().hasNoHeader("before");
    }

    @Test
    void filterSeesOwnResponse(TestClient client) {
        TestResponse result = client.get("/hello").header("x-end", "1").send();
        result.assertThat().hasNoBody().hasNoHeader("after").hasHeader("before");
        check(result, "begin GET /hello to GET /hello, finish 200");
    }

    @Test
    void filterOfBlockingRouteRunsOnHandlerThread(TestClient client) {
        TestResponse result = client.get("/blocking").send();
        String thread = result.text();
        result.assertThat()
                .hasHeader("before", thread)
                .hasHeader("after", thread)
                .hasHeader("finished-by", thread);
        assertThat(client.get("/hello").send().header("before")).isNotEqualTo(thread);
    }

    @Test
    void afterAndFinishOfStageRunOnEventLoop(TestClient client) {
        TestResponse result = client.get("/later").send();
        result.assertThat().hasBody("later");
        String loop = String.valueOf(result.header("before"));
        result.assertThat().hasHeaders("after", loop).hasHeaders("finished-by", loop);
        client.get("/never").send().assertThat().hasNoHeader("after");
    }

    @Test
    void handlesExceptionOfFilter(TestClient client) {
        for (String path : new String[] {"/hello", "/nowhere", "/later", "/blocking"}) {
            for (String moment : new String[] {"begin", "finish"}) {
                TestResponse bug = client.get(path).header("x-fail", moment).send();
                bug.assertThat().isProblem(500);
                assertThat(bug.text()).doesNotContain("a filter that fails");
                // A response that replaces another passes through the filters again.
                assertThat(bug.headers(MEMBER)).hasSize(moment.equals("finish") ? 2 : 1);
                assertThat(bug.headers(MEMBER).get(bug.headers(MEMBER).size() - 1))
                        .endsWith("finish 500");
                TestResponse refusal =
                        client.get(path).header("x-refuse", moment).send();
                refusal.assertThat().isProblem(409).withDetail("refused by a filter");
            }
        }
        client.get("/hello").send().assertThat().hasBody("hello");
    }

    @Test
    void requestListsMethodsOfPath() {
        TestClient client = TestClient.of(FilteredRouter.with(new Filter() {
                    @Override
                    public void finish(Request request, Response response) {
                        response.header("methods", request.allowedMethods());
                    }
                })
                .get("/both", (request, response) -> Results.writeText(response, "get"))
                .post("/both", (request, response) -> Results.writeText(response, "post"), route -> route)
                .router());
        client.get("/both").send().assertThat().hasHeader("methods", "GET, HEAD, POST, OPTIONS");
        client.get("/nowhere").send().assertThat().hasHeader("methods", "OPTIONS");
    }

    @Test
    void releasesReplacedBuffer(TestClient ignored) {
        ByteBuf buffer = Unpooled.buffer().writeZero(10_000);
        TestClient client = TestClient.of(FilteredRouter.with(new Filter() {
                    @Override
                    public void finish(Request request, Response response) {
                        response.discardBody();
                    }
                })
                .get("/buffer", (request, response) -> response.buffer(buffer))
                .router());
        client.get("/buffer").send().assertThat().hasNoBody();
        assertThat(buffer.refCnt()).isEqualTo(0);
    }
}
