package dev.interlock.internal.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.Heartbeat;
import dev.interlock.internal.message.ResponseTrailers;
import dev.interlock.internal.syntax.FieldSection;
import dev.interlock.log.LogText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Body of a response, which a publisher passes to the {@link BodySink}. The stream requests only as many parts as the
 * sink takes.
 *
 * <p>The publisher may call from any thread. The event loop handles these calls, the signals, in their order.
 */
public final class ResponseStream implements Flow.Subscriber<ByteBuf> {
    private static final Logger LOG = ServerLog.of(ResponseStream.class);

    /**
     * Limit on the number of requested parts that have not arrived. It suffices to gather several parts into one write.
     */
    private static final int WINDOW = 8;

    /** Limit on pending bytes. At this limit, the stream requests no more parts until some bytes were sent. */
    static final int MOST_READY = 64 * 1024;

    /** Estimated bytes of heap for the objects of a stream and of its signals. */
    private static final int OBJECT_BYTES = 1024;

    private static final Object COMPLETE = new Object();
    /** Signal by which the server ends the stream as if the publisher had completed. */
    private static final Object END = new Object();

    private final LoopContext loop;
    private final ExchangeOwner owner;
    private final BodySink sink;
    private final Flow.Publisher<? extends ByteBuf> publisher;
    private final PartWriter parts;
    /** Trailer fields, or null if the response has none. */
    private final @Nullable ResponseTrailers trailers;
    /** Heartbeat of a stream that lasts as long as its client listens; null for other streams. */
    private final @Nullable Heartbeat heartbeat;

    private final Queue<Object> signals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unseen = new AtomicInteger();
    private final Runnable step = this::workOff;
    private final LoopTask workOff = new LoopTask() {
        @Override
        protected void perform() {
            owner.run(step);
        }
    };

    /** Failure that has caused the loss of a signal of the publisher, or null. */
    private volatile @Nullable Throwable lost;

    /** Bytes of heap charged to the budget. */
    private long heldBytes;

    private Flow.@Nullable Subscription subscription;
    private int asked;
    /** Number of bytes of the announced length that were not published yet, or {@link Content#UNKNOWN}. */
    private long left;

    private final PublisherTimer timer;
    /** Record of the exchange for the listeners of the server, or null. The stream holds the record. */
    private @Nullable ExchangeRecord record;

    private boolean begun;
    private boolean over;
    /** Whether only the beginning of the current part was sent. */
    private boolean midPart;
    /** Time of the last write, for a stream with a heartbeat. */
    private long sent;

    /**
     * Creates a stream that is not subscribed yet.
     *
     * @param owner owner of the exchange
     * @param content the body, which the stream owns from now on
     * @param sink destination of head and body
     * @param trailers trailer fields, or null if the sink cannot send them
     * @param limitNanos longest time without progress of the publisher; {@link ExchangeTimer#NONE} for no limit
     */
    public ResponseStream(
            LoopContext loop,
            ExchangeOwner owner,
            Content.Stream content,
            BodySink sink,
            @Nullable ResponseTrailers trailers,
            long limitNanos) {
        this.loop = loop;
        this.owner = owner;
        this.sink = sink;
        this.trailers = trailers;
        publisher = content.publisher();
        heartbeat = content.heartbeat();
        left = content.length();
        parts = new PartWriter(sink, content.encoder());
        timer = new PublisherTimer(limitNanos, loop.nanoTime());
    }

    /**
     * Part of the body.
     *
     * @param ownBytes bytes that were charged to the budget when the part was published
     */
    private record Part(ByteBuf bytes, long ownBytes) {}

    /** Failure of the publisher. */
    private record Failure(Throwable cause) {}

    /** Sets the exchange whose scope is open during each call of the publisher. */
    public void observe(ExchangeObservation observation) {
        record = observation.record();
        if (record != null) {
            // The publisher may be called after the last event of the exchange.
            record.hold();
            parts.observe(record);
        }
    }

    private @Nullable CodeScope openScope() {
        return loop.scope().open(record);
    }

    private void closeScope(@Nullable CodeScope outer) {
        loop.scope().close(outer);
    }

    /** Returns whether the stream lasts as long as its client listens, and has not ended yet. */
    public boolean isLasting() {
        return heartbeat != null && !over;
    }

    /** Returns the bytes of heap that the stream holds. */
    public long heldBytes() {
        return heldBytes;
    }

    /** Subscribes to the publisher. The stream fails if the publisher throws. */
    public void subscribe() {
        charge();
        CodeScope outer = openScope();
        try {
            publisher.subscribe(this);
        } catch (Throwable e) {
            onError(e);
        } finally {
            closeScope(outer);
        }
    }

    private void charge() {
        if (over) {
            // The client left before the subscription, so nothing would release the memory.
            return;
        }
        MemoryBudget memory = loop.service().memory();
        heldBytes = OBJECT_BYTES + sink.heldBytes();
        memory.heap().add(heldBytes);
        memory.relieve();
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        try {
            signal(newSubscription);
        } catch (Throwable e) {
            // The event loop will never see this subscription, so nothing else would cancel it.
            newSubscription.cancel();
            throw e;
        }
    }

