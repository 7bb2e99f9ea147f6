package dev.interlock.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Idle exchanges of one event loop, with the memory that they keep ready for the next requests. */
public final class ExchangePool {
    /** Number of exchanges in the pool. The garbage collector frees further exchanges of a burst of requests. */
    private static final int EXCHANGES = 256;

    private static final long LARGE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LoopContext loop;
    /** Limit on the bytes that all pooled exchanges retain. Larger arrays of a burst of bodies are freed. */
    private final int mostBytes;
    /** Limit on the bytes that a usual exchange holds. The pool keeps one larger exchange, for a short time. */
    private final int largeBytes;

    /** Exchanges, the last used one at the end: its memory is the most likely to be in the processor's caches. */
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
     * @param bodyBytes bytes of the body that it will receive, or negative if the length is unknown
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

    /** Returns an exchange that is over to the pool. */
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
     * Frees a large exchange that was unused for a while. The event loop calls this repeatedly.
     *
     * @param now as of {@link LoopContext#nanoTime}
     */
    void tick(long now) {
        if (now - largeSince > LARGE_NANOS) {
            large = null;
        }
    }
}
