package dev.interlock.json;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Publishes each line of a body as a value. It requests the next buffer only if the subscriber has requested a value
 * and no whole line is left. So it holds little more than the longest line. It skips blank lines.
 *
 * <p>Several threads may deliver buffers and request values. One thread at a time publishes the values.
 */
final class JsonLines<T> implements Flow.Subscriber<ByteBuf>, Flow.Subscription {
    private static final int USUAL_BYTES = 1024;

    private final Flow.Subscriber<? super T> target;
    private final ElementReader<? extends T> reader;
    private final int longest;

    private final AtomicLong asked = new AtomicLong();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicReference<@Nullable ByteBuf> arrived = new AtomicReference<>();
    private Flow.@Nullable Subscription source;
    private volatile boolean cancelled;
    /** Whether the subscriber has requested zero or fewer values. This is an error (Reactive Streams 3.9). */
    private volatile boolean misused;

    private volatile boolean complete;
    private volatile @Nullable Throwable failure;

    // Only the thread that is publishing uses the fields below.
    private final ByteWriter text = new ByteWriter(USUAL_BYTES);
    private final Slice line = new Slice();
    /** Index at which the next line begins. */
    private int from;
    /** Index of the first byte that was not searched for a line break yet. */
    private int searched;

    private long number;
    /** Whether a requested buffer has not arrived yet. */
    private boolean waiting;
    /** Whether the subscriber has received the end, or has cancelled. */
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
                // The body is empty, because step() does the work.
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    /** Takes one step. Returns false if nothing can be done now. */
    private boolean step() {
        // Reads this field first. All buffers that arrived before the end of the body are then processed before the
        // end.
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
            return fail(new IllegalArgumentException("Less than one value was requested"));
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

    /** Appends the arrived buffer to the text. */
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

    /** Returns the index of the line break that ends the next line, or -1. */
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

    /** Publishes the line that ends at {@code end}, unless it is blank. Returns whether the work may continue. */
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

    /** Publishes the last line if it has no line break. Then publishes the end of the body. */
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
        return new HttpException(HttpStatus.CONTENT_TOO_LARGE, "A line has more than " + longest + " bytes.");
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
