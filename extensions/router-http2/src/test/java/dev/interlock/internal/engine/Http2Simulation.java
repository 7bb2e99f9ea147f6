package dev.interlock.internal.engine;

import dev.interlock.http.RouteInfo;
import dev.interlock.http2.internal.flood.FloodLimits;
import dev.interlock.http2.internal.head.HeadLimits;
import dev.interlock.http2.internal.session.Http2Counts;
import dev.interlock.http2.internal.session.Http2Protocol;
import dev.interlock.http2.internal.session.SessionSettings;
import dev.interlock.http2.internal.stream.LocalSettings;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.negotiate.RouteTable;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of the engine with connections of HTTP/2. A seed determines the run. As in a {@link Simulation}, clients
 * send, read, stall, end and reset. Handlers complete on the loop and on another thread. Time passes.
 */
final class Http2Simulation {
    private static final int STEPS = 600;
    private static final int MOST_QUIET_STEPS = 50_000;
    private static final int QUIET_TICKS = 8;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PACED_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final Timeouts TIMEOUTS = new Timeouts(TimeUnit.SECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(30));

    private final long seed;
    private final Random random;
    private final Simulation.OtherThread other;
    private final SimulatedLoop loop = new SimulatedLoop();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
    private final SimulatedRouter router;
    private final Queue<Runnable> blocking = new ArrayDeque<>();
    private final List<BlockedHandler> stopped = new ArrayList<>();
    private final ConcurrencyLimit inFlight;
    private final ConcurrencyLimit streams;
    private final MemoryBudget memory;
    private final RouteLimits limits;
    private final EngineLoop engine;
    private final SendBuffers sendBuffers = new SendBuffers(BatchSize.MOST);
    private final SimulatedListener listener = new SimulatedListener();
    private final List<Member> members = new ArrayList<>();
    private final Set<Member> batch = new LinkedHashSet<>();
    private final int connections;
    private final boolean isShort;
    private final boolean isPaced;
    private final boolean isTimed;
    private final boolean servesHalfClosed;
    private boolean isObserved;
    private boolean isDraining;
    private boolean hasWaited;
    private boolean hasFailedStream;
    private boolean isQuiet;

    private record Member(
            Http2SimulatedClient client,
            SimulatedLink link,
            @Nullable SimulatedSocket socket,
            Connection connection) {}

    Http2Simulation(long seed, Simulation.OtherThread other) {
        this.seed = seed;
        this.other = other;
        random = new Random(seed);
        connections = 1 + random.nextInt(4);
        isShort = random.nextInt(4) == 0;
        router = new SimulatedRouter(allocator, isShort && random.nextBoolean());
        inFlight = new ConcurrencyLimit(isShort ? 2 : 1000);
        streams = new ConcurrencyLimit(isShort ? 1 : 1000);
        isPaced = random.nextInt(4) == 0;
        isTimed = random.nextInt(3) == 0;
        memory = MemoryBudget.of(
                isShort && random.nextBoolean() ? 100_000 + random.nextInt(300_000) : 0, 1L << 32, 1L << 32, loop);
        BodyPace pace = isPaced ? new BodyPace(100, PACED_NANOS) : new BodyPace(0, 0);
        Service service = new Service(
                new RouteTable(router),
                new HandlerCall(router),
                Limits.DEFAULT.body(),
                pace,
                inFlight,
                memory,
                new Retained(16 * 1024),
                streams,
                isPaced ? 2 * PACED_NANOS : 0,
                blocking::add,
                ExchangeLimits.of(
                        isTimed ? Duration.ofNanos(LIMIT_NANOS) : Duration.ZERO, pace, AdaptiveLimit.off(), router),
                FormSettings.DEFAULT,
                TrustedProxies.NONE,
                loop,
                new Random(~seed),
                observers());
        servesHalfClosed = random.nextBoolean();
        SessionSettings settings = new SessionSettings(
                LocalSettings.DEFAULT,
                random.nextBoolean() ? 65_535 : 1 << 20,
                4096,
                HeadLimits.DEFAULT,
                FloodLimits.DEFAULT,
                TIMEOUTS.headNanos(),
                TIMEOUTS.idleNanos(),
                servesHalfClosed);
        limits = service.limits().routes();
        engine = new EngineLoop(service, new Http2Protocol(settings, new Http2Counts()), TIMEOUTS, loop, true);
        memory.relief(() -> loop.execute(engine::relieve));
    }

