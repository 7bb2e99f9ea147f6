package dev.interlock.internal.engine;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.accesslog.SimulatedAccessLog;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.http1.Http1;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.negotiate.RouteTable;
import dev.interlock.internal.proxyprotocol.Headers;
import dev.interlock.internal.proxyprotocol.ProxyProtocol;
import dev.interlock.observe.ExchangeListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of the engine, which a seed determines. There are many connections on one event loop. Their clients send,
 * read, stall, end and reset. Handlers complete on the loop and on another thread, and time passes. The same seed gives
 * the same run.
 */
final class Simulation {
    private static final int STEPS = 400;
    private static final int MOST_QUIET_STEPS = 20_000;
    private static final int QUIET_TICKS = 8;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PACED_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final BodyPace NO_PACE = new BodyPace(0, 0);
    private static final Timeouts TIMEOUTS = new Timeouts(TimeUnit.SECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(30));

    private final long seed;
    private final Random random;
    private final OtherThread other;
    private final SimulatedLoop loop = new SimulatedLoop();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
    private final SimulatedRouter router;
    /** Calls of blocking handlers that have not begun. */
    private final Queue<Runnable> blocking = new ArrayDeque<>();
    /** Calls of blocking handlers that have stopped in the middle. */
    private final List<BlockedHandler> stopped = new ArrayList<>();
    /** All calls of blocking handlers. */
    private final List<BlockedHandler> begun = new ArrayList<>();

    private final ConcurrencyLimit inFlight;
    private final int mostInFlight;
    private final ConcurrencyLimit streams;
    private final int mostStreams;
    private final MemoryBudget memory;
    private final RouteLimits limits;
    private final AdaptiveLimit adaptive;
    private final EngineLoop engine;
    private final SendBuffers sendBuffers = new SendBuffers(BatchSize.MOST);
    private final SimulatedListener listener = new SimulatedListener();
    private final SimulatedBodies bodies = new SimulatedBodies();
    private final SimulatedAccessLog accessLog;
    private boolean isObserved;
    /** Number of responses whose bodies were compared with those that listeners saw. */
    private int comparedBodies;
    /** Listener of a test, or null. */
    private final @Nullable ExchangeListener further;

    private final List<Member> members = new ArrayList<>();
    /** Connections that have read and not flushed yet. */
    private final Set<Member> batch = new LinkedHashSet<>();

    /** Whether each connection begins with a header of the PROXY protocol. */
    private final boolean isProxied;

    private final int connections;
    /** Whether the limits on exchanges in flight or on memory are low. */
    private final boolean isShort;
    /** Whether clients that have closed their half of the connection still get their responses. */
    private final boolean servesHalfClosed;
    /** Whether bodies have a minimum rate and a deadline. */
    private final boolean isPaced;

    /** Whether exchanges have a time limit. */
    private final boolean isTimed;

    private boolean isDraining;
    /** Whether time limits may have passed. */
    private boolean hasWaited;
    /** Whether a publisher has failed. */
    private boolean hasFailedStream;

    private boolean isQuiet;

    /**
     * A connection with its two ends.
     *
     * @param socket first link of the connection if that link has no queue, or null
     */
    private record Member(
            SimulatedClient client,
            SimulatedLink link,
            @Nullable SimulatedSocket socket,
            Connection connection) {}

    /** Runs tasks on threads other than the thread of the simulation. */
    interface OtherThread {
        /** Starts a task. */
        void start(Runnable task);

        /** Runs a task, and waits for its end. */
        void run(Runnable task);
    }

    Simulation(long seed, OtherThread other) {
        this(seed, other, null);
    }

