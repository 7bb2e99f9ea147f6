package dev.interlock.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import dev.interlock.http.Router;
import dev.interlock.server.InMemoryConnection;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Measures how many bytes a request allocates on the heap, from its first byte to the last byte of its response. A test
 * can assert that it allocates nothing:
 *
 * <pre>{@code
 * AllocationProbe.of(ApiRouter.of(new Orders(store)))
 *     .get("/v1/orders/7?full=true", "Accept: text/plain")
 *     .assertNothingAllocated();
 * }</pre>
 *
 * <p>The probe sends the requests again and again through the engine of the server, without a socket. It counts the
 * allocations of all threads, so nothing else should run meanwhile. The result is the best of several rounds. Not safe
 * for use by several threads.
 */
public final class AllocationProbe {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 5;
    private static final int REQUESTS_PER_ROUND = 10_000;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int FIRST_PROBLEM = 400;

    private final Router router;
    private final List<byte[]> requests = new ArrayList<>();

    private AllocationProbe(Router router) {
        this.router = router;
    }

    /** Creates a probe for the routes of a router. */
    public static AllocationProbe of(Router router) {
        return new AllocationProbe(router);
    }

    /**
     * Adds a GET request. The probe sends all added requests in turn.
     *
     * @param target path and query
     * @param fields field lines such as {@code Accept: text/plain}
     */
    public AllocationProbe get(String target, String... fields) {
        return request("GET", target, new byte[0], fields);
    }

    /** Adds a POST request. The body is text unless the fields have another content type. */
    public AllocationProbe post(String target, byte[] body, String... fields) {
        return request("POST", target, body, fields);
    }

    private AllocationProbe request(String method, String target, byte[] body, String... fields) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: test\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return request(concat(head.append("\r\n").toString().getBytes(UTF_8), body));
    }

    private static byte[] concat(byte[] head, byte[] body) {
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /**
     * Adds a request.
     *
     * @param bytes the complete head and body
     */
    public AllocationProbe request(byte[] bytes) {
        requests.add(bytes.clone());
        return this;
    }

    /**
     * Fails if the requests allocate.
     *
     * @throws AssertionError with the number of bytes, if it is at least 1 per request
     */
    public void assertNothingAllocated() {
        assertAtMost(0);
    }

    /**
     * Fails if a request allocates more than {@code bytes} bytes on average.
     *
     * @throws AssertionError with the measured number of bytes
     */
    public void assertAtMost(int bytes) {
        double measured = bytesPerRequest();
        // Allows less than one byte more, because rare events such as a log line or a timer also allocate.
        if (measured >= bytes + 1) {
            throw new AssertionError("A request allocates " + measured + " bytes, expected at most " + bytes
                    + ". Tip: an allocation profile shows where; JDK Flight Recorder takes one");
        }
    }

    /**
     * Returns the average number of bytes that a request allocates in steady state.
     *
     * @throws IllegalStateException if there are no requests, or if a response has an error status or closes the
     *     connection
     */
    public double bytesPerRequest() {
        if (requests.isEmpty()) {
            throw new IllegalStateException("There is nothing to measure. Tip: add a request by get(...)");
        }
        // Switches off Netty's leak detector, because it allocates for each buffer that it tracks.
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        try {
            return onEventLoopThread(this::measure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring", e);
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    /**
     * Runs the measurement on a thread of the same class as the threads of event loops. On other threads, Netty does
     * not reuse its buffers.
     */
    private static double onEventLoopThread(Callable<Double> measurement) throws InterruptedException {
        FutureTask<Double> task = new FutureTask<>(measurement);
        Thread thread = new FastThreadLocalThread(task, "allocation-probe");
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The requests cannot be measured: " + e.getMessage(), e);
        } finally {
            thread.interrupt();
            thread.join();
        }
    }

    private double measure() throws InterruptedException {
        try (InMemoryConnection connection = new InMemoryConnection(router)) {
            for (byte[] request : requests) {
                check(connection, request);
            }
            run(connection, WARM_UP);
            long fewest = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                long before = allocated();
                run(connection, REQUESTS_PER_ROUND);
                fewest = Math.min(fewest, allocated() - before);
            }
            return (double) Math.max(0, fewest - cost()) / REQUESTS_PER_ROUND;
        }
    }

    private static void check(InMemoryConnection connection, byte[] request) throws InterruptedException {
        connection.send(request);
        boolean answered = connection.awaitResponses(LONGEST);
        String response = new String(connection.receive(), ISO_8859_1);
        String line = new String(request, ISO_8859_1).lines().findFirst().orElse("");
        if (!answered || response.isEmpty()) {
            throw new IllegalStateException("'" + line + "' got no response");
        }
        int status = Integer.parseInt(response.substring(STATUS_AT, STATUS_AT + 3));
        if (status >= FIRST_PROBLEM || connection.isClosed()) {
            throw new IllegalStateException("'" + line + "' got the response "
                    + response.lines().findFirst().orElse("") + ", which is not a steady state");
        }
    }

    private void run(InMemoryConnection connection, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            connection.send(requests.get(i % requests.size()));
            connection.awaitResponses(LONGEST);
            connection.drop();
        }
    }

    /** Returns the bytes that all live threads have allocated. */
    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    /** Returns the number of bytes that a call of {@link #allocated} itself allocates. */
    private static long cost() {
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long before = allocated();
            fewest = Math.min(fewest, allocated() - before);
        }
        return fewest;
    }
}
