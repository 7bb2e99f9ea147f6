package dev.interlock.internal.engine;

import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the events of each exchange of a {@link Simulation} come in order, and that its last event comes once.
 */
final class SimulatedListener implements ExchangeListener {
    /** Numbers of rare events, by their names. */
    private final Map<String, Integer> coverage = new HashMap<>();

    private int connections;
    private int exchanges;
    /** Number of exchanges that have ever begun. */
    private int begun;
    /** Number of bytes of all responses that were sent as a whole. */
    private long bytes;
    /** First failure, which the engine would only log. */
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    /** Progress of an exchange. */
    private enum State {
        BEGUN,
        ROUTED,
        RESPONDED,
        ENDED
    }

    private void check(boolean isRight, String otherwise) {
        if (!isRight) {
            failure.compareAndSet(null, otherwise);
        }
    }

    /** Events of an exchange so far. */
    private static final class Progress {
        private State state;
        private boolean hasReturned;

        Progress(State state) {
            this.state = state;
        }
    }

    private Progress progress(ObservedExchange exchange) {
        return (Progress) Objects.requireNonNull(exchange.attachment(this));
    }

    private void move(ObservedExchange exchange, State from, State to) {
        Progress progress = progress(exchange);
        check(progress.state == from, "an exchange that is " + progress.state + " becomes " + to);
        progress.state = to;
    }

    @Override
    public void connectionOpened(ObservedConnection connection) {
        connections++;
        connection.attach(this, connection);
    }

    @Override
    public void connectionClosed(ObservedConnection connection) {
        connections--;
        check(connection.attachment(this) == connection, "another connection closed");
    }

    @Override
    public void requestBegun(ObservedExchange exchange) {
        exchanges++;
        begun++;
        check(exchange.attachment(this) == null, "an exchange begins as another one");
        check(exchange.route() == null && exchange.status() == 0, "an exchange begins with the route of another one");
        exchange.attach(this, new Progress(exchange.hasHead() ? State.BEGUN : State.ROUTED));
    }

    @Override
    public void routed(ObservedExchange exchange) {
        move(exchange, State.BEGUN, State.ROUTED);
        check(exchange.head().bytes().length > 0, "an exchange has no bytes");
    }

    @Override
    public void handlerReturned(ObservedExchange exchange) {
        Progress progress = progress(exchange);
        check(progress.state != State.BEGUN, "a handler returns before its route is known");
        check(!progress.hasReturned, "a handler returns twice");
        progress.hasReturned = true;
    }

    @Override
    public void responseBegun(ObservedExchange exchange) {
        move(exchange, State.ROUTED, State.RESPONDED);
        check(exchange.status() >= 200, "a response has the status " + exchange.status());
    }

    @Override
    public void responseSent(ObservedExchange exchange) {
        move(exchange, State.RESPONDED, State.ENDED);
        check(exchange.responseBytes() > 0, "a response has no bytes");
        check(!exchange.timedOut() || exchange.status() == 503, "a time-out has the status " + exchange.status());
        if (exchange.timedOut()) {
            coverage.merge("sent time-outs", 1, Integer::sum);
        }
        bytes += exchange.responseBytes();
        exchanges--;
    }

    @Override
    public void responseAborted(ObservedExchange exchange, AbortReason reason) {
        Progress progress = progress(exchange);
        check(progress.state != State.ENDED, "an exchange ends twice");
        progress.state = State.ENDED;
        exchanges--;
        coverage.merge("aborts, " + reason + (exchange.timedOut() ? ", late" : ""), 1, Integer::sum);
    }

    Map<String, Integer> coverage() {
        return coverage;
    }

    /** Returns the number of exchanges that have ever begun. */
    int begun() {
        return begun;
    }

    /** Returns the number of bytes of all responses that were sent as a whole. */
    long bytes() {
        return bytes;
    }

    void checkNothingIsLeft() {
        check(connections == 0, connections + " connections were not reported as closed");
        check(exchanges == 0, exchanges + " exchanges had no end");
        String found = failure.get();
        if (found != null) {
            throw new AssertionError(found);
        }
    }
}
