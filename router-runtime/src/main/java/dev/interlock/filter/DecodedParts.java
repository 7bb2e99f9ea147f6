package dev.interlock.filter;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Passes decoded parts of a body to a subscriber on request. It requests one coded buffer and decodes one part at a
 * time, so it takes little memory even if a small body decodes to a large one.
 *
 * <p>Signals may come from any thread. A thread that processes a signal also processes the signals that arrive
 * meanwhile.
 */
final class DecodedParts implements Flow.Subscriber<ByteBuf>, Flow.Subscription {
    private final DecodedBody.Inflater inflater;
    private final Flow.Subscriber<? super ByteBuf> target;
    private final AtomicLong demand = new AtomicLong();
    /** Number of unprocessed signals. */
    private final AtomicInteger signals = new AtomicInteger();

    private volatile Flow.@Nullable Subscription source;
    /** Requested coded buffer that has arrived, or null. */
    private volatile @Nullable ByteBuf arrived;

    private volatile boolean ended;
    private volatile @Nullable Throwable failure;
    private volatile boolean cancelled;
    /** Whether the subscriber must get no further signals. */
    private volatile boolean over;

    // Only the thread that processes signals uses the fields below.
    private @Nullable ByteBuf decoded;
    /** Whether a coded buffer was requested and has not arrived yet. */
    private boolean asked;
    /** Whether the decoder knows that no more bytes will come. */
    private boolean endAdded;

    DecodedParts(DecodedBody.Inflater inflater, Flow.Subscriber<? super ByteBuf> target) {
        this.inflater = inflater;
        this.target = target;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        target.onSubscribe(this);
    }

    @Override
    public void onNext(ByteBuf buffer) {
        if (over) {
            buffer.release();
            return;
        }
        arrived = buffer;
        workOff();
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
        workOff();
    }

    @Override
    public void onComplete() {
        ended = true;
        workOff();
    }

    @Override
    public void request(long count) {
        Flow.Subscription from = source;
        if (count <= 0 && from != null) {
            // The source then signals the error that rule 3.9 of Reactive Streams demands.
            from.request(count);
            return;
        }
        demand.accumulateAndGet(count, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
        workOff();
    }

    @Override
    public void cancel() {
        cancelled = true;
        workOff();
    }

    private void workOff() {
        if (signals.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            try {
                handOn();
            } catch (Throwable e) {
                // Rule 2.13 of Reactive Streams: a subscriber that throws an exception has cancelled its subscription.
                giveUp();
                throw e;
            }
            seen = signals.addAndGet(-seen);
        } while (seen > 0);
    }

    /** Passes on decoded parts while the subscriber has requested more. If no part is left, requests coded bytes. */
    private void handOn() {
        while (!over) {
            Throwable cause = failure;
            if (cancelled) {
                giveUp();
            } else if (cause != null) {
                fail(cause);
            } else if (!decode()) {
                return;
            }
        }
        releaseAll();
    }

    /** Performs one step; returns false if the source or the subscriber must act next. */
    private boolean decode() {
        ByteBuf part;
        try {
            part = decoded == null ? nextPart() : decoded;
            decoded = part;
            if (part == null && !endAdded) {
                return addMore();
            }
        } catch (Throwable e) {
            // Also catches an Error: otherwise the subscriber would wait forever.
            failure = e;
            cancelSource();
            return true;
        }
        if (part != null) {
            if (demand.get() == 0) {
                return false;
            }
            decoded = null;
            demand.updateAndGet(before -> before == Long.MAX_VALUE ? before : before - 1);
            target.onNext(part);
            return true;
        }
        over = true;
        inflater.close();
        target.onComplete();
        return true;
    }

    private @Nullable ByteBuf nextPart() throws IOException {
        ByteBuf coded = arrived;
        if (coded != null) {
            arrived = null;
            asked = false;
            inflater.add(coded);
        }
        return inflater.next();
    }

    /**
     * Ends the decoder's input if the source has ended, and returns true. Otherwise, requests the next buffer and
     * returns false.
     */
    private boolean addMore() throws IOException {
        if (ended) {
            endAdded = true;
            inflater.end();
            return true;
        }
        Flow.Subscription from = source;
        if (!asked && from != null && demand.get() > 0) {
            asked = true;
            from.request(1);
        }
        return false;
    }

    private void fail(Throwable cause) {
        over = true;
        releaseAll();
        inflater.close();
        target.onError(cause);
    }

    private void giveUp() {
        over = true;
        releaseAll();
        inflater.close();
        cancelSource();
    }

    private void cancelSource() {
        Flow.Subscription from = source;
        if (from != null) {
            from.cancel();
        }
    }

    private void releaseAll() {
        ByteBuf part = decoded;
        decoded = null;
        if (part != null) {
            part.release();
        }
        ByteBuf coded = arrived;
        arrived = null;
        if (coded != null) {
            coded.release();
        }
    }
}
