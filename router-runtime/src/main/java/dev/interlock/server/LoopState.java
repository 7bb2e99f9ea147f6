package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.dispatch.RequestPath;
import dev.interlock.http.MemoryMeter;
import dev.interlock.http.Problem;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http1.DateLine;
import dev.interlock.log.ServerLog;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * State that the connections of one event loop share. Used by its thread alone, by one connection at a time. Only
 * {@link #turn()}, {@link #isInLoop()}, the {@link #executor()} and the methods marked "for any thread" are for other
 * threads, too.
 */
final class LoopState {
    private static final Logger LOG = ServerLog.of(LoopState.class);

    /** Most bytes of one read. */
    static final int READ_BYTES = 64 * 1024;

    /** The head of a request that could not be read. */
    private static final RequestHead NO_HEAD = new RequestHead();

    /** Path of a request without a handler. */
    private static final RequestPath NO_PATH = new RequestPath();

    private static final int USUAL_HEAD = 1024;

    private static final VarHandle TURN;

    static {
        try {
            TURN = MethodHandles.lookup().findVarHandle(LoopState.class, "turn", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Service service;
    private final LoopClock clock;
    private final Executor executor;
    private final byte[] input = new byte[READ_BYTES + Inbound.SLACK];
    private final InputArrays arrays;
    private final ByteWriter received = new ByteWriter(0);
    private final ByteWriter head = new ByteWriter(USUAL_HEAD);
    private final boolean reusing;
    /** Bytes of a response that an allocation-free handler may reuse. Each event loop has one such buffer. */
    private final int retained;

    private Request request;
    private Response response;
    private final LateTasks late = new LateTasks();
    private final DateLine date = new DateLine();
    private final ExchangePool exchanges;
    private @Nullable Connection first;
    private @Nullable Thread thread;
    private long turn;
    private long ticked;
    private boolean ticking;
    private boolean excused;
    private boolean draining;
    /** Start of the drain. */
    private long drained;
    /** Connections handed to the loop that it has not yet taken. */
    private final AtomicInteger handed = new AtomicInteger();

    /** @param executor the event loop: runs tasks one after the other, in order */
    LoopState(Service service, Executor executor) {
        this(service, executor, true);
    }

    /** @param reusing whether objects of a request, such as views, serve later requests */
    LoopState(Service service, Executor executor, boolean reusing) {
        this.service = service;
        this.executor = executor;
        clock = service.clock();
        ticked = clock.nanoTime();
        this.reusing = reusing;
        retained = service.retained().bodyBytes();
        arrays = new InputArrays(service.memory(), retained);
        exchanges = new ExchangePool(this);
        request = newRequest();
        response = new Response(retained, reusing);
        executor.execute(() -> thread = Thread.currentThread());
    }

    Service service() {
        return service;
    }

    /** Nanoseconds since a fixed time; only differences have a meaning. */
    long nanoTime() {
        return clock.nanoTime();
    }

    private Request newRequest() {
        Request fresh = new Request("http", retained, reusing, service.forms());
        fresh.attach(service.router(), service.limits().body(), meter(), service.random());
        fresh.lasting(input);
        return fresh;
    }

    /** Whether objects of a request serve later requests. False in strict mode. */
    boolean reusing() {
        return reusing;
    }

    /** Runs tasks on the event loop. For any thread. */
    Executor executor() {
        return executor;
    }

    /**
     * Performs a task on the event loop, or at its next tick if its queue cannot take the task now. For any thread.
     *
     * @return false if the loop has ended
     */
    boolean execute(LoopTask task) {
        task.give();
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("A task came after the end of its event loop", e);
            return false;
        } catch (Throwable e) {
            late.add(task);
        }
        return true;
    }

    /** Runs a task on the event loop after a delay, or at once if the executor cannot schedule tasks. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void later(Runnable task, long nanos) {
        if (executor instanceof ScheduledExecutorService scheduler) {
            scheduler.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } else {
            executor.execute(task);
        }
    }

    /**
     * Whether the caller is on the event loop. Other threads may see the loop's thread too late, but never take another
     * one for it.
     */
    boolean isInLoop() {
        return Thread.currentThread() == thread;
    }

    /**
     * Marks the loop as working, for the watchdog.
     *
     * @return whether it was at rest; pass this to {@link #leave}
     */
    boolean enter() {
        boolean resting = (turn & 1) == 0;
        if (resting) {
            TURN.setOpaque(this, turn + 1);
        }
        return resting;
    }

    /** Restores the state before {@link #enter}. */
    void leave(boolean wasResting) {
        if (wasResting) {
            TURN.setOpaque(this, turn + 1);
        }
    }

    /** Odd while the loop works; changes with each piece of work. For any thread. */
    long turn() {
        return (long) TURN.getOpaque(this);
    }

    /** Counts a connection that is handed to the loop. For any thread. */
    void handed() {
        handed.incrementAndGet();
    }

    /** Uncounts a connection that the loop takes or never will take. For any thread. */
    void taken() {
        handed.decrementAndGet();
    }

    /** Work that keeps the loop from taking another connection; 0 if there is none. For any thread. */
    int load() {
        return 2 * handed.get() + (int) (turn() & 1);
    }

    /** Array for received bytes, which are parsed in place. */
    byte[] input() {
        return input;
    }

    /** Lends arrays to connections for bytes that they have not consumed. */
    InputArrays arrays() {
        return arrays;
    }

    /** Meter that charges requests for memory. */
    MemoryMeter meter() {
        return service.memory();
    }

    /** Buffer that joins the bytes of one read of a streamed body; empty between uses. */
    ByteWriter received() {
        return received;
    }

    /** Buffer for the head of a response; empty between uses. */
    ByteWriter head() {
        return head;
    }

    /** Request of the running handler. */
    Request request() {
        if (request.isOver()) {
            request = newRequest();
        }
        return request;
    }

    /** The {@link #request()}, begun as a request that could not be read. The caller must end it. */
    Request requestWithoutHead(SocketAddress remoteAddress) {
        Request current = request();
        current.begin(NO_HEAD, reusing ? NO_PATH : new RequestPath(), null, remoteAddress);
        return current;
    }

    /**
     * Copies the current request, as far as responses may need it after it is over.
     *
     * @param from index of the first byte of the head
     * @param to index after the last byte of the head
     */
    Request copy(Request current, int from, int to) {
        RequestHead read = current.head();
        RequestHead head = new RequestHead();
        byte[] bytes = Arrays.copyOfRange(read.bytes(), from, to + Inbound.SLACK);
        head.copyFrom(read, bytes, -from);
        Request copy = new Request(current.scheme(), 0);
        copy.attach(service.router(), service.limits().body(), meter(), service.random());
        copy.begin(head, NO_PATH, current);
        return copy;
    }

    /**
     * Completes the {@link #response()} to a request that no handler sees.
     *
     * @param route route of the request, or null
     * @param problem reason of the rejection, or null if the response is complete
     */
    void answer(RequestHead head, @Nullable RouteInfo route, SocketAddress remoteAddress, @Nullable Problem problem) {
        Request current = request();
        current.begin(head, reusing ? NO_PATH : new RequestPath(), route, remoteAddress);
        try {
            service.handlerCall().answer(route, problem, current, response());
        } finally {
            current.end();
        }
    }

    /** Current response; reset between uses. */
    Response response() {
        if (response.isOver()) {
            response = new Response(retained, reusing);
        }
        return response;
    }

    /** Date line of the current second, or of the last tick if there are ticks. */
    DateLine date() {
        if (!ticking) {
            date.set(clock.currentTimeMillis());
        }
        return date;
    }

    /** Idle exchanges. */
    ExchangePool exchanges() {
        return exchanges;
    }

    /** Adds a connection that is in no list. */
    void add(Connection connection) {
        Connection second = first;
        connection.next = second;
        if (second != null) {
            second.previous = connection;
        }
        first = connection;
    }

    void remove(Connection connection) {
        Connection before = connection.previous;
        Connection after = connection.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        connection.previous = null;
        connection.next = null;
    }

    /**
     * Checks time limits. The event loop calls this repeatedly. If the loop itself was held, clients are not to blame:
     * it first reads the bytes that they have sent meanwhile.
     *
     * @param lateNanos time since the last call, from which on the loop counts as held
     */
    void tick(long lateNanos) {
        long now = nanoTime();
        ticking = true;
        date.set(clock.currentTimeMillis());
        // Never twice in a row: a loop that is always late has its limits, too.
        excused = !excused && now - ticked > lateNanos;
        ticked = now;
        late.run();
        exchanges.tick(now);
        service.memory().relieve();
        MemoryReserve.fill();
        if (excused) {
            return;
        }
        each(connection -> connection.tick(now));
    }

    /** Closes connections that hold most and move least if the memory budget is nearly full. */
    void relieve() {
        each(Connection::count);
        new Relief(service.memory()).run(first);
    }

    /** Calls all connections. A failure of one does not affect the others. */
    private void each(Consumer<Connection> task) {
        // A connection that is closed leaves the list.
        for (Connection each = first, after; each != null; each = after) {
            after = each.next;
            try {
                task.accept(each);
            } catch (Throwable failure) {
                Faults.error(LOG, "Checking a connection failed", failure);
            }
        }
    }

    /** Whether the server is shutting down. Received requests are still answered, but no later ones. */
    boolean isDraining() {
        return draining;
    }

    /** Closes the connections without an exchange in flight. Called repeatedly until none is left. */
    void drain() {
        if (!draining) {
            // Not yet: requests that the kernel has already received must still be answered.
            draining = true;
            drained = nanoTime();
            return;
        }
        each(Connection::closeIfIdle);
    }

    /** Time since the start of the drain. */
    long drainNanos() {
        return nanoTime() - drained;
    }

    /**
     * Closes idle connections: first those that have never sent anything, then those that have waited longest.
     *
     * @param most number of connections to close, at most
     * @return the number of closed connections
     */
    int closeIdle(int most) {
        long now = nanoTime();
        List<Connection> idle = new ArrayList<>();
        for (Connection each = first; each != null; each = each.next) {
            if (each.isIdle(now)) {
                idle.add(each);
            }
        }
        idle.sort(Comparator.comparing(Connection::isSilent)
                .thenComparingLong(each -> each.idleNanos(now))
                .reversed());
        List<Connection> closed = idle.subList(0, Math.min(most, idle.size()));
        closed.forEach(Connection::makeRoom);
        return closed.size();
    }
}
