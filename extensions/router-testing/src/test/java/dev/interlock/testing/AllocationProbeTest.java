package dev.interlock.testing;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tests the measurement of allocations, from the first byte of a request to the last byte of its response. */
final class AllocationProbeTest {
    private static final byte[] BYTES = new byte[100_000];

    private static final int NUMBERS = 0;
    private static final int ARRAY = 1;
    private static final int WRITER = 2;
    private static final int LATER = 3;
    private static final int BLOCKING = 4;
    private static final int ONE_OBJECT = 5;

    private static final class Routes extends Router {
        private static final FieldNames QUERY = FieldNames.of("limit", "after");
        private static final FieldNames HEADERS = FieldNames.ofHeaders("x-shard");
        private static final Parameter LIMIT = Parameter.query("limit");
        private static final Parameter SHARD = Parameter.header("x-shard");

        private volatile Object kept = "";

        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(NUMBERS, "GET", "/numbers", "t.T.numbers")
                                    .produces("text/plain"),
                            RouteInfo.of(ARRAY, "GET", "/array", "t.T.array"),
                            RouteInfo.of(WRITER, "POST", "/writer", "t.T.writer")
                                    .consumes("text/plain"),
                            RouteInfo.of(LATER, "GET", "/later", "t.T.later").execution(Execution.ASYNCHRONOUS),
                            RouteInfo.of(BLOCKING, "GET", "/blocking", "t.T.blocking")
                                    .execution(Execution.BLOCKING),
                            RouteInfo.of(ONE_OBJECT, "GET", "/one", "t.T.one")));
        }

        @Override
        public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
            return switch (bytes[from + 1]) {
                case 'a' -> ARRAY;
                case 'w' -> WRITER;
                case 'l' -> LATER;
                case 'b' -> BLOCKING;
                case 'o' -> ONE_OBJECT;
                default -> NUMBERS;
            };
        }

        @Override
        public void handle(int route, Request request, Response response) {
            switch (route) {
                case NUMBERS ->
                    Results.writeText(
                            response,
                            LIMIT.toLong(request.query(QUERY).first(0))
                                    + SHARD.toInt(request.headers(HEADERS).first(0)));
                case ARRAY -> Results.writeBytes(response, BYTES);
                case WRITER ->
                    response.header("x-a", "b").body().append(request.body()).append("!");
                case LATER ->
                    response.await(CompletableFuture.completedFuture("later"), (r, text) -> Results.writeText(r, text));
                case BLOCKING -> Results.writeText(response, "blocking");
                default -> {
                    kept = new Object();
                    Results.writeText(response, kept == response ? "none" : "one");
                }
            }
        }
    }

    private static AllocationProbe probe() {
        return AllocationProbe.of(new Routes());
    }

    @Test
    void parametersAndTextAllocateNothing() {
        probe().get("/numbers?limit=12345678901&x=y", "X-Shard: 7", "Accept: text/*")
                .get("/numbers?limit=1", "Cookie: a=b", "X-Shard: 0")
                .assertNothingAllocated();
    }

    @Test
    void arraysAllocateNothing() {
        probe().get("/array").assertNothingAllocated();
    }

    @Test
    void bodiesAndWritersAllocateNothing() {
        probe().post("/writer", new byte[200], "Content-Type: text/plain").assertNothingAllocated();
        probe().post("/writer", new byte[50_000], "Content-Type: text/plain").assertNothingAllocated();
    }

    @Test
    void stageAllocatesFewObjects() {
        double bytes = probe().get("/later").bytesPerRequest();
        assertThat(bytes).isAtLeast(24);
        assertThat(bytes).isLessThan(200);
    }

    @Test
    void blockingHandlerAllocatesFewObjects() {
        assertThat(probe().get("/blocking").bytesPerRequest()).isLessThan(2_000);
    }

    @Test
    void detectsOneObject() {
        assertThat(probe().get("/one").bytesPerRequest()).isWithin(0.5).of(16);
        AssertionError failed =
                assertThrows(AssertionError.class, () -> probe().get("/one").assertNothingAllocated());
        assertThat(failed).hasMessageThat().contains("A request allocates 16.");
    }

    @Test
    void refusesToMeasureProblems() {
        assertThrows(IllegalStateException.class, () -> probe().bytesPerRequest());
        assertThrows(IllegalStateException.class, () -> probe().get("/numbers").bytesPerRequest());
    }
}
