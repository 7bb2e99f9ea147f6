package dev.interlock.internal.transport;

import dev.interlock.internal.engine.EngineLoop;
import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.engine.LoopActivity;
import dev.interlock.internal.log.ServerLog;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.slf4j.Logger;

/** Event loops of a server, each with its own engine. Safe for use by several threads. */
public final class EventLoops {
    private static final Logger LOG = ServerLog.of(EventLoops.class);

    private final EventLoopGroup group;
    private final Map<EventExecutor, EngineLoop> states = new LinkedHashMap<>();
    private final EventLoop[] all;
    /** Index of the loop at which the next search begins. */
    private int turn;

    /**
     * Takes ownership of a group. If this fails, ends the group.
     *
     * @param opening function that creates the engine of a loop
     */
    public EventLoops(EventLoopGroup group, Function<EventExecutor, EngineLoop> opening) {
        this.group = group;
        try {
            for (EventExecutor loop : group) {
                states.put(loop, opening.apply(loop));
            }
            all = states.keySet().toArray(new EventLoop[0]);
        } catch (Throwable e) {
            shutDown();
            throw e;
        }
    }

    /**
     * Returns the event loop for the next connection: the loop with the least load. Each search begins at another loop,
     * so that loops with the same load take turns.
     */
    synchronized EventLoop next() {
        int from = turn;
        turn = (from + 1) % all.length;
        EventLoop best = all[from];
        int least = activity(best).load();
        for (int i = 1; i < all.length && least > 0; i++) {
            EventLoop other = all[(from + i) % all.length];
            int load = activity(other).load();
            if (load < least) {
                least = load;
                best = other;
            }
        }
        return best;
    }

    /**
     * Closes idle connections of all loops to make room for new connections.
     *
     * @param group number of the group of endpoints whose connections close
     * @param count number of connections to close
     * @param closed receives the number of closed connections from each loop that closes some
     */
    public synchronized void closeIdle(int group, int count, IntConsumer closed) {
        for (int i = 0; i < all.length; i++) {
            int share = count / all.length + (i < count % all.length ? 1 : 0);
            EventLoop loop = all[(turn + i) % all.length];
            if (share > 0) {
                EngineLoop engine = of(loop);
                loop.execute(() -> closed.accept(engine.closeIdle(group, share)));
            }
        }
        turn = (turn + count) % all.length;
    }

    public List<EventLoop> all() {
        return List.of(all);
    }

    /** Returns the engine of a loop. */
    public EngineLoop of(EventExecutor loop) {
        EngineLoop state = states.get(loop);
        if (state == null) {
            throw new IllegalStateException("The event loop does not belong to this server");
        }
        return state;
    }

    private LoopActivity activity(EventExecutor loop) {
        return of(loop).context().activity();
    }

    /** Returns whether the calling thread is one of the event loops. */
    public boolean isOneOfThem() {
        for (EventExecutor loop : states.keySet()) {
            if (loop.inEventLoop()) {
                return true;
            }
        }
        return false;
    }

    /** Runs the task on each loop. */
    public List<Future<?>> run(Consumer<EngineLoop> task) {
        List<Future<?>> running = new ArrayList<>();
        states.forEach((loop, state) -> running.add(loop.submit(() -> task.accept(state))));
        return running;
    }

    /** Runs the task on each loop repeatedly. */
    // If a loop ends, its tasks are dropped.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void repeat(Consumer<EngineLoop> task, long periodMillis) {
        states.forEach((loop, state) -> loop.scheduleWithFixedDelay(
                () -> attempt(task, state), periodMillis, periodMillis, TimeUnit.MILLISECONDS));
    }

    // Runs a task and logs its exception. Otherwise the event loop would silently stop repeating the task.
    private static void attempt(Consumer<EngineLoop> task, EngineLoop state) {
        try {
            task.accept(state);
        } catch (Throwable e) {
            Faults.error(LOG, "A task of an event loop failed", e);
        }
    }

    /** Returns the thread of an event loop. Waits until the thread runs. */
    public static Thread thread(EventExecutor loop) {
        return loop.submit(Thread::currentThread).syncUninterruptibly().getNow();
    }

    /** Closes all channels and ends the threads. A handler that does not return keeps its own thread alive. */
    // ended() returns the same future.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void shutDown() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Returns a future that completes when all threads have ended. */
    public Future<?> ended() {
        return group.terminationFuture();
    }
}