    /** @param further listener that observes every run, or null to have listeners in half of the runs */
    Simulation(long seed, OtherThread other, @Nullable ExchangeListener further) {
        this.seed = seed;
        this.further = further;
        this.other = other;
        random = new Random(seed);
        connections = 1 + random.nextInt(6);
        isShort = random.nextInt(4) == 0;
        router = new SimulatedRouter(allocator, isShort && random.nextBoolean());
        mostInFlight = isShort ? 2 : 1000;
        inFlight = new ConcurrencyLimit(mostInFlight);
        mostStreams = isShort ? 1 : 1000;
        streams = new ConcurrencyLimit(mostStreams);
        isPaced = random.nextInt(4) == 0;
        isTimed = random.nextInt(3) == 0;
        memory = MemoryBudget.of(
                isShort && random.nextBoolean() ? 20_000 + random.nextInt(300_000) : 0, 1L << 32, 1L << 32, loop);
        adaptive = isShort && random.nextBoolean() ? new AdaptiveLimit(TICK_NANOS, 100) : AdaptiveLimit.off();
        accessLog = new SimulatedAccessLog(loop, router.routes());
        Service service = new Service(
                new RouteTable(router),
                new HandlerCall(router),
                Limits.DEFAULT.body(),
                isPaced ? new BodyPace(100, PACED_NANOS) : NO_PACE,
                inFlight,
                memory,
                new Retained(16 * 1024),
                streams,
                isPaced ? 2 * PACED_NANOS : 0,
                blocking::add,
                ExchangeLimits.of(
                        isTimed ? Duration.ofNanos(LIMIT_NANOS) : Duration.ZERO,
                        isPaced ? new BodyPace(100, PACED_NANOS) : NO_PACE,
                        adaptive,
                        router),
                FormSettings.DEFAULT,
                TrustedProxies.NONE,
                loop,
                new Random(~seed),
                observers());
        servesHalfClosed = random.nextBoolean();
        Http1 protocol = new Http1(Limits.DEFAULT, random.nextInt(3) == 0 ? 200 : 64 * 1024, servesHalfClosed);
        limits = service.limits().routes();
        // Not from the random numbers, so that other seeds keep their runs.
        isProxied = (seed & 3) == 0;
        engine = new EngineLoop(
                service, isProxied ? new ProxyProtocol(protocol, TrustedProxies.NONE) : protocol, TIMEOUTS, loop, true);
        memory.relief(() -> loop.execute(engine::relieve));
    }

    private @Nullable Observers observers() {
        if (!random.nextBoolean() && further == null) {
            return null;
        }
        router.onCode = listener::checkScope;
        router.onSubscriber = listener::checkSubscriber;
        List<ExchangeListener> all = new ArrayList<>(List.of(listener, bodies, accessLog.listener()));
        isObserved = true;
        if (further != null) {
            all.add(further);
        }
        return Observers.of(all, TrustedProxies.NONE);
    }

