package dev.interlock.server;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The exchanges of one event loop that are at rest, with what they hold ready for the next requests. */
final class ExchangePool {
    /** What a burst of requests needed beyond them is left to the garbage collector. */
    private static final int EXCHANGES = 256;

    private static final long LARGE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LoopState loop;
    /** Bytes that all of them hold ready: what a burst of bodies needed is given back as well. */
    private final int mostBytes;
    /** An exchange that holds more than this is kept apart: one at most, and not for long. */
    private final int largeBytes;

    private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>();
    private int bytes;
    private @Nullable Exchange large;
    private long largeSince;

    ExchangePool(LoopState loop) {
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
    Exchange take(long bodyBytes) {
        Exchange one = large;
        if (one != null && (bodyBytes < 0 || bodyBytes > largeBytes || exchanges.isEmpty())) {
            large = null;
            return one;
        }
        Exchange pooled = exchanges.poll();
        if (pooled == null) {
            return new Exchange(loop);
        }
        bytes -= pooled.retainedBytes();
        return pooled;
    }

    /** Gives an exchange back that is over. */
    void give(Exchange exchange) {
        int retained = exchange.retainedBytes();
        if (retained > largeBytes) {
            large = exchange;
            largeSince = System.nanoTime();
        } else if (exchanges.size() < EXCHANGES && bytes + retained <= mostBytes) {
            bytes += retained;
            exchanges.push(exchange);
        }
    }

    /**
     * Gives up a large one that nobody has needed for a while; to be called again and again.
     *
     * @param now as of {@link System#nanoTime}
     */
    void tick(long now) {
        if (now - largeSince > LARGE_NANOS) {
            large = null;
        }
    }
}
