package dev.interlock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.engine.Defence;
import dev.interlock.internal.engine.LoopClock;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Main class of a {@link MeasuredServer}: serves the {@link RobustRouter} with settings from system properties. It
 * reads commands from its standard input, and prints the results to its standard output.
 */
final class RobustServer {
    /** Command: prints memory and descriptors of the process. */
    static final String FOOTPRINT = "footprint";
    /** Command: logs buffers that were not released. */
    static final String LEAKS = "leaks";
    /** Command: lets time pass. The number of milliseconds follows the command. Needs {@code -Dtest.clock=true}. */
    static final String PASS = "pass ";
    /** Command: prints how often the server has used each {@code Defence}, in the order of the enum. */
    static final String DEFENCES = "defences";

    /** Limit on the fields of a request: as many as fit in a head. */
    static final int MAX_FIELDS = 4000;

    private static final int COLLECTIONS = 3;
    /**
     * Limit on streamed bodies. It equals the limit on clients, so that memory limits the streamed bodies, and not
     * their number.
     */
    private static final int MAX_STREAMS = 10_000;

    private RobustServer() {}

    /** Serves until the command to end, or the end of standard input: no server outlives its test. */
    public static void main(String[] args) {
        try {
            serve();
        } catch (Exception e) {
            System.err.println("ERROR: " + e);
        } finally {
            // The threads of the server would keep the process alive.
            Runtime.getRuntime().halt(1);
        }
    }

    private static void serve() throws Exception {
        RobustRouter router = new RobustRouter();
        TestClock clock = new TestClock();
        HttpServer server = HttpServer.builder(router)
                .clock(Boolean.getBoolean("test.clock") ? clock : LoopClock.SYSTEM)
                .host("127.0.0.1")
                .port(0)
                .maxStreams(MAX_STREAMS)
                .maxFields(MAX_FIELDS)
                .start();
        PrintStream out = System.out;
        out.println(server.port());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(PASS)) {
                clock.pass(Duration.ofMillis(Long.parseLong(line.substring(PASS.length()))), server);
                out.println(line);
            } else {
                out.println(line.equals(DEFENCES) ? defences(server) : answer(line, router));
            }
        }
    }

    private static String defences(HttpServer server) {
        return Stream.of(Defence.values())
                .map(defence -> String.valueOf(server.memory().count(defence)))
                .collect(Collectors.joining(" "));
    }

    private static String answer(String question, RobustRouter router) throws Exception {
        collect();
        if (question.equals(LEAKS)) {
            // The leak detector reports at the next allocation.
            ByteBufAllocator.DEFAULT.directBuffer().release();
            ByteBufAllocator.DEFAULT.heapBuffer().release();
            return LEAKS;
        }
        List<String> descriptors = descriptors();
        int sockets = (int)
                descriptors.stream().filter(each -> each.startsWith("socket:")).count();
        return new Footprint(heap(), direct(), sockets, descriptors.size() - sockets, router.calls.get()).toLine();
    }

    /** Collects several times: cleaners free direct memory only after a collection has found it. */
    private static void collect() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(5);
        }
    }

    /**
     * Returns the heap after the last collection. The current heap is larger, because every thread that allocates may
     * have taken a block since.
     */
    private static long heap() {
        long total = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                total += pool.getCollectionUsage().getUsed();
            }
        }
        return total;
    }

    private static long direct() {
        long total = Math.max(0, PlatformDependent.usedDirectMemory());
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            if (pool.getName().equals("direct")) {
                total += pool.getMemoryUsed();
            }
        }
        return total;
    }

    /** Returns the targets of the process's descriptors, such as {@code socket:[1234]} or the path of a file. */
    private static List<String> descriptors() throws IOException {
        List<String> targets = new ArrayList<>();
        try (Stream<Path> each = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : (Iterable<Path>) each::iterator) {
                targets.add(target(descriptor));
            }
        }
        return targets;
    }

    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            // The descriptor was closed after it was listed.
            return "";
        }
    }
}