    /**
     * Runs the simulation to its end. If the engine breaks a promise, throws an {@link AssertionError} that names the
     * seed.
     */
    void run() {
        try {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            isQuiet = true;
            members.forEach(it -> it.link().widen());
            settleForTicks();
            members.forEach(this::checkResponses);
            for (Member each : members) {
                if (!each.link().isClosed()) {
                    each.client().reset();
                }
            }
            settle();
            checkNothingIsLeft();
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    /** Returns the numbers of rare events that a run has covered, by their names. */
    Map<String, Integer> coverage() {
        Map<String, Integer> all = new TreeMap<>(listener.coverage());
        all.put("compared bodies", comparedBodies);
        all.put(
                "interrupted handlers",
                begun.stream().mapToInt(BlockedHandler::interrupts).sum());
        all.put("cancelled stages", (int)
                router.stages.stream().filter(CompletableFuture::isCancelled).count());
        all.put("cancelled publishers", (int)
                router.all.stream().filter(SimulatedRouter.Source::wasCancelled).count());
        return all;
    }

    /** Returns the number of exchanges that listeners have seen. */
    int exchanges() {
        return listener.begun();
    }

    /** Returns all bytes that the clients have received, client by client. */
    String received() {
        StringBuilder all = new StringBuilder();
        for (Member each : members) {
            all.append(each.client().name())
                    .append(": ")
                    .append(each.client().all())
                    .append('\n');
        }
        return all.toString();
    }

    /** Performs all possible events. Some connections that stopped reading for lack of memory resume at a tick. */
    private void settleForTicks() {
        for (int i = 0; i < QUIET_TICKS; i++) {
            settle();
            tick(TICK_NANOS);
        }
        settle();
    }

    /** Performs all possible events until none is left. */
    private void settle() {
        int steps = 0;
        while (true) {
            List<Runnable> actions = actions();
            if (actions.isEmpty()) {
                long next = loop.untilNext();
                if (next < 0) {
                    return;
                }
                loop.pass(next);
                continue;
            }
            SimulatedLoop.pick(actions, random).run();
            check(steps++ < MOST_QUIET_STEPS, "the engine does not come to rest");
        }
    }

    private void step() {
        if (members.size() < connections && random.nextInt(10) == 0) {
            connect();
        }
        if (random.nextInt(40) == 0) {
            disturb();
        }
        List<Runnable> actions = actions();
        if (!actions.isEmpty()) {
            SimulatedLoop.pick(actions, random).run();
        }
        checkLimits();
    }

    private void checkLimits() {
        check(inFlight.count() <= mostInFlight, inFlight.count() + " exchanges are in flight");
        check(streams.count() <= mostStreams, streams.count() + " bodies are streamed");
        for (RouteInfo route : router.routes()) {
            int count = limits.count(route);
            check(count >= 0 && count <= Math.max(1, route.maxConcurrent()), count + " exchanges of " + route);
        }
        // Connections and records of exchanges count, but the budget rejects none.
        long own = members.stream()
                .mapToLong(it -> it.link().heapBytes() + it.connection().recordBytes())
                .sum();
        long held = memory.heap().used() - own;
        check(held <= memory.heap().limit(), held + " bytes of heap are held");
    }

    private void connect() {
        int kernelBytes = 1 + random.nextInt(random.nextBoolean() ? 200 : 100_000);
        SimulatedLink link = new SimulatedLink(allocator, loop, kernelBytes);
        SimulatedClient client = new SimulatedClient("c" + members.size(), link, header(), random);
        if (random.nextBoolean()) {
            members.add(new Member(client, link, null, engine.open(link)));
            return;
        }
        SimulatedSocket socket = new SimulatedSocket(link, client::reset, sendBuffers, random);
        Connection connection = engine.open(socket);
        socket.opened(connection);
        members.add(new Member(client, link, socket, connection));
    }

    /** Returns the header of the PROXY protocol for the next client; empty if the engine expects none. */
    private byte[] header() {
        if (!isProxied) {
            return new byte[0];
        }
        return switch (members.size() % 3) {
            case 0 -> Headers.text("203.0.113.7", 1);
            case 1 -> Headers.binary("203.0.113.7", 1);
            default -> Headers.local();
        };
    }

    /** Performs a rare event. */
    private void disturb() {
        switch (random.nextInt(10)) {
            case 0 -> {
                if (!members.isEmpty()) {
                    SimulatedLoop.pick(members, random).client().reset();
                }
            }
            case 1 -> {
                hasWaited = true;
                if (random.nextBoolean()) {
                    tick(TimeUnit.SECONDS.toNanos(random.nextInt(40)));
                } else {
                    passTimeLimits();
                }
            }
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    isDraining = true;
                    engine.drain();
                }
            }
            case 3 -> engine.relieve();
            case 4 -> {
                hasWaited |= engine.closeIdle(0, random.nextInt(3)) > 0;
            }
            default -> tick(TICK_NANOS);
        }
    }

    /** Lets more time pass than the server waits for a client that does nothing. */
    private void passTimeLimits() {
        flush();
        // A real loop runs its tasks before the next tick. The time for which a task waits must not count against the
        // client.
        runTasks();
        // Meanwhile, a connection that stopped reading for lack of memory reads again. Its time then starts anew.
        List<Member> late = isTight()
                ? List.of()
                : members.stream().filter(this::isStalling).toList();
        List<Member> owed = members.stream().filter(this::isOwed).toList();
        tick(TIMEOUTS.idleNanos() + 4 * TICK_NANOS);
        runTasks();
        for (Member each : late) {
            check(
                    !each.link().isRead(),
                    each.client().name() + " was not timed out: "
                            + each.client().state());
        }
        for (Member each : owed) {
            boolean isLost = each.link().isClosed() && each.link().readableByClient() == 0;
            check(
                    !isLost || mayBeCut(each) || isTight(),
                    each.client().name() + " lost a response: " + each.client().state());
            check(
                    !isTimed || each.link().isClosed() || each.link().hasOutput(),
                    each.client().name() + " still waits: " + each.client().state());
        }
    }

