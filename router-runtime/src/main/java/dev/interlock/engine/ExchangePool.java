package dev.interlock.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Idle exchanges of one event loop, with the memory that they keep ready for the next requests. */
public final class ExchangePool {
    /** The garbage collector frees further exchanges of a burst of requests. */
    private static final int EXCHANGES = 256;

    private static final long LARGE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LoopContext loop;
    /** Limit on the bytes that all pooled exchanges retain. Larger arrays of a burst of bodies are freed. */
    private final int mostBytes;
    /** An exchange that holds more than this is kept apart: one at most, and only for a short time. */
    private final int largeBytes;

    /** The exchange that was used last is at the end: its memory is the likeliest to be in the processor's caches. */
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
     * An exchange that nobody uses.
     *
     * @param bodyBytes that it is for, or negative if nobody knows
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

    /** Gives an exchange back that is over. */
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
