package dev.interlock.processor.cookbook;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.processor.cookbook.Call.bearer;
import static dev.interlock.processor.cookbook.KeyServer.claims;
import static dev.interlock.processor.cookbook.KeyServer.token;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.interlock.http.Router;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Ends exchanges in each way that the page lists, and checks the audit event of each exchange. */
final class AuditTest {
    /** Handlers whose exchanges end in ways that the handlers of the page do not show. */
    private static final String OTHERS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import java.util.concurrent.*;

            @Controller("/audited")
            @Audited("test")
            final class Others {
              private final CompletableFuture<String> pending;
              private final CountDownLatch entered;
              private final CountDownLatch release;

              Others(CompletableFuture<String> pending, CountDownLatch entered, CountDownLatch release) {
                this.pending = pending;
                this.entered = entered;
                this.release = release;
              }

              @Get("/throws")
              String fail() {
                throw new IllegalStateException("planned");
              }

              @Get("/fails")
              CompletionStage<String> failLater() {
                return CompletableFuture.failedFuture(new HttpException(409, "planned"));
              }

              @Get("/number/{number}")
              String number(int number) {
                return "";
              }

              @Get("/pending")
              CompletionStage<String> pending() {
                return pending;
              }

              @Get("/blocking")
              @Blocking
              @Status(202)
              String blocking() {
                entered.countDown();
                try {
                  release.await();
                } catch (InterruptedException e) {
                  // The work is done nevertheless.
                }
                return "";
              }

              @Get("/late")
              @Timeout("50ms")
              CompletionStage<String> late() {
                return pending;
              }

              @Get("/blocked")
              @Blocking
              @Timeout("50ms")
              String blocked() throws InterruptedException {
                release.await();
                return "";
              }

              @Get("/token/{token}")
              String secret(String token) {
                return "";
              }
            }

