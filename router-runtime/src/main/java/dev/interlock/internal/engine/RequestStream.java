package dev.interlock.internal.engine;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.StreamedBody;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.log.LogText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Body of a request, which the session passes on to the handler. If the handler is slow, the session stops reading.
 * Only the event loop calls the methods, except {@link #publisher}, {@link #inputStream} and the methods for a
 * subscriber.
 */
public final class RequestStream implements StreamedBody, Flow.Publisher<ByteBuf>, Flow.Subscription {
    private static final Logger LOG = ServerLog.of(RequestStream.class);

    /** Limit on the bytes that wait for the handler. At the limit, the session stops reading. */
    private static final int MOST_WAITING = 64 * 1024;

    /** A buffer is published at once if it has at least this size. Fewer bytes share a buffer with later bytes. */
    static final int PIECE_BYTES = 8 * 1024;

    private static final int USUAL_BUFFERS = MOST_WAITING / PIECE_BYTES;

    /** Smallest capacity of a new buffer. */
    private static final int SMALLEST_BUFFER = 256;

    /**
     * Shortest time between two buffers that are smaller than a piece. Without this pause, a client that sends single
     * bytes would wake the reader for each byte.
     */
    static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final Flow.Subscription NOTHING = new Flow.Subscription() {
        @Override
        public void request(long count) {
            // The body has no buffers to request.
        }

        @Override
        public void cancel() {
            // There is nothing to cancel.
        }
    };

    private final LoopContext loop;
    private final ByteBufAllocator allocator;
    private final ByteWriter received;
    private final ExchangeOwner owner;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final FifoQueue<ByteBuf> waiting = new FifoQueue<>(USUAL_BUFFERS);
    private final Runnable pauseEnded = this::pauseEnded;
    private final Runnable afterPause = this::afterPause;

    /**
     * Record of the exchange for the listeners of the server. Null if there are none, and after the exchange has ended.
     */
    private @Nullable ExchangeRecord record;

    private int waitingBytes;
    /** Bytes of direct memory charged to the budget. */
    private int heldBytes;

    private long demand;
    private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;
    /**
     * Stream that the handler has opened, or null. The handler sets the field. The event loop reads it after the
     * handler has returned.
     */
    private volatile @Nullable BodyInputStream inputStream;

    private boolean ended;
    private @Nullable Throwable failure;
    /** Whether the subscriber gets no further signal: the body is complete, has failed or was cancelled. */
    private boolean over;

    private boolean publishing;
    /** Whether the session may have stopped reading. */
    private boolean stopped;
    /** Time when the last buffer was published, from {@link LoopContext#nanoTime}. */
    private long handedOn;
    /** Whether a task will publish the waiting bytes when the pause ends. */
    private boolean scheduled;

    /**
     * Starts without bytes.
     *
     * @param received buffer for arriving bytes; all streams of the loop share it, and it is empty between uses
     * @param allocator allocator of the buffers for the handler
     * @param owner owner of the exchange
     */
    public RequestStream(LoopContext loop, ByteWriter received, ByteBufAllocator allocator, ExchangeOwner owner) {
        this.loop = loop;
        handedOn = loop.nanoTime() - PAUSE_NANOS;
        this.allocator = allocator;
        this.received = received;
        this.owner = owner;
    }

    /** Sets the record whose scope is open during each call of a subscriber. */
    void observe(@Nullable ExchangeRecord observed) {
        record = observed;
    }

    /**
     * Returns the buffer for arriving bytes, which all streams of the loop share. The session fills it and then calls
     * {@link #arrived}.
     */
    public ByteWriter received() {
        return received;
    }

    /** Returns the bytes of direct memory that wait for the handler. */
    public int heldBytes() {
        return heldBytes;
    }

    /** Returns the time when the last buffer was published, from {@link LoopContext#nanoTime}. */
    long handedOnNanos() {
        return handedOn;
    }

    /** Publishes received bytes. */
    public void arrived() {
        try {
            int count = received.length();
            if (count > 0 && !over && failure == null) {
                append(received.array(), count);
            }
        } finally {
            received.clear();
        }
        publishInTime();
    }

    /**
     * Stores received bytes. If they fit, appends them to the last waiting buffer. Fails the body if the memory budget
     * is spent.
     */
    private void append(byte[] bytes, int count) {
        ByteBuf last = waiting.peekLast();
        if (last != null && last.readableBytes() + count <= PIECE_BYTES) {
            int before = last.capacity();
            last.writeBytes(bytes, 0, count);
            charge(last.capacity() - before);
        } else if (!add(bytes, count)) {
            return;
        }
        waitingBytes += count;
    }

    private boolean add(byte[] bytes, int count) {
        int capacity = Math.max(count, SMALLEST_BUFFER);
        MemoryBudget budget = loop.service().memory();
        if (!budget.direct().reserve(capacity)) {
            budget.used(Defence.REFUSED_REQUEST);
            budget.relieve();
            fail(new NoMemoryException());
            return false;
        }
        // The bytes are counted before the allocation. If a later statement fails, releaseWaiting() subtracts them
        // again.
        heldBytes += capacity;
        ByteBuf buffer = allocator.directBuffer(capacity);
        boolean added = false;
        try {
            waiting.add(buffer.writeBytes(bytes, 0, count));
            added = true;
        } finally {
            if (!added) {
                buffer.release();
            }
        }
        return true;
    }

    private void charge(int bytes) {
        heldBytes += bytes;
        loop.service().memory().direct().add(bytes);
    }

    /** Publishes the waiting bytes. If they are fewer than a piece, waits until the pause has ended. */
    private void publishInTime() {
        long pause = handedOn + PAUSE_NANOS - loop.nanoTime();
        if (pause <= 0 || waitingBytes >= PIECE_BYTES || ended) {
            publish();
        } else if (!scheduled && demand > 0 && !waiting.isEmpty()) {
            publishAfter(pause);
        }
    }

    private void publishAfter(long pause) {
        scheduled = true;
        try {
            loop.later(afterPause, pause);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            LOG.debug("The event loop cannot take a task for a part of a request body", LogText.of(e));
            pauseEnded();
        }
    }

    private void afterPause() {
        owner.run(pauseEnded);
    }

    private void pauseEnded() {
        scheduled = false;
        publish();
    }

    /** Handles the end of the body. */
    public void end() {
        ended = true;
        publish();
    }

    /** Fails the body because it will not arrive completely. Bytes that wait for the handler are lost. */
    public void fail(Throwable cause) {
        releaseWaiting();
        if (!ended) {
            ended = true;
            failure = cause;
            publish();
        }
    }

    /** Frees the body. Called after the response is complete and the handler has returned. */
    void discard() {
        boolean isCut = !ended || !waiting.isEmpty();
        releaseWaiting();
        try {
            if (isCut && !over) {
                failure = new IOException("The request was answered before its body was read completely");
                ended = true;
                publish();
            }
        } finally {
            // If the subscriber is receiving a buffer, publish() notifies it of the failure after it returns.
            over = over || !publishing;
            record = null;
            BodyInputStream stream = inputStream;
            if (stream != null) {
                stream.close();
            }
        }
    }

    /**
     * Returns whether the session must stop reading until the handler has taken some bytes. The stream notifies the
     * session when reading may continue.
     */
    public boolean isFull() {
        boolean full = waitingBytes >= MOST_WAITING
                || (waitingBytes > 0 && loop.service().memory().isTight());
        // The flag is set for each caller, because only goOn() resumes reading.
        stopped |= full;
        return full;
    }

    /**
     * Resumes reading if the session has stopped reading and the stream is no longer full. The event loop calls this
     * repeatedly.
     */
    public void goOn() {
        if (stopped && !isFull()) {
            stopped = false;
            owner.advanced();
        }
    }

    private void releaseWaiting() {
        for (ByteBuf buffer = waiting.poll(); buffer != null; buffer = waiting.poll()) {
            buffer.release();
        }
        waitingBytes = 0;
        charge(-heldBytes);
    }

    /** Removes and returns the next buffer if the subscriber has requested one. */
    private @Nullable ByteBuf next() {
        return demand > 0 ? waiting.poll() : null;
    }

    private void publish() {
        Flow.Subscriber<? super ByteBuf> reader = subscriber;
        // A subscriber may request more while it receives a buffer. It gets the next buffer only after this call has
        // returned.
        if (reader == null || publishing || over) {
            return;
        }
        publishing = true;
        CodeScope outer = loop.scope().open(hasSignal() ? recordFor(reader) : null);
        try {
            for (ByteBuf next = next(); next != null; next = next()) {
                demand--;
                waitingBytes -= next.readableBytes();
                handOver(next.capacity());
                handedOn = loop.nanoTime();
                reader.onNext(next);
            }
            if (ended && waiting.isEmpty() && !over) {
                over = true;
                complete(reader);
            }
        } catch (Throwable e) {
            // Reactive Streams 2.13: a subscriber that throws has cancelled its subscription.
            LOG.error("The subscriber of a request body failed", LogText.of(e));
            over = true;
            releaseWaiting();
        } finally {
            publishing = false;
            loop.scope().close(outer);
        }
        goOn();
    }

    /** Returns whether {@link #publish} will call the subscriber. */
    private boolean hasSignal() {
        return waiting.isEmpty() ? ended : demand > 0;
    }

    /**
     * Returns the record whose scope is open during a call of the subscriber. A subscriber of the server itself needs
     * no scope.
     */
    private @Nullable ExchangeRecord recordFor(Flow.Subscriber<?> called) {
        return called instanceof BodyInputStream ? null : record;
    }

    /**
     * Stops counting a buffer that passes to the subscriber. An input stream still holds the charged bytes, and
     * releases the charge itself.
     */
    private void handOver(int bytes) {
        if (subscriber instanceof BodyInputStream) {
            heldBytes -= bytes;
        } else {
            charge(-bytes);
        }
    }

    private void complete(Flow.Subscriber<? super ByteBuf> reader) {
        if (failure == null) {
            reader.onComplete();
        } else {
            reader.onError(failure);
        }
    }

    @Override
    public Flow.Publisher<ByteBuf> publisher() {
        take();
        return this;
    }

    @Override
    public InputStream inputStream() {
        take();
        BodyInputStream stream = new BodyInputStream(loop.service().memory().direct());
        inputStream = stream;
        subscribe(stream);
        return stream;
    }

    private void take() {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException("The body was already read: it can be read only once");
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuf> newSubscriber) {
        boolean told = onLoop(() -> {
            CodeScope outer = loop.scope().open(recordFor(newSubscriber));
            try {
                accept(newSubscriber);
            } finally {
                loop.scope().close(outer);
            }
        });
        if (!told) {
            refuse(newSubscriber, "The server has closed");
        }
    }

    private void accept(Flow.Subscriber<? super ByteBuf> newSubscriber) {
        if (subscriber != null) {
            refuse(newSubscriber, "The body already has a subscriber");
        } else if (over) {
            refuse(newSubscriber, "The request was answered before its body was requested");
        } else {
            subscriber = newSubscriber;
            newSubscriber.onSubscribe(this);
            publish();
        }
    }

    private static void refuse(Flow.Subscriber<?> unwanted, String reason) {
        try {
            unwanted.onSubscribe(NOTHING);
            unwanted.onError(new IllegalStateException(reason));
        } catch (Throwable e) {
            // This failure may occur late, when the connection already serves another request.
            LOG.error("A rejected subscriber of a request body failed", LogText.of(e));
        }
    }

    @Override
    public void request(long count) {
        onLoop(() -> {
            if (count <= 0) {
                // Reactive Streams 3.9 forbids counts below 1.
                fail(new IllegalArgumentException("A subscriber asked for " + count + " buffers"));
                return;
            }
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            publish();
        });
    }

    @Override
    public void cancel() {
        onLoop(() -> {
            over = true;
            releaseWaiting();
            goOn();
        });
    }

    /** Runs a task on the event loop. Returns false if the loop has ended. */
    private boolean onLoop(Runnable task) {
        if (loop.isInLoop()) {
            task.run();
            return true;
        }
        return loop.execute(new LoopTask() {
            @Override
            protected void perform() {
                owner.run(task);
            }
        });
    }
}
