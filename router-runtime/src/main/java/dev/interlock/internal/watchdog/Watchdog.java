package dev.interlock.internal.watchdog;

import dev.interlock.internal.determinism.ReadsSystemClock;
import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.engine.MemoryReserve;
import dev.interlock.internal.flight.Stalls;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.process.FatalCause;
import dev.interlock.internal.transport.EventLoops;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Warns if a handler blocks its event loop, because all other connections of that loop then wait. A daemon thread
 * repeatedly checks whether each loop is still in the same turn. The thread allocates nothing as long as no loop is
 * blocked.
 *
 * <p>The CPU time of the loop shows the cause: a handler that waits or works, a busy machine, or a garbage collection.
 * If a loop has ended, or the heap stays full, the watchdog reports a {@link FatalCause}.
 */
@ReadsSystemClock("It samples threads while a handler holds them, which takes real time.")
public final class Watchdog implements AutoCloseable {
    private static final Logger LOG = ServerLog.of(Watchdog.class);
    private static final long LONGEST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /**
     * Divisor of the measured time. A runnable thread that has used less than this part of CPU time had to wait for the
     * machine.
     */
    private static final long LITTLE = 4;

    /** Time for which the heap must be full before the watchdog reports that the process cannot continue. */
    private static final long HEAP_FULL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long SHORTEST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** Threshold of a watchdog that reports no stalls. */
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final Watched[] loops;
    private final long thresholdNanos;
    private final long periodNanos;
    private final LongSupplier heapFullNanos;
    private final Consumer<FatalCause> fatal;
    private final Thread thread = new Thread(this::run, "interlock-watchdog");
    private volatile boolean closed;

    /**
     * @param loops the event loops
     * @param thresholdNanos longest time for a turn, more than 0, or {@link Long#MAX_VALUE} for no limit
     * @param heapFullNanos function that returns the time for which the heap has been full
     * @param fatal receiver of the cause if the process cannot continue; not called after {@link #close}
     */
    Watchdog(List<Watched> loops, long thresholdNanos, LongSupplier heapFullNanos, Consumer<FatalCause> fatal) {
        this.heapFullNanos = heapFullNanos;
        this.fatal = fatal;
        this.loops = loops.toArray(new Watched[0]);
        this.thresholdNanos = thresholdNanos;
        periodNanos = Math.max(SHORTEST_PERIOD_NANOS, Math.min(LONGEST_PERIOD_NANOS, thresholdNanos / 2));
        thread.setDaemon(true);
    }

    /**
     * Starts a watchdog over the event loops of a server.
     *
     * @param threshold longest time for a turn of a loop; 0 for no limit
     * @param accepting the loop that accepts connections; the watchdog only checks that it has not ended
     * @param fatal receiver of the cause if the process cannot continue; not called after {@link #close}
     */
    public static Watchdog over(
            EventLoops loops, EventExecutor accepting, Duration threshold, Consumer<FatalCause> fatal) {
        List<Watched> watched = new ArrayList<>();
        for (EventExecutor loop : loops.all()) {
            watched.add(new Watched(
                    EventLoops.thread(loop), loops.of(loop).context().activity()::turn));
        }
        watched.add(new Watched(EventLoops.thread(accepting), () -> 0));
        long nanos = threshold.isZero() ? NO_LIMIT : threshold.toNanos();
        return new Watchdog(watched, nanos, MemoryReserve::missingNanos, fatal).start();
    }

    /** Returns the number of stalls of all loops so far. */
    public long stalls() {
        long sum = 0;
        for (Watched loop : loops) {
            sum += loop.stalls;
        }
        return sum;
    }

    /**
     * Returns the CPU time that the thread of a loop has used, in nanoseconds, or a negative number if it is unknown.
     *
     * @param loop index of the loop, in the order of {@link EventLoops#all}
     */
    public long cpuNanos(int loop) {
        return loops[loop].times.used(loops[loop].thread);
    }

    /** Returns the name of the thread of a loop. */
    public String name(int loop) {
        return loops[loop].thread.getName();
    }

    Watchdog start() {
        thread.start();
        return this;
    }