    @Override
    public void onNext(ByteBuf buffer) {
        long own = BufferMemory.ownBytes(buffer);
        // Charges the part before the event loop sees it, because many publishers may publish in one turn of the loop.
        published(own);
        try {
            signal(new Part(buffer, own));
        } catch (Throwable e) {
            lost = e;
            published(-own);
            buffer.release();
            throw e;
        }
    }

    private void published(long bytes) {
        loop.service().memory().direct().add(bytes);
    }

    @Override
    public void onError(@Nullable Throwable cause) {
        // Reactive Streams 2.13 forbids null. A publisher that passes null has failed all the same.
        try {
            signal(new Failure(cause == null ? new NullPointerException("A publisher failed without a cause") : cause));
        } catch (Throwable e) {
            lost = e;
            throw e;
        }
    }

    @Override
    public void onComplete() {
        signal(COMPLETE);
    }

    private void signal(Object signal) {
        try {
            signals.add(signal);
        } catch (Throwable e) {
            // The memory may be exhausted. The client must not wait for a lost signal.
            lost = e;
            throw e;
        }
        if (unseen.getAndIncrement() == 0) {
            workOffLater();
        }
    }

    /**
     * Schedules the work. Never works at once, because the caller may be a handler of another request on this event
     * loop.
     */
    private void workOffLater() {
        if (!loop.execute(workOff)) {
            releaseSignals();
        }
    }

    private void workOff() {
        workOffSignals();
        if (heartbeat != null && subscription != null && !begun && !over && unseen.get() == 0) {
            // The publisher has accepted the subscription and has not failed at once.
            begin();
            owner.advanced();
        }
    }

    private void workOffSignals() {
        int seen = unseen.get();
        int done = 0;
        parts.beginTask();
        try {
            boolean goesOn = true;
            while (done < seen && goesOn) {
                // A signal that fails is removed too.
                boolean handled = true;
                try {
                    handled = handleSafely(signals.element());
                } finally {
                    if (handled) {
                        signals.remove();
                        done++;
                    }
                }
                goesOn = handled;
            }
        } finally {
            // Later signals, and the rest of a large part, wait for another turn of the loop. Otherwise a publisher
            // could block the loop.
            if (unseen.addAndGet(-done) > 0) {
                workOffLater();
            }
        }
    }

    /**
     * Ends the stream if a signal was lost or the publisher has timed out. Requests parts for which there was no memory
     * before. Sends a heartbeat when it is due.
     *
     * @param now current time of {@link LoopContext#nanoTime}
     */
    public void tick(long now) {
        Throwable loss = lost;
        if (loss != null && !over) {
            giveUp(loss);
        }
        if (timer.isOver(now, isPublisherDue())) {
            giveUp(new ExchangeTimeoutException(), begun);
        }
        ask();
        if (heartbeat == null || heartbeat.interval().isZero() || !begun || over || !owner.isWritable()) {
            return;
        }
        // A heartbeat must not interrupt a part, because the client would take it for content of the part.
        if (!midPart && now - sent >= heartbeat.interval().toNanos()) {
            sent = now;
            beat(heartbeat.text());
        }
    }

    /**
     * Returns whether the stream waits for the publisher. After a lasting stream has begun, its publisher may be
     * silent.
     */
    private boolean isPublisherDue() {
        boolean isAsked = subscription == null || asked > 0;
        return !over && isAsked && !midPart && owner.isWritable() && (heartbeat == null || !begun);
    }

    private void beat(String text) {
        try {
            parts.writeWhole(Unpooled.copiedBuffer(text, US_ASCII));
            owner.advanced();
        } catch (Throwable e) {
            giveUp(e);
        }
    }

    /** Ends a lasting stream after all earlier parts were sent. The publisher is then cancelled. */
    public void end() {
        if (!over) {
            signal(END);
        }
    }

    /** Handles a signal. Returns false if bytes of a large part remain, and true if the signal is finished. */
    private boolean handleSafely(Object signal) {
        boolean late = over;
        try {
            return handle(signal);
        } catch (Throwable e) {
            if (late) {
                // The session may already respond to another request.
                LOG.debug("A publisher failed after the end of its stream", LogText.of(e));
            } else {
                giveUp(e);
            }
            return true;
        }
    }

    /** Ends the stream after an exception or an error. Otherwise the connection would wait for ever. */
    private void giveUp(Throwable cause) {
        giveUp(cause, true);
    }

    /** @param broken whether the client may have received a part of the response */
    private void giveUp(Throwable cause, boolean broken) {
        try {
            cancel();
        } finally {
            owner.streamFailed(cause, broken);
        }
    }

    private boolean handle(Object signal) {
        if (over) {
            drop(signal);
        } else if (signal instanceof Part part) {
            return send(part);
        } else if (signal instanceof Flow.Subscription newSubscription) {
            subscribed(newSubscription);
        } else if (signal instanceof Failure failure) {
            fail(failure.cause());
        } else {
            if (signal == END) {
                cancelSubscription();
            }
            complete();
        }
        return true;
    }

