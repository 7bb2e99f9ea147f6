package dev.interlock.replay.load;

import dev.interlock.replay.rewrite.Credentials;
import dev.interlock.replay.rewrite.HookException;
import dev.interlock.replay.rewrite.OutgoingRequest;
import dev.interlock.replay.rewrite.ReceivedResponse;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends the requests of one recorded connection to one target, one after the other. Confined to one lane. */
final class Line implements ResponseListener {
    /** Idempotent methods (RFC 9110 section 9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    private final int number;
    private final Target target;
    private final TargetConnection connection;
    private final Reachability reachability;
    private final Timeline timeline;
    private final Limits limits;
    private final LineListener listener;
    private final Credentials credentials = new Credentials();
    private final Queue<Pending> waiting = new ArrayDeque<>();
    private @Nullable Pending current;
    private @Nullable OutgoingRequest sent;
    private int retries;
    /** Whether {@link #sendNext} is on the stack. */
    private boolean isSending;

    /**
     * Creates a line without a connection.
     *
     * @param number index of the target in the outcomes of an exchange
     */
    Line(
            int number,
            Target target,
            Reachability reachability,
            Timeline timeline,
            Limits limits,
            LineListener listener) {
        this.number = number;
        this.target = target;
        this.reachability = reachability;
        this.timeline = timeline;
        this.limits = limits;
        this.listener = listener;
        connection = target.connection();
    }

    void submit(Pending pending) {
        target.expectations().begin(pending.scheduled().sequence(), pending.created());
        waiting.add(pending);
        sendNext();
    }

    /** Sends waiting requests until one is in flight. Loops, because a request may fail at once. */
    private void sendNext() {
        if (isSending) {
            return;
        }
        isSending = true;
        while (current == null && !waiting.isEmpty()) {
            current = waiting.remove();
            retries = 0;
            send(current);
        }
        isSending = false;
    }

    private void send(Pending pending) {
        Scheduled scheduled = pending.scheduled();
        if (target.expectations().await(scheduled.sequence(), scheduled.exchange(), () -> resume(pending))) {
            return;
        }
        long now = timeline.nanos();
        sent = null;
        if (!connection.isOpen() && !reachability.isDue(now)) {
            failed(Failure.UNREACHABLE, "the target could not be reached just before");
            return;
        }
        Exchange exchange = scheduled.exchange();
        try {
            OutgoingRequest request = target.rewriter().prepare(exchange, credentials);
            sent = request;
            long stream = isStream(exchange) ? Math.max(1, exchange.completedNanos() - exchange.arrivedNanos()) : 0;
            connection.send(request, limits.timeoutNanos(), stream, this);
        } catch (HookException e) {
            failed(Failure.HOOK, e.text());
        }
    }

    private void resume(Pending pending) {
        timeline.execute(() -> send(pending));
    }

    /** Whether the response is a stream of events, which ends only when the client closes it. */
    private static boolean isStream(Exchange exchange) {
        if (exchange.response() == null) {
            return false;
        }
        String type = Field.first(exchange.response().fields(), "content-type");
        return type != null && type.startsWith("text/event-stream");
    }

    /** A connection would swallow an exception, and the replay would wait for the request for ever. */
    private void guard(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            listener.crashed(e);
        }
    }

    @Override
    public void received(ReceivedResponse response) {
        guard(() -> take(response));
    }

    private void take(ReceivedResponse response) {
        Pending pending = current;
        if (pending == null || sent == null) {
            throw new AssertionError("a response without a request");
        }
        reachability.succeeded();
        String detail = "";
        try {
            target.rewriter().learn(pending.scheduled().exchange(), sent, response, credentials);
        } catch (HookException e) {
            detail = e.text();
        }
        end(pending, new Outcome(sent, response, null, detail, timeline.nanos(), retries));
    }

    @Override
    public void failed(Failure failure, String detail) {
        guard(() -> fail(failure, detail));
    }

    private void fail(Failure failure, String detail) {
        Pending pending = current;
        if (pending == null) {
            throw new AssertionError("a failure without a request");
        }
        long now = timeline.nanos();
        if (failure == Failure.UNREACHABLE) {
            reachability.failed(now);
        }
        if (mayRetry(failure, pending, now)) {
            retries++;
            timeline.at(Math.max(reachability.nextAttempt(now), now + 1), () -> send(pending));
        } else {
            end(pending, new Outcome(sent, null, failure, detail, now, retries));
        }
    }

    private boolean mayRetry(Failure failure, Pending pending, long now) {
        return retries < limits.mostRetries()
                && (failure == Failure.UNREACHABLE || failure == Failure.CUT)
                && IDEMPOTENT.contains(pending.scheduled().exchange().request().method())
                && now - pending.scheduled().dueNanos() < limits.timeoutNanos();
    }

    private void end(Pending pending, Outcome outcome) {
        current = null;
        sent = null;
        target.expectations().end(pending.scheduled().sequence(), pending.created());
        boolean isLast = pending.add(number, outcome);
        if (outcome.response() != null) {
            listener.kept(outcome.response().kept());
        }
        if (isLast) {
            listener.finished(pending);
        }
        sendNext();
    }

    void close() {
        connection.close();
    }
}
