package dev.interlock.json;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.http.HttpException;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a body on their way to a subscriber, as values. One buffer is asked for at a time, and only when no whole line
 * is there and one is wanted: so little more than the longest line is held. Empty lines are skipped.
 *
 * <p>Buffers and requests may come from several threads; the work is done by one of them at a time.
 */
final class JsonLines<T> implements Flow.Subscriber<ByteBuf>, Flow.Subscription {
    private static final int TOO_LARGE = 413;
    private static final int USUAL_BYTES = 1024;

    private final Flow.Subscriber<? super T> target;
    private final ElementReader<? extends T> reader;
    private final int longest;

    private final AtomicLong asked = new AtomicLong();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicReference<@Nullable ByteBuf> arrived = new AtomicReference<>();
    private Flow.@Nullable Subscription source;
    private volatile boolean cancelled;
    /** Less than one value was asked for (Reactive Streams 3.9). */
    private volatile boolean misused;

    private volatile boolean complete;
    private volatile @Nullable Throwable failure;

    // What follows belongs to the work.
    private final ByteWriter text = new ByteWriter(USUAL_BYTES);
    private final Slice line = new Slice();
    /** Where the next line begins. */
    private int from;
    /** Up to where there is no line break. */
    private int searched;

    private long number;
    /** A buffer was asked for and has not arrived. */
    private boolean waiting;
    /** The subscriber has heard the last, or wants no more. */
    private boolean over;

    JsonLines(Flow.Subscriber<? super T> target, ElementReader<? extends T> reader, int longest) {
        this.target = target;
        this.reader = reader;
        this.longest = longest;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        target.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            misused = true;
        } else {
            asked.accumulateAndGet(n, (before, more) -> Math.min(before, Long.MAX_VALUE - more) + more);
        }
        work();
    }

    @Override
    public void cancel() {
        cancelled = true;
        work();
    }

    @Override
    public void onNext(ByteBuf buffer) {
        arrived.set(buffer);
        work();
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
        complete = true;
        work();
    }

    @Override
    public void onComplete() {
        complete = true;
        work();
    }

    private void work() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            while (step()) {
                // On to the next.
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    /** Does one thing; false if nothing can be done now. */
    private boolean step() {
        // Looked at first, so that what came before it is not missed.
        boolean wasComplete = complete;
        take();
        if (over) {
            return false;
        }
        if (cancelled) {
            stop();
            return false;
        }
        if (misused) {
            return fail(new IllegalArgumentException("Less than one value was asked for"));
        }
        int end = lineEnd();
        if (end >= 0) {
            return asked.get() > 0 && emit(end);
        }
        if (text.length() - from > longest) {
            number++;
            return fail(tooLong());
        }
        return wasComplete ? finish() : ask();
    }

    /** Moves what has arrived behind what is there. */
    private void take() {
        ByteBuf buffer = arrived.getAndSet(null);
        if (buffer == null) {
            return;
        }
        waiting = false;
        if (!over) {
            text.remove(0, from);
            searched -= from;
            from = 0;
            int count = buffer.readableBytes();
            int at = text.extend(count);
            buffer.readBytes(text.array(), at, count);
        }
        buffer.release();
    }

    /** The index of the line break that ends the next line, or -1. */
    private int lineEnd() {
        byte[] bytes = text.array();
        for (; searched < text.length(); searched++) {
            if (bytes[searched] == '\n') {
                return searched;
            }
        }
        return -1;
    }

    private boolean ask() {
        if (asked.get() <= 0 || waiting) {
            return false;
        }
        waiting = true;
        Objects.requireNonNull(source).request(1);
        return true;
    }

    /** Hands out the line that ends there; always true. */
    private boolean emit(int end) {
        int start = from;
        number++;
        from = Math.min(end + 1, text.length());
        searched = from;
        if (end - start > longest) {
            return fail(tooLong());
        }
        if (isBlank(start, end)) {
            return true;
        }
        T value;
        try {
            value = reader.read(line.wrap(text.array(), start, end - start));
        } catch (RuntimeException e) {
            return fail(e);
        }
        asked.decrementAndGet();
        target.onNext(value);
        return true;
    }

    private boolean isBlank(int start, int end) {
        byte[] bytes = text.array();
        for (int i = start; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The body has ended: a last line needs no line break. */
    private boolean finish() {
        Throwable cause = failure;
        if (cause == null && from < text.length()) {
            return asked.get() > 0 && emit(text.length());
        }
        over = true;
        if (cause == null) {
            target.onComplete();
        } else {
            target.onError(cause);
        }
        return false;
    }

    private HttpException tooLong() {
        return new HttpException(TOO_LARGE, "A line has more than " + longest + " bytes.");
    }

    private boolean fail(RuntimeException cause) {
        stop();
        target.onError(cause instanceof HttpException problem ? problem.with("line", number) : cause);
        return false;
    }

    private void stop() {
        over = true;
        text.clear(USUAL_BYTES);
        from = 0;
        searched = 0;
        Objects.requireNonNull(source).cancel();
    }
}
