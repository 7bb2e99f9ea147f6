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
 * Memory budget of all connections of a server. It counts the memory of incomplete heads, bytes read ahead, bodies,
 * decoded messages and unsent responses. When it is nearly spent, the server {@linkplain Defence defends} itself. Safe
 * for use by several threads.
 */
public final class MemoryBudget implements MemoryMeter {
    private static final Logger LOG = ServerLog.of(MemoryBudget.class);

    /**
     * The usual budget is the JVM's memory divided by this number. The rest is for the application and the garbage
     * collector.
     */
    private static final int PARTS = 4;

    private static final long RELIEF_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    private static final int MIB = 1024 * 1024;
    /** Size of an array header in bytes. */
    private static final int ARRAY_HEADER = 16;
    /** Number of regions into which G1 tries to divide its heap by default. */
    private static final int G1_REGIONS = 2048;

    private final MemoryAccount heap;
    private final MemoryAccount direct;
    private final long regionBytes;
    /** Bytes of heap that the objects of connections hold. */
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
     * @param bytes limit on the bytes of heap, and also on the bytes of direct memory; 0 for a quarter of the JVM's
     *     limit on each
     * @throws IllegalArgumentException if {@code bytes} exceeds half of one of the JVM's limits
     */
    public static MemoryBudget of(long bytes, LoopClock clock) {
        return of(bytes, Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory(), clock);
    }

    /** Creates a budget for a JVM with these limits on heap and on direct memory. */
    static MemoryBudget of(long bytes, long heap, long direct) {
        return of(bytes, heap, direct, LoopClock.SYSTEM);
    }

    /** Does the same as {@link #of(long, long, long)}, with a given clock. */
    public static MemoryBudget of(long bytes, long heap, long direct, LoopClock clock) {
        if (bytes > Math.min(heap, direct) / 2) {
            throw new IllegalArgumentException("connection-memory is " + bytes + " bytes, more than half of the " + heap
                    + " bytes of heap or of the " + direct
                    + " bytes of direct memory that the JVM may use. Tip: lower it, or"
                    + " raise -Xmx and -XX:MaxDirectMemorySize");
        }
        // The largest power of two that divides the heap into this number of regions or more. G1 makes the same choice.
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

    /** Returns the bytes of heap that an array takes. In G1, an array of half a region or more takes whole regions. */
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

    /** Adds the bytes of heap of a connection's objects. A negative number releases bytes. */
    void addConnection(int bytes) {
        heap.add(bytes);
        connections.addAndGet(bytes);
    }

    /** Returns whether the objects of connections hold more than half of the heap budget. */
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

    /**
     * Sets the task that asks all event loops to close connections. The budget runs it from {@link #relieve} and {@link
     * #relieveForOthers}.
     */
    public void relief(Runnable task) {
        relief = task;
    }

    /**
     * Asks all event loops to close connections if the budget is nearly spent. Does nothing if it asked a moment ago.
     */
    public void relieve() {
        relieve(isNearlyFull());
    }

    /** Asks all event loops to close connections if memory is short, because new connections wait for memory. */
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

    /** Counts a use of a defence. Logs only the first use of a series. */
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

        /** Counts a use. Returns whether the server should log it. */
        boolean countAndPermitLog() {
            count.incrementAndGet();
            synchronized (throttle) {
                return throttle.permits(clock.nanoTime());
            }
        }
    }
}
