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
import org.slf4j.LoggerFactory;

/**
 * What the connections of one event loop share: used by its thread alone, by one connection at a time. Only {@link
 * #turn()}, {@link #isInLoop()} and the {@link #executor()} are for other threads, too.
 */
final class LoopState {
    private static final Logger LOG = LoggerFactory.getLogger(LoopState.class);

    /** The most bytes that one read brings. */
    static final int READ_BYTES = 64 * 1024;

    /** The head of a request that could not be read. */
    private static final RequestHead NO_HEAD = new RequestHead();

    /** The path of a request that leads to no handler. */
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
    private final Executor executor;
    private final byte[] input = new byte[READ_BYTES + Inbound.SLACK];
    private final InputArrays arrays;
    private final ByteWriter received = new ByteWriter(0);
    private final ByteWriter head = new ByteWriter(USUAL_HEAD);
    private final boolean reusing;
    /** Bytes that handlers which allocate nothing may answer again and again; one room of that size for each event loop. */
    private final int retained;

    private Request request;
    private Response response;
    private final LateTasks late = new LateTasks();
    private final DateLine date = new DateLine();
    private final ExchangePool exchanges;
    private @Nullable Connection first;
    private @Nullable Thread thread;
    private long turn;
    private long ticked = System.nanoTime();
    private boolean ticking;
    private boolean excused;
    private boolean draining;
    /** Start of the drain. */
    private long drained;
    /** Connections that the loop was given and has not yet taken. */
    private final AtomicInteger handed = new AtomicInteger();

    /** @param executor the event loop: runs tasks one after the other, in the order in which they come */
    LoopState(Service service, Executor executor) {
        this(service, executor, true);
    }

    /** @param reusing whether what a request had, such as its views, serves later ones */
    LoopState(Service service, Executor executor, boolean reusing) {
        this.service = service;
        this.executor = executor;
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

    private Request newRequest() {
        Request fresh = new Request("http", retained, reusing, service.forms());
        fresh.attach(service.router(), service.limits().body(), meter());
        fresh.lasting(input);
        return fresh;
    }

    /** Whether objects of a request serve later ones; if not, the loop is in strict mode. */
    boolean reusing() {
        return reusing;
    }

    /** Runs tasks on the event loop. For any thread. */
    Executor executor() {
        return executor;
    }

    /**
     * Has the event loop perform a task, at its next tick if its queue cannot take the task now. For any thread.
     *
     * @return false if the loop has ended
     */
    boolean execute(LoopTask task) {
        task.give();
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("A task comes after the end of its event loop", e);
            return false;
        } catch (Throwable e) {
            late.add(task);
        }
        return true;
    }

    /** Runs a task on the event loop after a time; at once where the loop has no clock. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void later(Runnable task, long nanos) {
        if (executor instanceof ScheduledExecutorService scheduler) {
            scheduler.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } else {
            executor.execute(task);
        }
    }

    /** Whether the caller is on the event loop. Others may see the thread too late, but none takes another for it. */
    boolean isInLoop() {
        return Thread.currentThread() == thread;
    }

    /**
     * Notes for those who watch the loop that it begins to work on something.
     *
     * @return whether it was at rest, to be told to {@link #leave}
     */
    boolean enter() {
        boolean resting = (turn & 1) == 0;
        if (resting) {
            TURN.setOpaque(this, turn + 1);
        }
        return resting;
    }

    /** Notes that the loop has done what it began. */
    void leave(boolean wasResting) {
        if (wasResting) {
            TURN.setOpaque(this, turn + 1);
        }
    }

    /** Odd while the loop works on something; another number for each thing. For any thread. */
    long turn() {
        return (long) TURN.getOpaque(this);
    }

    /** Notes that the loop is given a connection. For any thread. */
    void handed() {
        handed.incrementAndGet();
    }

    /** Notes that the loop takes a connection it was given, or never will. For any thread. */
    void taken() {
        handed.decrementAndGet();
    }

