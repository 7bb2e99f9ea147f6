package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.Router;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests filters that decide later, through a stage. Also tests the scopes of the other filters during the wait. */
final class AsyncFiltersTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = Orders.class, filters = {Outer.class, Keys.class, Inner.class})
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import java.util.concurrent.*;

            @Controller
            public final class Orders {
              @Get("/now") String now(Request request) { return Calls.add(request, "handler", "now"); }
              @Get("/later") CompletionStage<String> later(Request request) {
                return CompletableFuture.completedFuture(Calls.add(request, "handler", "later"));
              }
              @Get("/blocking") @Blocking String blocking(Request request) {
                return Calls.add(request, "handler", "blocking");
              }
              @Get("/bound") @UseFilters({Bound.class, Session.class}) String bound(Request request) {
                return Calls.add(request, "handler", "bound");
              }
              @Get("/late") @Timeout("50ms") String late() { return "late"; }
              @Get("/late-blocking") @Blocking @Timeout("50ms") String lateBlocking() { return "late"; }
              @Get("/throws") String fails() { throw new IllegalStateException("no"); }
            }
            """;

    /** Records the calls for each request, and the stages that the filters return. */
    private static final String CALLS = """
            package shop;

            import dev.interlock.http.*;
            import java.util.*;
            import java.util.concurrent.*;

            @SuppressWarnings("unchecked")
            public final class Calls {
              public static final List<String> ALL = new CopyOnWriteArrayList<>();
              public static final BlockingQueue<CompletableFuture<Boolean>> WAITING = new LinkedBlockingQueue<>();

              static <T> T add(Request request, String what, T result) {
                ALL.add(what);
                return result;
              }

              static CompletionStage<Boolean> decide(Request request, Response response, String what) {
                ALL.add(what);
                String decision = request.header("decide");
                if ("minimal".equals(decision)) {
                  return CompletableFuture.completedStage(true);
                }
                if (decision != null) {
                  return CompletableFuture.completedFuture(Boolean.valueOf(decision));
                }
                CompletableFuture<Boolean> later = new CompletableFuture<>();
                request.setAttribute("waiting", later);
                boolean denies = request.header("deny") != null;
                return later
                    .thenAccept(value -> {
                      response.header("x-decided", String.valueOf(value));
                      if (denies) {
                        response.discardBody().status(403);
                        response.body().append("denied");
                      }
                    })
                    .thenApply(nothing -> denies ? Boolean.FALSE : later.join());
              }

              /** Hands out the stage once all filters have returned. A test would otherwise decide before the wait. */
              static void publish(Request request) {
                CompletableFuture<Boolean> later = request.attribute("waiting", CompletableFuture.class);
                if (later != null) {
                  request.setAttribute("waiting", null);
                  WAITING.add(later);
                }
              }
            }
            """;

    private static final String FILTER = """
            package shop;

            import dev.interlock.http.*;

            public final class %1$s implements Filter {
              @Override public boolean before(Request request, Response response) {
                return Calls.add(request, "%1$s.before", true);
              }
              @Override public void returned(Request request, Response response) {
                Calls.add(request, "%1$s.returned", true);
                if ("%1$s".equals("Outer")) {
                  Calls.publish(request);
                }
              }
              @Override public void resumed(Request request, Response response) {
                Calls.add(request, "%1$s.resumed", true);
              }
              @Override public void after(Request request, Response response) {
                Calls.add(request, "%1$s.after", true);
              }
              @Override public void finish(Request request, Response response) {
                Calls.add(request, "%1$s.finish", true);
              }
            }
            """;

    private static final String ASYNC = """
            package shop;

            import dev.interlock.http.*;
            import java.util.concurrent.*;

            public final class %1$s implements AsyncFilter {
              @Override public CompletionStage<Boolean> beforeAsync(Request request, Response response) {
                return Calls.decide(request, response, "%1$s.before");
              }
              @Override public void after(Request request, Response response) {
                Calls.add(request, "%1$s.after", true);
              }
            }
            """;

    private Router router;
    private TestClient client;
    private List<String> calls;
    private BlockingQueue<CompletableFuture<Boolean>> waiting;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void compile() throws ReflectiveOperationException {
        router = RunningApp.of(
                        API,
                        ORDERS,
                        CALLS,
                        FILTER.formatted("Outer"),
                        ASYNC.formatted("Keys"),
                        FILTER.formatted("Inner"),
                        FILTER.formatted("Bound"),
                        ASYNC.formatted("Session"))
                .router();
        client = TestClient.of(router);
        Class<?> type = router.getClass().getClassLoader().loadClass("shop.Calls");
        calls = (List<String>) type.getField("ALL").get(null);
        waiting = (BlockingQueue<CompletableFuture<Boolean>>)
                type.getField("WAITING").get(null);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private CompletableFuture<Boolean> nextWait() throws InterruptedException {
        return waiting.poll(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<TestResponse> begin(String path) {
        return CompletableFuture.supplyAsync(() -> client.get(path).send());
    }

    private static String all(List<String> calls) {
        return String.join(" ", calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/now", "/later", "/blocking"})
    void continuesWithDecisionAtOnce(String path) {
        TestResponse response = client.get(path).header("decide", "true").send();
        assertThat(response.text()).isEqualTo(path.substring(1));
        assertThat(all(calls)).startsWith("Outer.before Keys.before Inner.before handler");
        assertThat(all(calls)).doesNotContain("resumed");
        assertThat(calls.stream().filter(it -> it.equals("handler")).count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/now", "/blocking"})
    void continuesAfterWait(String path) throws Exception {
        CompletableFuture<TestResponse> response = begin(path);
        nextWait().complete(true);
        assertThat(response.get(10, TimeUnit.SECONDS).text()).isEqualTo(path.substring(1));
        assertThat(all(calls))
                .isEqualTo("Outer.before Keys.before Inner.returned Outer.returned Outer.resumed Inner.before handler"
                        + " Inner.after Keys.after Outer.after Inner.returned Outer.returned"
                        + " Inner.finish Outer.finish");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void refusalEndsExchange(boolean atOnce) throws Exception {
        if (atOnce) {
            assertThat(client.get("/now").header("decide", "false").send().status())
                    .isEqualTo(200);
        } else {
            CompletableFuture<TestResponse> response = begin("/now");
            nextWait().complete(false);
            assertThat(response.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
        assertThat(all(calls)).endsWith("Outer.after Inner.returned Outer.returned Inner.finish Outer.finish");
        assertThat(all(calls)).doesNotContain("Keys.after");
        assertThat(all(calls)).doesNotContain("handler");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/now", "/blocking"})
    void failedStageIsFailureOfRequest(String path) throws Exception {
        CompletableFuture<TestResponse> response = begin(path);
        nextWait().completeExceptionally(new IllegalStateException("no keys"));
        assertThat(response.get(10, TimeUnit.SECONDS).status()).isEqualTo(500);
        assertThat(all(calls)).doesNotContain("handler");
        assertThat(all(calls)).endsWith("Inner.finish Outer.finish");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/now", "/blocking"})
    void missingDecisionIsFailure(String path) throws Exception {
        CompletableFuture<TestResponse> response = begin(path);
        nextWait().complete(null);
        assertThat(response.get(10, TimeUnit.SECONDS).status()).isEqualTo(500);
        assertThat(all(calls)).doesNotContain("handler");
    }

    /** On this route, two filters wait. All filters of the application come before the second one. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void skipsAllEarlierFilters(boolean accepted) throws Exception {
        CompletableFuture<TestResponse> response = begin("/bound");
        nextWait().complete(true);
        nextWait().complete(accepted);
        assertThat(response.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        String decided = all(calls.subList(calls.lastIndexOf("Outer.resumed"), calls.size()));
        assertThat(decided)
                .isEqualTo("Outer.resumed Inner.resumed Bound.resumed"
                        + (accepted ? " handler Session.after" : "")
                        + " Bound.after Inner.after Keys.after Outer.after Bound.returned Inner.returned"
                        + " Outer.returned Bound.finish Inner.finish Outer.finish");
        assertThat(calls.stream().filter(it -> it.equals("Bound.before")).count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = "/throws")
    void failingHandlerHasReturned(String path) {
        assertThat(client.get(path).header("decide", "true").send().status()).isEqualTo(500);
        assertThat(all(calls))
                .isEqualTo("Outer.before Keys.before Inner.before Inner.returned Outer.returned"
                        + " Inner.finish Outer.finish");
    }

    /** Cancelling the last stage does not stop the stages before it. They still use the response. */
    @ParameterizedTest
    @ValueSource(strings = {"/late", "/late-blocking"})
    void lateDecisionReachesNoOtherRequest(String path) throws Exception {
        try (HttpServer server = HttpServer.builder(router)
                        .overridable(false)
                        .host("127.0.0.1")
                        .port(0)
                        .eventLoopThreads(1)
                        .handleSignals(false)
                        .start();
                TestClient real = TestClient.to("127.0.0.1", server.port())) {
            CompletableFuture<TestResponse> response =
                    CompletableFuture.supplyAsync(() -> real.get(path).send());
            CompletableFuture<Boolean> late = nextWait();
            assertThat(response.get(10, TimeUnit.SECONDS).status()).isEqualTo(503);

            CompletableFuture<TestResponse> other =
                    CompletableFuture.supplyAsync(() -> real.get("/now").send());
            CompletableFuture<Boolean> decision = nextWait();
            late.complete(true);
            decision.complete(false);
            assertThat(other.get(10, TimeUnit.SECONDS).headers("x-decided")).containsExactly("false");
            assertThat(all(calls)).doesNotContain("handler");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/now", "/later", "/blocking"})
    void stageMayWriteResponse(String path) throws Exception {
        CompletableFuture<TestResponse> response = CompletableFuture.supplyAsync(
                () -> client.get(path).header("deny", "yes").send());
        nextWait().complete(true);
        TestResponse denied = response.get(10, TimeUnit.SECONDS);
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.text()).isEqualTo("denied");
        assertThat(calls.stream().filter(it -> it.equals("Keys.before")).count())
                .isEqualTo(1);
        assertThat(all(calls)).doesNotContain("handler");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/now", "/later", "/blocking"})
    void acceptsStageWithoutState(String path) {
        assertThat(client.get(path).header("decide", "minimal").send().text()).isEqualTo(path.substring(1));
    }
}
