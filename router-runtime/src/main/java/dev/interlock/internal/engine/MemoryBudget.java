package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.memory.MemoryMeter;
import io.netty.util.internal.PlatformDependent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Memory budget of all connections of a server, and the defences of the server when the budget is nearly spent. It
 * counts the memory of incomplete heads, bytes read ahead, bodies, decoded messages and unsent responses. Safe for use
 * by several threads.
 */
public final class MemoryBudget implements MemoryMeter {
    private static final Logger LOG = ServerLog.of(MemoryBudget.class);

    /**
     * Divisor of the JVM's memory. Connections get this part; the rest is for the application and the garbage
     * collector.
     */
    private static final int PARTS = 4;

    private static final long RELIEF_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    private static final int MIB = 1024 * 1024;
    /** Bytes of an array header. */
    private static final int ARRAY_HEADER = 16;
    /** Limit on the regions into which G1 divides its heap by default. */
    private static final int G1_REGIONS = 2048;

    private final MemoryAccount heap;
    private final MemoryAccount direct;
    private final long regionBytes;
    /** Bytes of heap for the connection objects. */
    private final AtomicLong connections = new AtomicLong();

    private final Map<Defence, Uses> uses = new EnumMap<>(Defence.class);
    private final LoopClock clock;
    private final AtomicLong relieved;
    private volatile Runnable relief = () -> {};

    private MemoryBudget(long heap, long direct, long regionBytes, LoopClock clock) {
        this.clock = clock;
        relieved = new AtomicLong(clock.nanoTime() - RELIEF_PERIOD_NANOS);
        this.heap = new MemoryAccount(heap);
        this.direct = new MemoryAccount(direct);
        this.regionBytes = regionBytes;
        for (Defence defence : Defence.values()) {
            uses.put(defence, new Uses());
        }
    }

    /**
     * Creates a budget for this JVM.
     *
     * @param bytes limit on heap, and on direct memory; 0 for a quarter of the JVM's limit on each
     * @throws IllegalArgumentException if it exceeds half of the JVM's limit
     */
    public static MemoryBudget of(long bytes, LoopClock clock) {
        return of(bytes, Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory(), clock);
    }

    /** Creates a budget for a JVM with these limits on heap and on direct memory. */
    static MemoryBudget of(long bytes, long heap, long direct) {
        return of(bytes, heap, direct, LoopClock.SYSTEM);
    }

    /** Like {@link #of(long, long, long)}, with a given clock. */
    public static MemoryBudget of(long bytes, long heap, long direct, LoopClock clock) {
        if (bytes > Math.min(heap, direct) / 2) {
            throw new IllegalArgumentException("connection-memory is " + bytes + " bytes, more than half of the " + heap
                    + " bytes of heap or of the " + direct
                    + " bytes of direct memory that the JVM may use. Tip: lower it, or"
                    + " raise -Xmx and -XX:MaxDirectMemorySize");
        }
        // The largest power of two that divides the heap into enough regions. G1 makes the same choice.
        long region = Math.max(MIB, Math.min(32 * MIB, Long.highestOneBit(heap / G1_REGIONS)));
        return new MemoryBudget(bytes > 0 ? bytes : heap / PARTS, bytes > 0 ? bytes : direct / PARTS, region, clock);
    }

    public static MemoryBudget unlimited() {
        return new MemoryBudget(UNLIMITED, UNLIMITED, MIB, LoopClock.SYSTEM);
    }

    public MemoryAccount heap() {
        return heap;
    }

    public MemoryAccount direct() {
        return direct;
    }

    /** Returns the bytes of heap for an array. For an array of at least half a region, G1 uses whole regions. */
    @Override
    public long arrayBytes(long length) {
        long bytes = length + ARRAY_HEADER;
        return bytes < regionBytes / 2 ? length : (bytes + regionBytes - 1) / regionBytes * regionBytes;
    }

    @Override
    public void take(long bytes) {
        if (!heap.reserve(bytes)) {
            used(Defence.REFUSED_REQUEST);
            relieve();
            throw new NoMemoryException();
        }
    }

    @Override
    public void giveBack(long bytes) {
        heap.release(bytes);
    }

    /** Counts bytes of heap for a connection object. A negative number releases bytes. */
    void addConnection(int bytes) {
        heap.add(bytes);
        connections.addAndGet(bytes);
    }

    /** Returns whether the connection objects hold most of the memory. */
    boolean isFullOfConnections() {
        return connections.get() > heap.limit() / 2;
    }

    /** Returns whether connections should stop reading ahead. */
    public boolean isTight() {
        return heap.isTight() || direct.isTight();
    }

    /** Returns whether new connections should wait. */
    public boolean isShort() {
        return heap.isShort() || direct.isShort();
    }

    /** Returns whether the server should close some connections. */
    boolean isNearlyFull() {
        return heap.isNearlyFull() || direct.isNearlyFull();
    }

    /** Sets the task that asks all event loops to close connections. It runs each time the budget is nearly spent. */
    public void relief(Runnable task) {
        relief = task;
    }

    /** Closes connections if the budget is nearly spent. */
    public void relieve() {
        relieve(isNearlyFull());
    }

    /** Closes connections if others wait for memory. */
    public void relieveForOthers() {
        relieve(isShort());
    }

    private void relieve(boolean wanted) {
        if (wanted) {
            long now = clock.nanoTime();
            long last = relieved.get();
            if (now - last >= RELIEF_PERIOD_NANOS && relieved.compareAndSet(last, now)) {
                askForRelief();
            }
        }
    }

    private void askForRelief() {
        try {
            relief.run();
        } catch (RejectedExecutionException e) {
            LOG.debug("The event loops have ended, and all connections with them", e);
        } catch (Throwable e) {
            // The next tick tries again.
            Faults.error(LOG, "Asking connections to give memory back failed", e);
        }
    }

    /** Counts a use of a defence, and logs the first use of a series. */
    public void used(Defence defence) {
        if (uses(defence).countAndPermitLog()) {
            Faults.warn(
                    LOG,
                    "Connections hold {} of {} bytes of heap and {} of {} of direct memory: {}",
                    heap.used(),
                    heap.limit(),
                    direct.used(),
                    direct.limit(),
                    defence.effect());
        }
    }

    /** Returns the number of uses of a defence. */
    public long count(Defence defence) {
        return uses(defence).count.get();
    }

    private Uses uses(Defence defence) {
        return Objects.requireNonNull(uses.get(defence), "each defence has its count");
    }

    /** Counter of the uses of a defence. */
    private final class Uses {
        private final AtomicLong count = new AtomicLong();
        private final LogThrottle throttle = new LogThrottle();

        /** Counts a use. Returns whether to log it. */
        boolean countAndPermitLog() {
            count.incrementAndGet();
            synchronized (throttle) {
                return throttle.permits(clock.nanoTime());
            }
        }
    }
}