    /** How much keeps the loop from taking another connection; 0 if nothing does. For any thread. */
    int load() {
        return 2 * handed.get() + (int) (turn() & 1);
    }

    /** Where a read is copied to and parsed in place. */
    byte[] input() {
        return input;
    }

    /** What connections borrow for bytes that they could not consume. */
    InputArrays arrays() {
        return arrays;
    }

    /** What requests pay for memory with. */
    MemoryMeter meter() {
        return service.memory();
    }

    /** Where the part of a streamed body is joined that one read brings; empty between uses. */
    ByteWriter received() {
        return received;
    }

    /** Where the head of a response is encoded; empty between uses. */
    ByteWriter head() {
        return head;
    }

    /** The request of the handler that runs. */
    Request request() {
        if (request.isOver()) {
            request = newRequest();
        }
        return request;
    }

    /** The {@link #request()} begun as one that could not be read; to be ended. */
    Request requestWithoutHead(SocketAddress remoteAddress) {
        Request current = request();
        current.begin(NO_HEAD, reusing ? NO_PATH : new RequestPath(), null, remoteAddress);
        return current;
    }

    /**
     * A copy of the request that is handled, of what answers may need of it when it is over.
     *
     * @param from where its bytes begin
     * @param to where they end
     */
    Request copy(Request current, int from, int to) {
        RequestHead read = current.head();
        RequestHead head = new RequestHead();
        byte[] bytes = Arrays.copyOfRange(read.bytes(), from, to + Inbound.SLACK);
        head.copyFrom(read, bytes, -from);
        Request copy = new Request(current.scheme(), 0);
        copy.attach(service.router(), service.limits().body(), meter());
        copy.begin(head, NO_PATH, current);
        return copy;
    }

    /**
     * Completes the {@link #response()} to a request that no handler sees.
     *
     * @param route that it led to, or null
     * @param problem why it is refused; null if the response has all that is to be said
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

    /** The response that is being made; reset between uses. */
    Response response() {
        if (response.isOver()) {
            response = new Response(retained, reusing);
        }
        return response;
    }

    /** The date line of now, to the second; where there are ticks, of the last one. */
    DateLine date() {
        if (!ticking) {
            date.set(System.currentTimeMillis());
        }
        return date;
    }

    /** The exchanges at rest. */
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
     * Looks after time limits; to be called again and again. Time that the loop itself was held by something is nobody's
     * fault: what clients have sent meanwhile is to be read first.
     *
     * @param lateNanos since the last time, from which on that was the case
     */
    void tick(long lateNanos) {
        long now = System.nanoTime();
        ticking = true;
        date.set(System.currentTimeMillis());
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

    /** Closes connections that hold most and move least, if those of all loops hold nearly as much as they may. */
    void relieve() {
        each(Connection::count);
        new Relief(service.memory()).run(first);
    }

    /** Has all connections do something; one that fails keeps none of the others from it. */
    private void each(Consumer<Connection> task) {
        // A connection that is closed leaves the list.
        for (Connection each = first, after; each != null; each = after) {
            after = each.next;
            try {
                task.accept(each);
            } catch (Throwable failure) {
                Faults.error(LOG, "A connection could not be looked after", failure);
            }
        }
    }

    /** Whether the server is shutting down: what has arrived is answered, and then no more. */
    boolean isDraining() {
        return draining;
    }

    /** Closes the connections without an exchange in flight; to be called again until there are none left. */
    void drain() {
        if (!draining) {
            // Not yet: requests that the kernel has received already are still to be answered.
            draining = true;
            drained = System.nanoTime();
            return;
        }
        each(Connection::closeIfIdle);
    }

    /** How long the drain has lasted. */
    long drainNanos() {
        return System.nanoTime() - drained;
    }

    /**
     * Closes connections that wait for a request: those first that have never sent anything, then those that have waited
     * longest.
     *
     * @param most how many
     * @return how many were closed
     */
    int closeIdle(int most) {
        long now = System.nanoTime();
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
