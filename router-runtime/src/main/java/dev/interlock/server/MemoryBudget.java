package dev.interlock.server;

import dev.interlock.http.MemoryMeter;
import io.netty.util.internal.PlatformDependent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory that all connections of a server may hold together, and the defences of the server when they hold nearly that
 * much. It counts allocated bytes: of half-read heads, bytes read ahead, bodies, decoded messages and unsent responses. Safe
 * for use by several threads.
 */
final class MemoryBudget implements MemoryMeter {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryBudget.class);

    /** The part of the JVM's memory that connections may hold: the rest is the application's, and the collector's room. */
    private static final int PARTS = 4;

    private static final long RELIEF_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    private static final int MIB = 1024 * 1024;
    /** Bytes of an array before its elements. */
    private static final int ARRAY_HEADER = 16;
    /** The most regions that G1 divides its heap into by default. */
    private static final int G1_REGIONS = 2048;

    private final MemoryAccount heap;
    private final MemoryAccount direct;
    private final long regionBytes;
    /** Bytes of heap that the connections themselves take. */
    private final AtomicLong connections = new AtomicLong();

    private final Map<Defence, Uses> uses = new EnumMap<>(Defence.class);
    private final AtomicLong relieved = new AtomicLong(System.nanoTime() - RELIEF_PERIOD_NANOS);
    private volatile Runnable relief = () -> {};

    private MemoryBudget(long heap, long direct, long regionBytes) {
        this.heap = new MemoryAccount(heap);
        this.direct = new MemoryAccount(direct);
        this.regionBytes = regionBytes;
        for (Defence defence : Defence.values()) {
            uses.put(defence, new Uses());
        }
    }

    /**
     * A budget for this JVM.
     *
     * @param bytes of heap, and as many of direct memory; 0 for a quarter of what the JVM may use of each
     * @throws StartException when that is more than half of what the JVM may use
     */
    static MemoryBudget of(long bytes) {
        return of(bytes, Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory());
    }

    /** A budget for a JVM that may use so many bytes of heap and of direct memory. */
    static MemoryBudget of(long bytes, long heap, long direct) {
        if (bytes > Math.min(heap, direct) / 2) {
            throw new StartException("connection-memory is " + bytes + " bytes, more than half of the " + heap
                    + " bytes of heap or of the " + direct + " bytes of direct memory that the JVM may use. Tip: lower it, or"
                    + " raise -Xmx and -XX:MaxDirectMemorySize");
        }
        // The largest power of two that divides the heap into enough regions, as G1 chooses it.
        long region = Math.max(MIB, Math.min(32 * MIB, Long.highestOneBit(heap / G1_REGIONS)));
        return new MemoryBudget(
                bytes > 0 ? bytes : heap / PARTS,
                bytes > 0 ? bytes : direct / PARTS,
                region);
    }

    /** A budget that is never exceeded. */
    static MemoryBudget unlimited() {
        return new MemoryBudget(UNLIMITED, UNLIMITED, MIB);
    }

    MemoryAccount heap() {
        return heap;
    }

    MemoryAccount direct() {
        return direct;
    }

    /** Bytes of heap that an array takes: G1 gives whole regions to an array of half a region or more. */
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

    /** Takes bytes of heap for a connection itself; gives back if there are fewer than none. */
    void addConnection(int bytes) {
        heap.add(bytes);
        connections.addAndGet(bytes);
    }

    /** Whether the connections themselves, and not what they hold, take most of the memory. */
    boolean isFullOfConnections() {
        return connections.get() > heap.limit() / 2;
    }

    /** Whether connections should hold less ahead of time. */
    boolean isTight() {
        return heap.isTight() || direct.isTight();
    }

    /** Whether further connections should wait. */
    boolean isShort() {
        return heap.isShort() || direct.isShort();
    }

    /** Whether some connections should be closed. */
    boolean isNearlyFull() {
        return heap.isNearlyFull() || direct.isNearlyFull();
    }

    /** Sets how all event loops are asked to close connections; called whenever the budget is nearly full. */
    void relief(Runnable task) {
        relief = task;
    }

    /** Has connections closed if the budget is nearly full. */
    void relieve() {
        relieve(isNearlyFull());
    }

    /** Has connections closed if others wait for memory. */
    void relieveForOthers() {
        relieve(isShort());
    }

    private void relieve(boolean wanted) {
        if (wanted) {
            long now = System.nanoTime();
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
            // The next tick asks again.
            Faults.error(LOG, "Connections could not be asked to give memory back", e);
        }
    }

    /** Counts a defence, and logs the first of each episode. */
    void used(Defence defence) {
        if (uses(defence).begins()) {
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

    /** How often a defence was used. */
    long count(Defence defence) {
        return uses(defence).count.get();
    }

    private Uses uses(Defence defence) {
        return Objects.requireNonNull(uses.get(defence), "each defence has its count");
    }

    /** How often a defence was used, and whether that is news. */
    private static final class Uses {
        private final AtomicLong count = new AtomicLong();
        private final Episode episode = new Episode();

        /** Counts a use; returns whether it is the first of an episode. */
        boolean begins() {
            count.incrementAndGet();
            synchronized (episode) {
                return episode.begins(System.nanoTime());
            }
        }
    }
}
