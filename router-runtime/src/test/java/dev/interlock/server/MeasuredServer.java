package dev.interlock.server;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link RobustServer} in another process, so that its memory can be measured without its clients. */
public final class MeasuredServer implements AutoCloseable {
    /** Allowed growth of a server's heap, in bytes: each loop keeps 2 MiB for reuse, and classes are loaded. */
    static final long MARGIN_BYTES = 6 * 1024 * 1024;

    /** Allowed growth of the memory outside of the heap, in bytes: the allocator keeps chunks of megabytes. */
    private static final long MARGIN_DIRECT = 16 * 1024 * 1024;

    /** Allowed growth of the number of descriptors: class files are read from archives, which stay open. */
    private static final int MARGIN_FILES = 3;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Process process;
    private final Path log;
    private final BufferedReader responses;
    private final int port;
    /** Length of the log that was already checked. */
    private int seen;

    private MeasuredServer(Process process, Path log) throws IOException {
        this.process = process;
        this.log = log;
        responses = process.inputReader(UTF_8);
        String first = responses.readLine();
        if (first == null) {
            throw new IllegalStateException("The server did not start:\n" + log());
        }
        port = Integer.parseInt(first);
    }

    /**
     * Starts a server.
     *
     * @param options options of the JVM, such as {@code -Dinterlock.idle-timeout=2s}
     */
    public static MeasuredServer start(String... options) throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs Linux");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Stream.of(options).noneMatch(option -> option.endsWith("GC"))) {
            command.add("-XX:+UseSerialGC");
        }
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RobustServer.class.getName()));
        Path log = Files.createTempFile("server", ".log");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        return new MeasuredServer(process, log);
    }

    int port() {
        return port;
    }

    /** Returns the memory and descriptors of the server now. */
    public Footprint footprint() throws IOException {
        return Footprint.of(ask(RobustServer.FOOTPRINT));
    }

    /**
     * Returns how often the server has used each of its {@code Defence}s against a lack of memory, in the order of the
     * enum.
     */
    List<Long> defences() throws IOException {
        return Stream.of(ask(RobustServer.DEFENCES).split(" "))
                .map(Long::valueOf)
                .toList();
    }

    /** Lets time pass on the server, which was started with {@code -Dtest.clock=true}. */
    void pass(Duration time) throws IOException {
        ask(RobustServer.PASS + time.toMillis());
    }

    private String ask(String question) throws IOException {
        process.outputWriter(UTF_8).append(question).append('\n').flush();
        String response = responses.readLine();
        if (response == null) {
            throw new IllegalStateException("The server has ended:\n" + log());
        }
        return response;
    }

    /** Returns the log of the server. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server holds no more than before. Fails if that takes too long. */
    public void awaitReturnTo(Footprint before) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Footprint now = footprint();
        while (!isBackAt(before, now) && System.nanoTime() - deadline < 0) {
            now = footprint();
        }
        assertWithMessage("%s is back at %s", now, before)
                .that(isBackAt(before, now))
                .isTrue();
    }

    private static boolean isBackAt(Footprint before, Footprint now) {
        return now.heap() <= before.heap() + MARGIN_BYTES
                && now.direct() <= before.direct() + MARGIN_DIRECT
                && now.sockets() <= before.sockets()
                && now.files() <= before.files() + MARGIN_FILES;
    }

    /** Waits until handlers were called for this number of requests. */
    void awaitCalls(int calls) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Footprint now = footprint();
        while (now.calls() < calls && System.nanoTime() - deadline < 0) {
            now = footprint();
        }
        assertWithMessage("requests that reached a handler").that(now.calls()).isAtLeast(calls);
    }

    /** Fails if an error was logged, or a buffer was left to the garbage collector, since the last call. */
    public void assertNothingWentWrong() throws IOException {
        ask(RobustServer.LEAKS);
        String log = log();
        String recent = log.substring(seen);
        seen = log.length();
        assertWithMessage("the log").that(recent).doesNotContain("LEAK");
        assertWithMessage("the log").that(recent).doesNotContain("ERROR");
    }

    /** Sends SIGTERM. */
    void terminate() {
        // Process.destroy would close the streams as well.
        if (!process.toHandle().destroy()) {
            throw new AssertionError("The server has ended:\n" + log());
        }
    }

    /** Waits for the end of the process, and returns its exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("The server does not end:\n" + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(log);
    }
}