    private void drop(Object signal) {
        if (signal instanceof Part part) {
            // These bytes may be the rest of a part.
            midPart = false;
            published(-part.ownBytes());
            part.bytes().release();
        } else if (signal instanceof Flow.Subscription unwanted) {
            cancel(unwanted);
        }
    }

    private void subscribed(Flow.Subscription newSubscription) {
        if (subscription == null) {
            subscription = newSubscription;
            ask();
        } else {
            // Reactive Streams 2.5: a subscriber cancels a second subscription.
            cancel(newSubscription);
        }
    }

    private boolean send(Part part) {
        boolean whole = true;
        try {
            prepare(part.bytes());
            if (heartbeat != null) {
                sent = loop.nanoTime();
            }
            // The write releases the part even if it fails.
            midPart = false;
            whole = parts.write(part.bytes());
            midPart = !whole;
        } finally {
            if (whole) {
                // From now on, the Outbound of the connection counts the part.
                published(-part.ownBytes());
            }
        }
        timer.progressed();
        owner.advanced();
        if (!midPart) {
            asked--;
            ask();
        }
        return !midPart;
    }

    /** Counts a part, and begins the response if it has not begun. Releases the part if this fails. */
    private void prepare(ByteBuf part) {
        boolean prepared = false;
        try {
            if (!midPart) {
                count(part);
            }
            begin();
            prepared = true;
        } finally {
            if (!prepared) {
                part.release();
            }
        }
    }

    /**
     * Subtracts a part from the announced length. Throws if the part is too long, because a client would take further
     * bytes for the next response.
     */
    private void count(ByteBuf buffer) {
        if (left == Content.UNKNOWN) {
            return;
        }
        int size = buffer.readableBytes();
        if (size > left) {
            throw new IllegalStateException("A publisher has published more than the remaining " + left + " bytes");
        }
        left -= size;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            sent = loop.nanoTime();
            owner.streamBegun();
            sink.begin();
        }
    }

    /** Requests parts up to the window. Does nothing if the connection is full or has enough bytes to write. */
    public void ask() {
        Flow.Subscription current = subscription;
        // Each call requests at least half of the window, because it may cost the publisher a thread switch.
        boolean wanted = owner.isWritable() && sink.pendingBytes() < MOST_READY;
        int window = window();
        if (current != null && !over && asked < window && asked <= window / 2 && wanted) {
            int more = window - asked;
            asked = window;
            request(current, more);
        }
    }

    private void request(Flow.Subscription current, int more) {
        CodeScope outer = openScope();
        Throwable failure = null;
        try {
            current.request(more);
        } catch (Throwable e) {
            failure = e;
        } finally {
            closeScope(outer);
        }
        if (failure != null) {
            giveUp(failure);
        }
    }

    /**
     * Returns the number of parts that may be requested but not written yet. Returns 0 while memory is nearly full,
     * because the parts of all streams add up.
     */
    private int window() {
        MemoryBudget memory = loop.service().memory();
        if (memory.direct().isNearlyFull()) {
            return 0;
        }
        return memory.isTight() ? 1 : WINDOW;
    }

    private void complete() {
        if (left > 0) {
            throw new IllegalStateException("A publisher has completed, but " + left + " bytes are missing");
        }
        FieldSection last = trailers == null ? FieldSection.EMPTY : complete(trailers);
        begin();
        parts.end(last);
        leave();
        forgetRecord();
        owner.streamEnded();
    }

    private FieldSection complete(ResponseTrailers fields) {
        CodeScope outer = openScope();
        try {
            return fields.complete();
        } finally {
            closeScope(outer);
        }
    }

    private void forgetRecord() {
        ExchangeRecord over = record;
        record = null;
        if (over != null) {
            over.release();
        }
    }

    private void leave() {
        over = true;
        loop.service().memory().heap().release(heldBytes);
        heldBytes = 0;
        parts.close();
    }

    private void fail(Throwable cause) {
        try {
            leave();
        } finally {
            owner.streamFailed(cause, begun);
        }
    }

    /** Cancels the stream and its publisher, because the client has left or the stream has failed. */
    public void cancel() {
        try {
            leave();
        } finally {
            cancelSubscription();
        }
    }

    private void cancelSubscription() {
        Flow.Subscription current = subscription;
        if (current != null) {
            try {
                cancel(current);
            } catch (Throwable e) {
                // Reactive Streams 3.15 forbids exceptions here. The connection must free its memory in any case.
                LOG.error("Cancelling a publisher failed", LogText.of(e));
            }
        }
    }

    private void cancel(Flow.Subscription unwanted) {
        if (!loop.isInLoop()) {
            // The loop has ended, so the scope of the loop cannot be used.
            unwanted.cancel();
            return;
        }
        CodeScope outer = openScope();
        try {
            unwanted.cancel();
        } finally {
            closeScope(outer);
        }
    }

    private void releaseSignals() {
        for (Object signal = signals.poll(); signal != null; signal = signals.poll()) {
            drop(signal);
        }
    }
}
