package dev.interlock.internal.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.RequestHead;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the events of each exchange of a {@link Simulation} come in order, that its last event comes once, and
 * that its code runs in its scope.
 */
final class SimulatedListener implements ExchangeListener {
    private static final byte[] NAME = "x-name".getBytes(US_ASCII);

    /** Numbers of rare events, by their names. */
    private final Map<String, Integer> coverage = new HashMap<>();

    private int connections;
    private int exchanges;
    /** Number of exchanges that have ever begun. */
    private int begun;
    /** Number of bytes of all responses that were sent as a whole. */
    private long bytes;
    /** Exchange whose scope is open on a thread. */
    private final ThreadLocal<AtomicReference<@Nullable ObservedExchange>> open =
            ThreadLocal.withInitial(AtomicReference::new);

    /** Names of the requests that have a response, or get none. */
    private final Set<String> responded = ConcurrentHashMap.newKeySet();

    private final AtomicInteger openScopes = new AtomicInteger();
    /** First failure, made where it was found. The engine would only log it. */
    private final AtomicReference<@Nullable AssertionError> failure = new AtomicReference<>();

    /** Progress of an exchange. */
    private enum State {
        BEGUN,
        ROUTED,
        RESPONDED,
        ENDED
    }

    private void check(boolean isRight, String otherwise) {
        if (!isRight) {
            failure.compareAndSet(null, new AssertionError(otherwise));
        }
    }

    /** Events of an exchange so far. */
    private static final class Progress {
        private State state;
        private boolean hasReturned;
        private String name = SimulatedRouter.NOBODY;

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
        RequestHead head = exchange.head();
        int field = head.find(NAME);
        if (field >= 0) {
            int from = head.valueFrom(field);
            progress(exchange).name = new String(head.bytes(), from, head.valueTo(field) - from, ISO_8859_1);
        }
    }

    @Override
    public void scopeOpened(ObservedExchange exchange) {
        check(open.get().compareAndSet(null, exchange), "a scope opens in another one");
        check(exchange.attachment(this) != null, "the scope of an exchange without attachment opens");
        openScopes.incrementAndGet();
    }

    @Override
    public void scopeClosed(ObservedExchange exchange) {
        check(open.get().compareAndSet(exchange, null), "a scope closes that is not open");
        check(exchange.attachment(this) != null, "the scope of an exchange without attachment closes");
        openScopes.decrementAndGet();
    }

    /** Checks that the scope of a request is open on this thread. */
    void checkScope(String name) {
        ObservedExchange current = open.get().get();
        check(current != null, "code of " + name + " runs outside of its scope");
        if (current != null) {
            String open = progress(current).name;
            check(name.equals(SimulatedRouter.NOBODY) || open.equals(name), "code of " + name + " runs as " + open);
        }
    }

    /** Checks the same for a subscriber of the body. After the response, it may run without a scope. */
    void checkSubscriber(String name) {
        if (open.get().get() != null || !responded.contains(name)) {
            checkScope(name);
        }
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
        responded.add(progress(exchange).name);
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
        responded.add(progress.name);
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
        check(openScopes.get() == 0, openScopes + " scopes are open");
        AssertionError found = failure.get();
        if (found != null) {
            throw found;
        }
    }
}
