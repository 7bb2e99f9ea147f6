package dev.interlock.replay.load;

import dev.interlock.replay.traffic.ConnectionId;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends exchanges at their due times, on one thread. The lane waits while too many requests are in flight, or while
 * they use too much memory. It then sends the next requests late, and reports their lateness. Confined to the thread of
 * the timeline, except for methods that say otherwise.
 */
public final class Lane {
    private final Timeline timeline;
    private final List<Target> targets;
    private final List<Reachability> reachabilities;
    private final Limits limits;
    private final LaneListener listener;
    private final Runnable onRoom;
    private final Conversations conversations;
    private final Timeline guarded = new Guarded();
    private final Queue<Scheduled> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong heldBytes = new AtomicLong();
    /** Whether the next offer must wake the lane. */
    private volatile boolean isStarved = true;
    /** Whether the next release must wake the lane. */
    private volatile boolean isBlocked;
    /** Highest sequence sent so far. */
    private volatile long newest = -1;
    /** Highest sequence that may be sent. */
    private volatile long last = Long.MAX_VALUE;

    /** Whether the lane sends nothing until {@link #endAfter}. */
    private boolean isPaused;
    /** Whether {@link #run} is on the stack. */
    private boolean isRunning;
    /** Due time of the latest timer. */
    private long armedFor = Long.MIN_VALUE;
    /** Whether a timer for {@link #sweep} is set. */
    private boolean isSweeping;

    /** @param onRoom action to run when the queue has room again */
    public Lane(Timeline timeline, List<Target> targets, Limits limits, LaneListener listener, Runnable onRoom) {
        this.timeline = timeline;
        this.targets = List.copyOf(targets);
        this.limits = limits;
        this.listener = listener;
        this.onRoom = onRoom;
        reachabilities = targets.stream().map(target -> new Reachability()).toList();
        conversations = new Conversations(limits.mostConnections(), this::open);
    }

    private Conversation open(@Nullable ConnectionId id) {
        Conversation opened = new Conversation(id);
        LineListener lines = new LineListener() {
            @Override
            public void kept(long bytes) {
                heldBytes.addAndGet(bytes);
            }

            @Override
            public void finished(Pending pending) {
                end(pending, opened);
            }

            @Override
            public void crashed(Throwable cause) {
                listener.crashed(cause);
            }
        };
        for (int i = 0; i < targets.size(); i++) {
            opened.add(new Line(i, targets.get(i), reachabilities.get(i), guarded, limits, lines));
        }
        return opened;
    }

    /** Timeline for tasks of lines. Reports what they throw. */
    private final class Guarded implements Timeline {
        @Override
        public long nanos() {
            return timeline.nanos();
        }

        @Override
        public void at(long nanos, Runnable task) {
            timeline.at(nanos, () -> guard(task));
        }

        @Override
        public void execute(Runnable task) {
            timeline.execute(() -> guard(task));
        }
    }

    /** Queues an exchange. Returns false if the queue is full. The feeder thread calls this method. */
    boolean offer(Scheduled next) {
        if (queued.get() >= limits.mostQueued() || queuedBytes.get() >= limits.mostQueuedBytes()) {
            return false;
        }
        queued.incrementAndGet();
        queuedBytes.addAndGet(next.exchange().memory());
        queue.add(next);
        if (isStarved) {
            isStarved = false;
            timeline.execute(this::runGuarded);
        }
        return true;
    }

