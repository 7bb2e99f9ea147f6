package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.server.CapturedLog;
import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.server.ServerBuilder;
import dev.interlock.server.ServerProcess;
import dev.interlock.server.TestRouter;
import dev.interlock.server.TransportType;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients beyond the limit on connections wait. */
@Timeout(60)
public final class AcceptGateTest {
    private static ServerBuilder builder() {
        return HttpServer.builder(new TestRouter()).host("127.0.0.1").port(0).eventLoopThreads(2);
    }

    private static void assertServed(RawClient client) throws Exception {
        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
    }

    private static void assertWaits(RawClient client) throws Exception {
        client.timeoutMillis(200);
        client.get("/hello");
        assertThrows(SocketTimeoutException.class, client::response);
        client.timeoutMillis(10_000);
    }

    public static void assumeAvailable(TransportType transport) {
        try {
            Transport.Kind kind = Transport.Kind.valueOf(transport.name());
            assertThat(Transport.of(kind).type()).isEqualTo(kind);
        } catch (TransportException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void furtherClientsWaitUntilOneLeaves(TransportType transport) throws Exception {
        try (CapturedLog log = new CapturedLog();
                HttpServer server =
                        builder().maxConnections(3).transport(transport).start()) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                clients.add(new RawClient(server.port()));
            }
            for (RawClient client : clients.subList(0, 3)) {
                assertServed(client);
            }
            for (RawClient client : clients.subList(3, 6)) {
                assertWaits(client);
            }
            for (int i = 0; i < 3; i++) {
                clients.get(i).close();
                assertThat(clients.get(3 + i).response().body()).isEqualTo("hello");
            }
            assertThat(log.lines("as many as max-connections allows")).hasSize(1);
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void limitOfOneServesManyInTurn() throws Exception {
        try (CapturedLog log = new CapturedLog();
                HttpServer server = builder().maxConnections(1).start()) {
            for (int i = 0; i < 100; i++) {
                try (RawClient client = new RawClient(server.port())) {
                    assertServed(client);
                }
            }
            assertThat(log.lines("1 connections are open")).hasSize(1);
        }
    }

    @Test
    void servesWaitingClientsAtClose() throws Exception {
        HttpServer server = builder().maxConnections(1).start();
        try (RawClient first = new RawClient(server.port());
                RawClient waiting = new RawClient(server.port())) {
            assertServed(first);
            waiting.get("/hello");
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            assertThat(waiting.response().body()).isEqualTo("hello");
            closing.get();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void waitsForFileDescriptors(TransportType transport) throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs Linux");
        assumeAvailable(transport);
        List<String> limited = List.of("bash", "-c", "ulimit -n 200; exec \"$0\" \"$@\"");
        try (ServerProcess process = ServerProcess.startBy(limited, "-Dinterlock.transport=" + transport)) {
            int port = process.port();
            try (RawClient first = new RawClient(port)) {
                // The first request loads every class that the test needs.
                assertServed(first);
            }
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                clients.add(new RawClient(port).get("/hello"));
            }
            assertThat(clients.get(0).response().body()).isEqualTo("hello");
            process.awaitError("Accepting a connection failed");
            long ticks = cpuTicks(process.pid());
            TimeUnit.SECONDS.sleep(1);
            assertWithMessage("hundredths of a second that the loops worked in one without descriptors")
                    .that(cpuTicks(process.pid()) - ticks)
                    .isLessThan(30);
            List<String> errors = process.errors();
            assertWithMessage("%s", errors)
                    .that(errors.stream()
                            .filter(line -> line.contains("Too many open files"))
                            .toList())
                    .hasSize(1);
            for (RawClient client : clients) {
                if (!client.equals(clients.get(0))) {
                    assertThat(client.response().body()).isEqualTo("hello");
                }
                client.close();
            }
        }
    }

    /** An event loop closes the gate, and new clients wait in the kernel's queue. */
    @Test
    void closedGateUsesNoCpu() throws Exception {
        assumeAvailable(TransportType.EPOLL);
        TestRouter router = new TestRouter();
        List<RawClient> clients = new ArrayList<>();
        try (HttpServer server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .transport(TransportType.EPOLL)
                .eventLoopThreads(2)
                .maxConnections(1)
                .start()) {
            clients.add(new RawClient(server.port()).get("/wait"));
            router.waiting.await();
            for (int i = 0; i < 3; i++) {
                clients.add(new RawClient(server.port()));
            }
            long before = acceptingNanos();
            TimeUnit.MILLISECONDS.sleep(500);
            assertThat(acceptingNanos() - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
            router.goOn.countDown();
            for (RawClient client : clients) {
                client.close();
            }
        } finally {
            router.goOn.countDown();
        }
    }

    /** Returns the CPU time of the threads that accept. */
    private static long acceptingNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("interlock-accept")) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }

    /** Returns the user and system time of the event loops, in hundredths of a second. */
    private static long cpuTicks(long pid) throws Exception {
        long ticks = 0;
        for (File task : new File("/proc/" + pid + "/task").listFiles()) {
            ticks += loopTicks(task.toPath().resolve("stat"));
        }
        return ticks;
    }

    private static long loopTicks(Path file) throws IOException {
        try {
            String stat = Files.readString(file);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return stat.contains("(interlock-") ? Long.parseLong(fields[11]) + Long.parseLong(fields[12]) : 0;
        } catch (NoSuchFileException e) {
            // The thread was a compiler thread that has ended.
            return 0;
        }
    }
}
