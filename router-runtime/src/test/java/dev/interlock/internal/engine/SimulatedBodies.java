package dev.interlock.internal.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.RequestHead;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedBytes;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.ObservedFields;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers the bodies that listeners see, and compares them with those of the clients of a {@link Simulation}. */
final class SimulatedBodies implements ExchangeListener {
    private static final byte[] NAME = "x-name".getBytes(US_ASCII);

    /** Bodies of all requests with names. */
    private final Map<String, Bodies> all = new HashMap<>();

    /** Bodies of one exchange. */
    private static final class Bodies {
        private final ByteArrayOutputStream request = new ByteArrayOutputStream();
        private final ByteArrayOutputStream response = new ByteArrayOutputStream();
        private boolean isComplete;
        private boolean hasFields;
    }

    @Override
    public void routed(ObservedExchange exchange) {
        Bodies bodies = new Bodies();
        exchange.attach(this, bodies);
        RequestHead head = exchange.head();
        int field = head.find(NAME);
        if (field >= 0) {
            int from = head.valueFrom(field);
            all.put(new String(head.bytes(), from, head.valueTo(field) - from, ISO_8859_1), bodies);
        }
    }

    private @Nullable Bodies bodies(ObservedExchange exchange) {
        return (Bodies) exchange.attachment(this);
    }

    private static byte[] copy(ObservedBytes part) {
        byte[] copy = new byte[part.length()];
        part.copyTo(0, copy, 0, copy.length);
        return copy;
    }

    @Override
    public void requestBodyArrived(ObservedExchange exchange, ObservedBytes part, boolean isLast) {
        Bodies bodies = Objects.requireNonNull(bodies(exchange), "a body without a head");
        bodies.request.writeBytes(copy(part));
        bodies.isComplete |= isLast;
    }

    @Override
    public void responseFieldsSet(ObservedExchange exchange, ObservedFields fields) {
        Bodies bodies = bodies(exchange);
        if (bodies != null) {
            bodies.hasFields = true;
            bodies.response.reset();
        }
    }

    @Override
    public void responseBodyAdded(ObservedExchange exchange, ObservedBytes part) {
        Bodies bodies = bodies(exchange);
        if (bodies != null) {
            bodies.response.writeBytes(copy(part));
        }
    }

    /** Returns the number of responses that were compared. */
    int check(SimulatedClient client) {
        client.responses().forEach((name, body) -> {
            Bodies seen = all.get(name);
            if (seen != null) {
                check(seen.hasFields, name + " has a response without fields");
                String response = seen.response.toString(ISO_8859_1);
                check(
                        response.equals(body),
                        name + " got " + body.length() + " bytes, but listeners " + response.length());
            } else {
                check(client.isRejected(name), name + " has a response that listeners did not see");
            }
        });
        client.requests().forEach((name, length) -> {
            Bodies seen = all.get(name);
            if (seen != null) {
                String request = seen.request.toString(ISO_8859_1);
                check(
                        seen.isComplete ? request.length() == length : request.length() <= length,
                        name + " sent " + length + " bytes, but listeners saw " + request.length());
                check(request.equals("b".repeat(request.length())), name + " sent other bytes");
            }
        });
        return client.responses().size();
    }

    private static void check(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new AssertionError(otherwise);
        }
    }
}