    private void run() {
        long last = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(this, periodNanos);
            if (closed) {
                return;
            }
            long now = System.nanoTime();
            // The time is limited. The whole JVM may have stood still, for a garbage collection or because the machine
            // slept. No handler is at fault then.
            checkSafely(Math.min(now - last, 2 * periodNanos));
            last = now;
        }
    }

    /** Checks each loop. A failure, for example for lack of memory, must not prevent the next check. */
    private void checkSafely(long passedNanos) {
        try {
            check(passedNanos);
        } catch (Throwable failure) {
            Faults.error(LOG, "The watchdog could not look at the event loops", failure);
        }
    }

    /**
     * Checks each loop once.
     *
     * @param passedNanos time since the last check
     */
    void check(long passedNanos) {
        for (Watched loop : loops) {
            // The thread must be tested first. If the server shuts down, it closes the watchdog before it ends the
            // loops.
            if (!loop.thread.isAlive() && !closed) {
                fatal.accept(FatalCause.LOOP_ENDED);
            }
            if (thresholdNanos < NO_LIMIT) {
                loop.check(passedNanos, thresholdNanos);
            }
        }
        if (heapFullNanos.getAsLong() > HEAP_FULL_NANOS && !closed) {
            fatal.accept(FatalCause.HEAP_FULL);
        }
    }

    /** Makes the thread of the watchdog end soon. Does not wait for it. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /**
     * An event loop, and the observations of the watchdog. Used only by the watchdog's thread, except for
     * {@link #stalls}.
     */
    static final class Watched {
        private final Thread thread;
        private final LongSupplier turns;
        private final CpuTimes times;
        private long seen;
        private long heldNanos;
        private boolean stalled;
        /** Stack of the thread during the last stall. */
        private StackTraceElement[] stallStack = {};
        /** Number of stalls. Only the thread of the watchdog writes it. */
        private volatile long stalls;
        /** Part of {@link #heldNanos} that had passed before the two times below were measured. */
        private long unmeasuredNanos;

        private long cpuBefore;
        private long collectingBefore;

        /**
         * @param thread thread of the event loop
         * @param turns function that returns a number. The number grows by one each time the loop begins or ends its
         *     work, and is odd while the loop works
         */
        Watched(Thread thread, LongSupplier turns) {
            this(thread, turns, CpuTimes.OF_JVM);
        }

        Watched(Thread thread, LongSupplier turns, CpuTimes times) {
            this.thread = thread;
            this.turns = turns;
            this.times = times;
        }

        private void check(long passedNanos, long thresholdNanos) {
            long turn = turns.getAsLong();
            if (turn != seen) {
                goOn(turn);
            } else if (isWorking(turn)) {
                if (heldNanos == 0) {
                    begin(passedNanos);
                }
                heldNanos += passedNanos;
                if (!stalled && heldNanos >= thresholdNanos) {
                    warn();
                }
            }
        }

        private void begin(long passedNanos) {
            unmeasuredNanos = passedNanos;
            cpuBefore = times.used(thread);
            collectingBefore = times.collecting();
        }

        private static boolean isWorking(long turn) {
            return (turn & 1) != 0;
        }

        private void goOn(long turn) {
            if (stalled) {
                stalled = false;
                Stalls.record(thread.getName(), heldNanos, stallStack);
                stallStack = new StackTraceElement[0];
                LOG.info("{} continues after {} ms", thread.getName(), TimeUnit.NANOSECONDS.toMillis(heldNanos));
            }
            seen = turn;
            heldNanos = 0;
        }

        private void warn() {
            StackTraceElement[] stack = thread.getStackTrace();
            boolean isRunnable = thread.getState() == Thread.State.RUNNABLE;
            if (turns.getAsLong() != seen) {
                // The loop has continued, so the stack may belong to later work.
                return;
            }
            stalled = true;
            stallStack = stack;
            countStall();
            // Java also reports a thread in a system call as RUNNABLE.
            boolean isNative = stack.length > 0 && stack[0].isNativeMethod();
            warn(stack, !isRunnable, isNative);
        }

        // Only the watchdog's thread writes the field.
        @SuppressWarnings("NonAtomicVolatileUpdate")
        private void countStall() {
            stalls++;
        }

        private void warn(StackTraceElement[] stack, boolean waits, boolean isNative) {
            long held = TimeUnit.NANOSECONDS.toMillis(heldNanos);
            long measured = heldNanos - unmeasuredNanos;
            long collecting = times.collecting() - collectingBefore;
            long used = cpuBefore == CpuTimes.UNKNOWN ? measured : times.used(thread) - cpuBefore;
            if (measured > 0 && collecting >= measured / 2) {
                LOG.warn(
                        "{} stood still for {} ms, while the JVM collected garbage for {} ms: no handler is at"
                                + " fault. Tip: a larger heap (-Xmx) is collected less often",
                        thread.getName(),
                        held,
                        TimeUnit.NANOSECONDS.toMillis(collecting));
            } else if (waits) {
                LOG.warn(
                        "{} has been held for {} ms by a call that waits, see below; its other connections wait. Tip: @Blocking"
                                + " moves a handler to a thread of its own",
                        thread.getName(),
                        held,
                        new Held(stack));
            } else if (isNative && used < measured / LITTLE) {
                LOG.warn(
                        "{} has been held for {} ms in a call of native code, see below, and got {} ms of CPU time: the call waits,"
                                + " or the machine is busy. Tip: @Blocking moves a handler to a thread of its own",
                        thread.getName(),
                        held,
                        TimeUnit.NANOSECONDS.toMillis(used),
                        new Held(stack));
            } else if (used < measured / LITTLE) {
                LOG.warn(
                        "{} stood still for {} ms, because it got only {} ms of CPU time: the machine is busy or was"
                                + " paused, and no handler is at fault. Tip: give the process more CPU",
                        thread.getName(),
                        held,
                        TimeUnit.NANOSECONDS.toMillis(used));
            } else {
                LOG.warn(
                        "{} has been held for {} ms by the call below; its other connections wait. Tip: @Blocking"
                                + " moves a handler to a thread of its own",
                        thread.getName(),
                        held,
                        new Held(stack));
            }
        }
    }

    /** The stack of a thread, as an exception that loggers can print. */
    private static final class Held extends Throwable {
        private static final long serialVersionUID = 1L;

        Held(StackTraceElement[] stack) {
            super("the event loop's stack", null, false, true);
            setStackTrace(stack);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