    private void runTasks() {
        while (loop.hasTasks()) {
            loop.runTask();
        }
    }

    /** Whether the server has read all bytes that the client has sent, and has not sent the response yet. */
    private boolean isOwed(Member member) {
        return member.link().isRead()
                && member.client().isOwed()
                && !member.client().isToldToLeave();
    }

    /** Whether the server waits for more bytes of a request, and has read all bytes that the client has sent. */
    private boolean isStalling(Member member) {
        return member.link().isRead() && member.client().isAmidRequest();
    }

    private void tick(long nanos) {
        for (long left = nanos; left > 0; left -= TICK_NANOS) {
            loop.pass(TICK_NANOS);
            engine.tick(TimeUnit.SECONDS.toNanos(5));
            if (isDraining) {
                engine.drain();
            }
        }
    }

    /** Returns all possible next events. */
    private List<Runnable> actions() {
        List<Runnable> actions = new ArrayList<>();
        if (loop.hasTasks()) {
            actions.add(loop::runTask);
        }
        if (!batch.isEmpty()) {
            actions.add(this::flush);
        }
        for (Member each : members) {
            addActions(each, actions);
        }
        if (!blocking.isEmpty()) {
            actions.add(this::beginBlocking);
        }
        if (!stopped.isEmpty()) {
            actions.add(() -> stopped.remove(random.nextInt(stopped.size())).goOn());
        }
        if (!router.open.isEmpty()) {
            actions.add(() -> onAnyThread(router.open.remove(random.nextInt(router.open.size()))));
        }
        if (!router.lateWork.isEmpty() && random.nextInt(10) == 0) {
            actions.add(() -> onAnyThread(router.lateWork.remove(0)));
        }
        for (SimulatedRouter.Source each : router.sources) {
            if (each.canGoOn()) {
                actions.add(() -> goOn(each));
            }
        }
        for (SimulatedRouter.Sink each : router.sinks) {
            if (each.canAsk()) {
                actions.add(() -> onAnyThread(each::ask));
            }
        }
        return actions;
    }

    private void beginBlocking() {
        BlockedHandler handler = BlockedHandler.begin(blocking.remove(), other);
        begun.add(handler);
        if (!handler.isOver()) {
            stopped.add(handler);
        }
    }

    private void onAnyThread(Runnable task) {
        if (random.nextBoolean()) {
            other.run(task);
        } else {
            task.run();
        }
    }

    private void goOn(SimulatedRouter.Source source) {
        boolean fails = !isQuiet && random.nextInt(30) == 0;
        hasFailedStream |= fails;
        onAnyThread(() -> source.goOn(fails));
    }

    private void addActions(Member member, List<Runnable> actions) {
        SimulatedLink link = member.link();
        SimulatedClient client = member.client();
        if (client.canSend()) {
            actions.add(() -> client.send(random));
        }
        if (link.readableByClient() > 0 && !client.hasReset()) {
            actions.add(() -> client.read(random));
        }
        if (!client.hasEnded() && !isQuiet && random.nextInt(client.hasSentAll() ? 50 : 500) == 0) {
            actions.add(client::end);
        }
        if (link.canFlush()) {
            actions.add(() -> link.flush(isQuiet ? Integer.MAX_VALUE : 1 + random.nextInt(100_000)));
        }
        if (link.isReadable()) {
            actions.add(() -> read(member));
        }
        SimulatedSocket socket = member.socket();
        if (socket != null && socket.canMove() && !isQuiet && random.nextInt(100) == 0) {
            actions.add(socket::move);
        }
        if (link.isEndDue()) {
            actions.add(() -> {
                flush();
                link.reportEnd();
                member.connection().inputEnded();
            });
        }
        if (link.isResumeDue()) {
            actions.add(() -> {
                link.reportResume();
                member.connection().resume();
            });
        }
        if (link.isCloseDue()) {
            actions.add(() -> {
                link.reportClose();
                member.connection().closed();
            });
        }
    }

