package dev.interlock.internal.transport;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Timer of an {@link AcceptGate}. It schedules each task on two event loops, because a handler may block one of them.
 * The first free loop runs the task.
 */
// Nobody waits for the tasks.
@SuppressWarnings("FutureReturnValueIgnored")
public final class AcceptTimer implements AcceptGate.Timer {
    private final EventLoop accepting;
    private final EventLoops loops;

    /**
     * @param accepting the accepting event loop
     * @param loops the event loops of the connections
     */
    public AcceptTimer(EventLoop accepting, EventLoops loops) {
        this.accepting = accepting;
        this.loops = loops;
    }

    /** @throws RejectedExecutionException if both event loops have ended */
    @Override
    public void schedule(Runnable task, long millis) {
        // This code uses a lambda, because the file of another class could not be read without file descriptors.
        AtomicBoolean due = new AtomicBoolean(true);
        Runnable once = () -> {
            if (due.compareAndSet(true, false)) {
                task.run();
            }
        };
        boolean first = schedule(accepting, once, millis);
        boolean second = schedule(loops.next(), once, millis);
        if (!first && !second) {
            throw new RejectedExecutionException("The event loops have ended");
        }
    }

    private static boolean schedule(EventLoop loop, Runnable task, long millis) {
        try {
            loop.schedule(task, millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }
}