            @HttpApp(controllers = Others.class)
            final class OthersApi {}
            """;

    private static final Cookbook COOKBOOK = Cookbook.pageWith(OTHERS);

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> pending = new CompletableFuture<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Router others = others();

    @RegisterExtension
    final RunningServer server = RunningServer.of(() -> others);

    /** Calls of blocking handlers. They wait here until the test runs them. */
    private final BlockingQueue<Runnable> calls = new LinkedBlockingQueue<>();

    private final CountDownLatch left = new CountDownLatch(1);

    @RegisterExtension
    final RunningServer withoutThreads = RunningServer.of(
            () -> others,
            settings -> settings.blockingExecutor(calls::add).listener(new ExchangeListener() {
                @Override
                public void connectionClosed(ObservedConnection connection) {
                    left.countDown();
                }
            }));

    private Router others() {
        try {
            return COOKBOOK.router(
                    "OthersApiRouter",
                    COOKBOOK.create("Others", pending, entered, release),
                    COOKBOOK.create("Audited$Filters", COOKBOOK.trail(events::addAll)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the next event, without its time and its client. */
    private String event() throws Exception {
        Object event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return String.join(
                " ",
                Cookbook.call(event, "action").toString(),
                Cookbook.call(event, "caller").toString(),
                Cookbook.call(event, "path").toString(),
                Cookbook.call(event, "status").toString());
    }

    @Test
    void recordsCallerActionAndOutcome() throws Exception {
        try (KeyServer keyServer = new KeyServer()) {
            Router api = COOKBOOK.api(keyServer, COOKBOOK.trail(events::addAll));
            order(api, "acme.shop.example", claims().claim("roles", List.of("buyer")));
            assertThat(event()).isEqualTo("order.create ada /orders 201");
            order(api, "acme.shop.example", claims());
            assertThat(event()).isEqualTo("order.create ada /orders 403");
            order(api, "other.shop.example", claims());
            assertThat(event()).isEqualTo("order.create ada /orders 404");
            order(api, "acme.shop.example", claims().issuer("https://evil.example"));
            assertThat(event()).isEqualTo("order.create  /orders 401");
            assertThat(events).isEmpty();
        }
    }

    private static void order(Router api, String host, JWTClaimsSet.Builder claims) throws Exception {
        try (Call call = new Call(api, "POST", "/orders?secret=7", host, bearer(token(KeyServer.RSA, claims)))) {
            call.response();
        }
    }

    @Test
    void recordsFailures() throws Exception {
        end(Call.get(others, "/audited/throws"));
        assertThat(event()).isEqualTo("test  /audited/throws 500");
        end(Call.get(others, "/audited/fails"));
        assertThat(event()).isEqualTo("test  /audited/fails 409");
        end(Call.get(others, "/audited/number/x"));
        assertThat(event()).isEqualTo("test  /audited/number/x 400");
    }

    private static void end(Call call) throws InterruptedException {
        call.response();
        call.close();
    }

    @Test
    void secretPathIsNotRecorded() throws Exception {
        end(Call.get(others, "/audited/token/7"));
        assertThat(event()).isEqualTo("test  /audited/token/{token} 200");
    }

    @Test
    void recordsClientThatLeavesWhileStageIsPending() throws Exception {
        Call.get(others, "/audited/pending").close();
        assertThat(event()).isEqualTo("test  /audited/pending 500");
        assertThat(pending.isCancelled()).isTrue();
    }

    /**
     * The client leaves while the handler runs. The server interrupts the handler, but the handler completes its work.
     */
    @Test
    void recordsClientThatLeavesWhileHandlerRuns() throws Exception {
        try (Socket client = request(server.port())) {
            entered.await();
            reset(client);
        }
        assertThat(event()).isEqualTo("test  /audited/blocking 202");
    }

    @Test
    void clientThatLeavesBeforeFiltersLeavesNoEvent() throws Exception {
        Runnable call;
        try (Socket client = request(withoutThreads.port())) {
            call = calls.poll(30, TimeUnit.SECONDS);
            reset(client);
        }
        left.await();
        Objects.requireNonNull(call).run();
        assertThat(entered.getCount()).isEqualTo(1);
        assertThat(events).isEmpty();
    }

    private static Socket request(int port) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.getOutputStream().write("GET /audited/blocking HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
        return client;
    }

    /** Closes the connection with a reset. If a client only stops sending, it may still wait for its response. */
    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    @Test
    void recordsTimeOuts() throws Exception {
        TestClient client = server.client();
        client.get("/audited/late").send().assertThat().isProblem(503);
        assertThat(event()).isEqualTo("test  /audited/late 503");
        client.get("/audited/blocked").send().assertThat().isProblem(503);
        assertThat(event()).isEqualTo("test  /audited/blocked 503");
        assertThat(events).isEmpty();
    }

    @Test
    void fullQueueLosesEventsButNeverWaits() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicInteger stored = new AtomicInteger();
        Object trail = COOKBOOK.trail(batch -> {
            stuck.await();
            stored.addAndGet(batch.size());
        });
        for (int i = 0; i < 20_000; i++) {
            add(trail);
        }
        // The trail keeps at most 500 events in the current batch and 10,000 events in the queue. All other events are
        // lost.
        long lost = (long) Cookbook.call(trail, "lost");
        assertThat(lost).isAtLeast(9_500);
        assertThat(lost).isAtMost(10_000);
        stuck.countDown();
        Cookbook.call(trail, "close");
        assertThat(stored.get() + lost).isEqualTo(20_000);
    }

    @Test
    void failingStoreIsCounted() throws Exception {
        Object trail = COOKBOOK.trail(batch -> {
            throw new IllegalStateException("planned");
        });
        add(trail);
        Cookbook.call(trail, "close");
        assertThat((long) Cookbook.call(trail, "lost")).isEqualTo(1);
    }

    private static void add(Object trail) throws ReflectiveOperationException {
        Cookbook.call(trail, "add", event("ada"));
    }

    private static Object event(String caller) throws ReflectiveOperationException {
        return COOKBOOK.create("AuditEvent", Instant.EPOCH, "test", caller, "/192.0.2.1:7", "/orders", 201, "id-1");
    }

    @Test
    void fileHasOneLineForEachEvent(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("audit.log");
        Object store = COOKBOOK.create("AuditFile", file);
        Cookbook.call(store, "append", List.of(event("ada")));
        Cookbook.call(store, "append", List.of(event("e\tv\ne")));
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "1970-01-01T00:00:00Z\ttest\tada\t/192.0.2.1:7\t/orders\t201\tid-1",
                        "1970-01-01T00:00:00Z\ttest\te\\tv\\ne\t/192.0.2.1:7\t/orders\t201\tid-1")
                .inOrder();
    }
}