    private void guard(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            listener.crashed(e);
        }
    }

    private void runGuarded() {
        guard(this::run);
    }

    /** Sends all exchanges that are due, and sets a timer for the next one. */
    private void run() {
        if (isRunning || isPaused) {
            return;
        }
        isRunning = true;
        try {
            Scheduled next = head();
            while (next != null && isReady(next)) {
                Conversation conversation =
                        room() ? conversations.find(next.exchange().connection()) : null;
                if (conversation == null) {
                    break;
                }
                remove(next);
                send(next, conversation);
                next = head();
            }
        } finally {
            isRunning = false;
        }
    }

    /** Returns the next exchange, or null if the queue is empty. */
    private @Nullable Scheduled head() {
        while (true) {
            Scheduled next = queue.peek();
            if (next == null) {
                isStarved = true;
                next = queue.peek();
                if (next == null) {
                    return null;
                }
                isStarved = false;
            }
            if (next.sequence() <= last) {
                return next;
            }
            remove(next);
        }
    }

    private boolean isReady(Scheduled next) {
        long due = next.dueNanos();
        if (due - timeline.nanos() <= 0) {
            return true;
        }
        if (armedFor != due) {
            armedFor = due;
            timeline.at(due, this::runGuarded);
        }
        return false;
    }

    /** Returns whether the limits allow one more request. If not, the next release wakes the lane. */
    private boolean room() {
        if (hasRoom()) {
            isBlocked = false;
            return true;
        }
        isBlocked = true;
        // A release may have happened before the flag was set.
        return hasRoom();
    }

    private boolean hasRoom() {
        return inFlight.get() < limits.mostInFlight() && heldBytes.get() < limits.mostBytes();
    }

    private void remove(Scheduled next) {
        queue.remove();
        queuedBytes.addAndGet(-next.exchange().memory());
        if (queued.decrementAndGet() == limits.mostQueued() / 2 || queue.isEmpty()) {
            onRoom.run();
        }
    }

    private void send(Scheduled next, Conversation conversation) {
        newest = next.sequence();
        inFlight.incrementAndGet();
        heldBytes.addAndGet(next.exchange().memory());
        long now = timeline.nanos();
        Set<String> created = targets.get(0).rewriter().created(next.exchange());
        conversation.submit(new Pending(next, created, now, targets.size()));
        if (!isSweeping) {
            isSweeping = true;
            sweepLater();
        }
    }

    private void sweepLater() {
        timeline.at(timeline.nanos() + Math.max(1, limits.idleNanos() / 4), () -> guard(this::sweep));
    }

    private void sweep() {
        conversations.closeIdleSince(timeline.nanos() - limits.idleNanos());
        isSweeping = conversations.open() > 0;
        if (isSweeping) {
            sweepLater();
        }
    }

    private void end(Pending pending, Conversation conversation) {
        conversation.finished(timeline.nanos());
        if (conversation.isIdle()) {
            // Conversations without a recorded connection serve any request, so none of them ends one.
            if (conversation.id() != null && closes(pending.scheduled().exchange())) {
                conversations.close(conversation);
            } else {
                conversations.idle(conversation);
            }
        }
        long bytes = pending.scheduled().exchange().memory();
        for (Outcome outcome : pending.outcomes()) {
            bytes += outcome.response() == null ? 0 : outcome.response().kept();
        }
        long held = bytes;
        listener.finished(
                new Finished(pending.scheduled(), pending.sentNanos(), pending.outcomes(), () -> release(held)));
        // The next exchange may wait for the connection that is now idle.
        if (!queue.isEmpty()) {
            run();
        }
    }

    private void release(long bytes) {
        heldBytes.addAndGet(-bytes);
        inFlight.decrementAndGet();
        if (isBlocked) {
            isBlocked = false;
            timeline.execute(this::runGuarded);
        }
    }

    /** Whether the recorded connection ended after the exchange. */
    private static boolean closes(Exchange exchange) {
        return isClose(exchange.request().fields())
                || (exchange.response() != null && isClose(exchange.response().fields()));
    }

    private static boolean isClose(List<Field> fields) {
        String value = Field.first(fields, "connection");
        return value != null && value.equalsIgnoreCase("close");
    }

    /** Sends nothing more until {@link #endAfter}. */
    void pause() {
        isPaused = true;
    }

    /** Drops queued exchanges above a sequence, and sends the others. Any thread may call this method. */
    void endAfter(long sequence) {
        last = sequence;
        timeline.execute(() -> {
            isPaused = false;
            runGuarded();
        });
    }

    /** Returns the highest sequence sent so far, or -1. Any thread may call this method. */
    long newest() {
        return newest;
    }

    /**
     * Returns the sequence of the next exchange in the queue, or {@link Long#MAX_VALUE} if the queue is empty. Any
     * thread may call this method.
     */
    long position() {
        Scheduled next = queue.peek();
        return next == null ? Long.MAX_VALUE : next.sequence();
    }

    /** Whether nothing is queued or in flight. Any thread may call this method. */
    public boolean isIdle() {
        return queue.isEmpty() && inFlight.get() == 0;
    }

    /**
     * Returns the number of requests in flight: sent, but not yet released. Any thread may call this method.
     */
    public int inFlight() {
        return inFlight.get();
    }

    /** Returns the number of queued exchanges. Any thread may call this method. */
    public int queued() {
        return queued.get();
    }

    /** Returns the number of open conversations. */
    public int connections() {
        return conversations.open();
    }

    /** Closes all idle connections soon. Any thread may call this method. */
    public void close() {
        timeline.execute(() -> guard(() -> conversations.closeIdleSince(timeline.nanos())));
    }

    Timeline timeline() {
        return timeline;
    }
}