    private @Nullable Observers observers() {
        isObserved = random.nextBoolean();
        if (!isObserved) {
            return null;
        }
        router.onCode = listener::checkScope;
        router.onSubscriber = listener::checkSubscriber;
        return Observers.of(List.of(listener), TrustedProxies.NONE);
    }

    /** Runs the simulation. If the engine breaks a promise, throws an {@link AssertionError} that names the seed. */
    void run() {
        try {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            isQuiet = true;
            members.forEach(each -> {
                each.link().widen();
                each.client().widenAll();
            });
            for (int i = 0; i < QUIET_TICKS; i++) {
                settle();
                tick(TICK_NANOS);
            }
            settle();
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
        if (random.nextInt(60) == 0) {
            disturb();
        }
        List<Runnable> actions = actions();
        if (!actions.isEmpty()) {
            SimulatedLoop.pick(actions, random).run();
        }
        check(inFlight.count() <= (isShort ? 2 : 1000), inFlight.count() + " exchanges are in flight");
        check(streams.count() <= (isShort ? 1 : 1000), streams.count() + " bodies are streamed");
    }

    private void connect() {
        int kernelBytes = 1 + random.nextInt(random.nextBoolean() ? 200 : 100_000);
        SimulatedLink link = new SimulatedLink(allocator, loop, kernelBytes);
        Http2SimulatedClient client = new Http2SimulatedClient("c" + members.size(), link, random);
        if (random.nextBoolean()) {
            members.add(new Member(client, link, null, engine.open(link)));
            return;
        }
        SimulatedSocket socket = new SimulatedSocket(link, client::reset, sendBuffers, random);
        Connection connection = engine.open(socket);
        socket.opened(connection);
        members.add(new Member(client, link, socket, connection));
    }

    private void disturb() {
        switch (random.nextInt(10)) {
            case 0 -> {
                if (!members.isEmpty()) {
                    SimulatedLoop.pick(members, random).client().reset();
                }
            }
            case 1 -> {
                hasWaited = true;
                tick(TimeUnit.SECONDS.toNanos(random.nextInt(60)));
            }
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    isDraining = true;
                    engine.drain();
                }
            }
            case 3 -> engine.relieve();
            case 4 -> hasWaited |= engine.closeIdle(0, random.nextInt(3)) > 0;
            default -> tick(TICK_NANOS);
        }
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
        Http2SimulatedClient client = member.client();
        if (client.canSend()) {
            actions.add(client::send);
        }
        if (client.canAct()) {
            actions.add(client::act);
        }
        if (link.readableByClient() > 0 && !client.hasReset()) {
            actions.add(client::read);
        }
        if (!client.hasEnded() && !isQuiet && random.nextInt(500) == 0) {
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
        member.connection().read(Unpooled.wrappedBuffer(bytes));
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
        Http2SimulatedClient client = member.client();
        SimulatedLink link = member.link();
        check(link.failure == null, "the connection failed: " + link.failure);
        boolean isTight = memory.heap().limit() < 1_000_000;
        boolean mayTimeOut = (isTimed || isPaced) && loop.nanoTime() > PACED_NANOS;
        boolean mayRefuse = isShort || hasWaited || hasFailedStream || mayTimeOut || client.hasEnded();
        boolean isExcused = client.hasReset()
                || client.hasEnded()
                || hasWaited
                || isDraining
                || client.isToldToLeave()
                || mayTimeOut
                || isTight;
        check(mayRefuse || !client.wasRefused(), "a refusal without a reason: " + client.state());
        check(client.isDone() || isExcused, "no response: " + client.state());
    }

    private void checkNothingIsLeft() {
        for (Member each : members) {
            check(each.link().isCloseReported(), each.client().name() + " is not closed");
        }
        check(inFlight.count() == 0, inFlight.count() + " exchanges are in flight");
        for (RouteInfo route : router.routes()) {
            check(limits.count(route) == 0, limits.count(route) + " exchanges of " + route);
        }
        check(streams.count() == 0, streams.count() + " bodies are streamed");
        check(memory.heap().used() == 0, memory.heap().used() + " bytes of heap are held");
        check(memory.direct().used() == 0, memory.direct().used() + " bytes of direct memory are held");
        long bytes = allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
        check(bytes == 0, bytes + " bytes of buffers are not released");
        check(sendBuffers.lent() == 0, sendBuffers.lent() + " send buffers are on loan");
        sendBuffers.release();
        if (isObserved) {
            listener.checkNothingIsLeft();
        }
    }

    private static void check(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new AssertionError(otherwise);
        }
    }
}