    private void read(Member member) {
        byte[] bytes = member.link().serverReads(1 + random.nextInt(random.nextBoolean() ? 30 : 30_000));
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        member.connection().read(buffer);
        batch.add(member);
        if (random.nextBoolean()) {
            flush();
        }
    }

    private void flush() {
        List<Member> all = List.copyOf(batch);
        batch.clear();
        all.forEach(each -> each.connection().flush());
    }

    private void checkResponses(Member member) {
        SimulatedClient client = member.client();
        SimulatedLink link = member.link();
        check(link.failure == null, "the connection failed: " + link.failure);
        SimulatedSocket socket = member.socket();
        check(socket == null || socket.lateCalls == 0, "the connection used a link that had ended");
        boolean isExcused = client.hasReset()
                || client.hasEndedEarly()
                || (client.hasEnded() && !servesHalfClosed)
                || hasWaited
                || isDraining
                || client.isToldToLeave()
                || isLate()
                || isTight();
        boolean mayRefuse = isShort || hasWaited || isLate() || hasFailedStream || mayTimeOut();
        check(mayRefuse || !client.wasRefused(), "a refusal without a reason: " + client.state());
        check(!client.hasEnded() || link.isClosed(), "not closed after the end of its input: " + client.state());
        check(client.isDone() || isExcused || mayBeCut(member), "no response: " + client.state());
    }

    /** Whether the server may have cut a stream, because its publisher has failed or made no progress. */
    private boolean mayBeCut(Member member) {
        return (hasFailedStream || mayTimeOut()) && member.link().wasReset();
    }

    /** Whether an exchange may have exceeded its time limit. */
    private boolean mayTimeOut() {
        return isTimed && loop.nanoTime() > LIMIT_NANOS;
    }

    /** Whether a body may have been too slow. */
    private boolean isLate() {
        return isPaced && loop.nanoTime() > PACED_NANOS;
    }

    private boolean isTight() {
        return memory.heap().limit() < 1_000_000;
    }

    private void checkNothingIsLeft() {
        for (Member each : members) {
            check(each.link().isCloseReported(), each.client().name() + " is not closed");
        }
        check(inFlight.count() == 0, inFlight.count() + " exchanges are in flight");
        check(adaptive.working() == 0, adaptive.working() + " handlers work");
        for (RouteInfo route : router.routes()) {
            check(limits.count(route) == 0, limits.count(route) + " exchanges of " + route);
        }
        check(streams.count() == 0, streams.count() + " bodies are streamed");
        check(memory.heap().used() == 0, memory.heap().used() + " bytes of heap are held");
        check(memory.direct().used() == 0, memory.direct().used() + " bytes of direct memory are held");
        long bytes = allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
        check(bytes == 0, bytes + " bytes of buffers are not released");
        // A stream is replaced by another response if it fails before its first byte, or if memory is missing.
        int most = hasFailedStream || isTight() ? 2 : 1;
        router.finished.forEach((name, count) -> {
            boolean isReplaced = mayTimeOut() && router.streamed.contains(name);
            check(
                    name.equals(SimulatedRouter.NOBODY) || count <= (isReplaced ? 2 : most),
                    name + " finished " + count + " times");
        });
        router.begun.forEach((name, count) ->
                check(name.equals(SimulatedRouter.NOBODY) || count == 1, name + " begun " + count + " times"));
        check(sendBuffers.lent() == 0, sendBuffers.lent() + " send buffers are on loan");
        sendBuffers.release();
        long written = members.stream().mapToLong(each -> each.link().written()).sum();
        check(listener.bytes() <= written, listener.bytes() + " bytes are reported as sent, " + written + " were");
        listener.checkNothingIsLeft();
        if (isObserved) {
            members.forEach(each -> comparedBodies += bodies.check(each.client()));
        }
        long lines = accessLog.close();
        check(lines == listener.begun(), lines + " lines of " + listener.begun() + " exchanges");
    }

    private static void check(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new AssertionError(otherwise);
        }
    }
}
