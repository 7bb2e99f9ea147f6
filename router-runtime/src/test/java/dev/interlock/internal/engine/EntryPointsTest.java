package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.interlock.http.Execution;
import dev.interlock.http.Response;
import dev.interlock.internal.engine.Connection.Entry;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.server.LaterRouter;
import dev.interlock.testing.HandlerRouter;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * If a call of the event loop into a connection fails, the connection is closed. So no later response can take the
 * place of a lost one. The switch of {@link #prepare} has a case for every entry. {@link #everyCallPassesGuard} finds
 * calls without an entry.
 */
final class EntryPointsTest {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path directory;

    private LaterRouter router;
    private FaultyLink link;
    private EngineLoop loop;
    private Connection connection;
    private boolean full;

    @BeforeEach
    void open() throws IOException {
        router = LaterRouter.of(Files.writeString(directory.resolve("file"), "0123456789"));
        link = new FaultyLink();
        loop = TestLoop.of(router, link.tasks::add);
        connection = loop.open(link);
        link.runTasks();
    }

    private void read(String... paths) {
        StringBuilder requests = new StringBuilder();
        for (String path : paths) {
            requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        connection.read(Unpooled.copiedBuffer(requests, ISO_8859_1));
    }

    /** Brings the connection into a state in which the entry can be called. Returns the call. */
    private Runnable prepare(Entry entry, Throwable fault) {
        return switch (entry) {
            case READ -> () -> read("/file");
            case FLUSH -> {
                read("/hello");
                yield connection::flush;
            }
            case CLOSED -> connection::closed;
            case FAILED -> () -> connection.failed(new IOException("broken"));
            case ADVANCED -> connection::advanced;
            case RUN ->
                () -> connection.run(() -> {
                    link.faults++;
                    FaultyLink.sneak(fault);
                });
            case BROKEN -> () -> connection.broken(new IOException("broken"));
            case CLOSE -> connection::close;
            case REPLACE ->
                () -> connection.replaceSession(host -> {
                    link.faults++;
                    FaultyLink.sneak(fault);
                    throw new AssertionError(fault);
                });
            case GO_ON -> {
                read("/promise", "/hello");
                router.promises.remove().complete("lost");
                link.tasks.remove().run();
                yield link.tasks.remove();
            }
            case SENT -> {
                read("/file", "/hello");
                connection.flush();
                yield () -> link.sent.setSuccess(null);
            }
            case TAKEN -> {
                connection = TestLoop.observed(router, link.tasks::add, Runnable::run, new ExchangeListener() {})
                        .open(link);
                link.quick = false;
                link.queued = 50;
                read("/hello");
                connection.flush();
                yield () -> link.sent.setSuccess(null);
            }
            case LAST_SENT -> {
                link.quick = false;
                connection.read(Unpooled.copiedBuffer(
                        "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", ISO_8859_1));
                connection.flush();
                yield () -> link.sent.setSuccess(null);
            }
            case MOVED -> {
                read("/hello");
                yield () -> connection.moveTo(link);
            }
            case RESIZED -> {
                read("/hello");
                yield connection::resized;
            }
            case RESUME -> {
                link.writable = false;
                read("/hello");
                connection.flush();
                link.writable = true;
                yield connection::resume;
            }
            case INPUT_ENDED -> {
                read("/hello");
                yield connection::inputEnded;
            }
            case TICK -> () -> connection.tick(System.nanoTime());
            case DRAIN -> {
                read("/hello");
                yield connection::drain;
            }
            case MAKE_ROOM -> {
                read("/hello");
                yield connection::makeRoom;
            }
            case COUNT -> connection::count;
            case SACRIFICE -> {
                connection.read(Unpooled.copiedBuffer("GET /he", ISO_8859_1));
                yield connection::sacrifice;
            }
        };
    }

    private static Stream<Arguments> entriesAndFaults() {
        List<Arguments> all = new ArrayList<>();
        for (Entry entry : Entry.values()) {
            all.add(Arguments.of(entry, new IllegalStateException("fault")));
            all.add(Arguments.of(entry, new OutOfMemoryError("fault")));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("entriesAndFaults")
    void failureClosesConnection_andNothingIsSentAfterIt(Entry entry, Throwable fault) {
        Runnable call = prepare(entry, fault);
        link.text();
        link.fault = fault;
        runSafely(call);
        link.fault = null;
        if (entry == Entry.CLOSED) {
            // The call sends nothing.
            assertThat(link.faults).isEqualTo(0);
        } else {
            assertThat(link.faults).isAtLeast(1);
            assertThat(link.reset).isTrue();
        }
        goOn();
        assertThat(link.text()).isEmpty();
    }

    /**
     * Turns any failure of the call into an {@link AssertionError}, because another Error would end the whole test run.
     */
    private static void runSafely(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            throw new AssertionError("The call throws", e);
        }
    }

    /** Makes all calls that an event loop can make into the connection. A failed connection must send nothing. */
    private void goOn() {
        read("/hello", "/hello");
        connection.flush();
        link.runTasks();
        connection.advanced();
        link.runTasks();
        connection.resume();
        connection.tick(System.nanoTime());
        connection.drain();
        connection.makeRoom();
        connection.inputEnded();
        connection.closed();
    }

    @Test
    void laterTickClosesConnection() {
        read("/hello");
        link.fault = new OutOfMemoryError("fault");
        link.faultyReset = true;
        runSafely(connection::flush);
        runSafely(() -> connection.tick(System.nanoTime()));
        assertThat(link.closed).isFalse();
        link.fault = null;
        connection.tick(System.nanoTime());
        assertThat(link.reset).isTrue();
        assertThat(link.text()).isEmpty();
    }

    @Test
    void lateOutcomeFreesPlace() {
        read("/promise");
        link.fault = new OutOfMemoryError("fault");
        runSafely(() -> connection.broken(new IOException("broken")));
        link.fault = null;
        router.promises.remove().complete("too late");
        link.runTasks();
        connection.closed();
        assertThat(link.text()).isEmpty();
        assertThat(loop.context().service().inFlight().count()).isEqualTo(0);
    }

    /** The stage of a handler completes, but the task that sends its response fails. */
    @ParameterizedTest
    @MethodSource("faults")
    void failedSessionTaskClosesConnection(Throwable fault) {
        read("/promise", "/hello");
        router.promises.remove().complete("lost");
        runFaulty(fault);
    }

    @Test
    void streamIsChargedUntilItEnds() {
        read("/publish");
        link.runTasks();
        long held = heap();
        SubmissionPublisher<String> publisher = router.publishers.remove();
        publisher.submit("part");
        publisher.close();
        link.runTasks();
        // At least the stream and the copy of its request are freed.
        assertThat(held - heap()).isAtLeast(2 * 1024);
        connection.closed();
        assertThat(heap()).isEqualTo(0);
    }

    private long heap() {
        return loop.context().service().memory().heap().used();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failedStreamTaskClosesConnection(Throwable fault) {
        read("/publish", "/hello");
        SubmissionPublisher<String> publisher = router.publishers.remove();
        link.runTasks();
        publisher.submit("lost");
        runFaulty(fault);
        publisher.close();
        link.runTasks();
        assertThat(link.text()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failedInterimTaskClosesConnection(Throwable fault) throws InterruptedException {
        List<Response> responses = new ArrayList<>();
        loop = TestLoop.of(
                HandlerRouter.with()
                        .route(
                                "GET",
                                "/hints",
                                (request, response) -> {
                                    responses.add(response);
                                    response.await(new CompletableFuture<>());
                                },
                                route -> route.execution(Execution.ASYNCHRONOUS))
                        .router(),
                link.tasks::add);
        connection = loop.open(link);
        link.runTasks();
        read("/hints", "/hello");
        Thread elsewhere = new Thread(() -> responses.get(0).interim(102));
        elsewhere.start();
        elsewhere.join();
        runFaulty(fault);
    }

    private static Stream<Throwable> faults() {
        return Stream.of(new IllegalStateException("fault"), new OutOfMemoryError("fault"));
    }

    private void runFaulty(Throwable fault) {
        Runnable task = link.tasks.remove();
        link.fault = fault;
        runSafely(task);
        link.fault = null;
        assertThat(link.faults).isAtLeast(1);
        assertThat(link.reset).isTrue();
        goOn();
        assertThat(link.text()).isEmpty();
    }

    /**
     * Opens a connection on a loop without memory for tasks while {@code full}, and sends a request. Returns the
     * promise of its handler.
     */
    private CompletableFuture<String> awaitOnLoopThatFills() {
        loop = TestLoop.of(router, task -> {
            if (full) {
                throw new OutOfMemoryError("fault");
            }
            link.tasks.add(task);
        });
        connection = loop.open(link);
        link.runTasks();
        read("/promise");
        return router.promises.remove();
    }

    @Test
    void closedConnectionOpensNoSession() {
        connection.closed();
        connection.replaceSession(host -> {
            throw new AssertionError("A session was opened");
        });
        assertThat(link.reset).isFalse();
    }

    /** The loop has no memory for the task that sends the response. The next tick sends it. */
    @Test
    void nextTickDeliversOutcome() {
        CompletableFuture<String> promise = awaitOnLoopThatFills();
        full = true;
        promise.complete("in the end");
        full = false;
        loop.tick(IDLE_NANOS);
        link.runTasks();
        assertThat(link.text()).endsWith("in the end");
    }

    /**
     * The loop has no memory for the task that would end the exchange. The exchange still stops counting as in flight.
     */
    @Test
    void clientThatLeftFreesPlaceWithoutOutcome() {
        CompletableFuture<String> promise = awaitOnLoopThatFills();
        full = true;
        connection.closed();
        full = false;
        assertThat(promise.isCancelled()).isTrue();
        assertThat(loop.context().service().inFlight().count()).isEqualTo(0);
    }

    /** Each call from other classes, listeners or tasks has an entry. Queries have none. */
    @Test
    void everyCallPassesGuard() {
        JavaClass type = engine().get(Connection.class);
        int guarded = 0;
        for (JavaMethod method : type.getMethods()) {
            boolean own = method.getModifiers().contains(JavaModifier.STATIC)
                    || method.getName().equals("enter");
            boolean question = !method.getRawReturnType().getName().equals("void");
            boolean called = !method.getModifiers().contains(JavaModifier.PRIVATE)
                    || !method.getReferencesToSelf().isEmpty();
            if (!own && !question && called) {
                assertWithMessage("%s calls enter", method.getName())
                        .that(method.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getTarget().getName().equals("enter")))
                        .isTrue();
                guarded++;
            }
        }
        assertThat(guarded).isEqualTo(Entry.values().length);
        for (Method method : Connection.class.getDeclaredMethods()) {
            // A lambda could be passed to other code, which would call it without the guard.
            assertThat(method.getName()).doesNotContain("lambda$");
        }
    }

    /** Lists the methods that give tasks to the event loop. Each task passes the guard, as the tests above show. */
    @Test
    void onlyKnownMethodsGiveTasks() {
        JavaClass loops = engine().get(LoopContext.class);
        List<String> places = loops.getMethods().stream()
                .filter(method -> List.of("executor", "execute", "later").contains(method.getName()))
                .flatMap(method -> method.getCallsOfSelf().stream())
                .map(call -> call.getOriginOwner().getSimpleName() + "."
                        + call.getOrigin().getName())
                .sorted()
                .toList();
        assertThat(places)
                .containsExactly(
                        "ConnectionOpener.execute",
                        "Exchange.sendInterim",
                        "Exchange.toLoop",
                        "RequestStream.onLoop",
                        "RequestStream.publishAfter",
                        "ResponseStream.workOffLater",
                        "StoredBody.toLoop");
    }

    private static JavaClasses engine() {
        return new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.interlock");
    }
}
