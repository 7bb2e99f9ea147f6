package dev.interlock.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Pool of idle exchanges of one event loop. Pooled exchanges keep their memory for the next requests. */
public final class ExchangePool {
    /**
     * Limit on the number of exchanges in the pool. After a burst of requests, further exchanges are left to the
     * garbage collector.
     */
    private static final int EXCHANGES = 256;

    private static final long LARGE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LoopContext loop;
    /**
     * Limit on the bytes that all pooled exchanges keep, without the large one. After a burst of bodies, exchanges
     * beyond this limit are left to the garbage collector.
     */
    private final int mostBytes;
    /**
     * Limit on the bytes of a normal exchange. Beside normal exchanges, the pool keeps one large exchange for a short
     * time.
     */
    private final int largeBytes;

    /**
     * Idle exchanges without the large one. The last used exchange is at the end. It is taken first, because its memory
     * is most likely in the processor's caches.
     */
    private final List<Exchange> exchanges = new ArrayList<>();

    private int bytes;
    private @Nullable Exchange large;
    private long largeSince;

    ExchangePool(LoopContext loop) {
        this.loop = loop;
        int body = loop.service().retained().bodyBytes();
        mostBytes = 2 * body;
        largeBytes = body / 4;
    }

    /**
     * Takes an idle exchange out of the pool, or creates one.
     *
     * @param bodyBytes length of the body that the exchange will receive, or negative if it is unknown
     */
    public Exchange take(long bodyBytes) {
        Exchange one = large;
        if (one != null && (bodyBytes < 0 || bodyBytes > largeBytes || exchanges.isEmpty())) {
            large = null;
            return one;
        }
        if (exchanges.isEmpty()) {
            return new Exchange(loop, this);
        }
        Exchange pooled = exchanges.remove(exchanges.size() - 1);
        bytes -= pooled.retainedBytes();
        return pooled;
    }

    /** Puts an exchange back into the pool. Called after the exchange has ended. */
    public void give(Exchange exchange) {
        int retained = exchange.retainedBytes();
        if (retained > largeBytes) {
            large = exchange;
            largeSince = loop.nanoTime();
        } else if (exchanges.size() < EXCHANGES && bytes + retained <= mostBytes) {
            exchanges.add(exchange);
            bytes += retained;
        }
    }

    /**
     * Frees a large exchange after a while without use. The event loop calls this repeatedly.
     *
     * @param now current time of {@link LoopContext#nanoTime}
     */
    void tick(long now) {
        if (now - largeSince > LARGE_NANOS) {
            large = null;
        }
    }
}
