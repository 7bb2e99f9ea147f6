package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http1.DateLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the connections of one event loop share: used by its thread alone, by one connection at a time. */
final class LoopState {
    /** The most bytes that one read brings. */
    static final int READ_BYTES = 64 * 1024;

    private static final int USUAL_HEAD = 1024;

    private final byte[] input = new byte[READ_BYTES + Inbound.SLACK];
    private final ByteWriter head = new ByteWriter(USUAL_HEAD);
    private final Request request = new Request();
    private final Response response = new Response();
    private final DateLine date = new DateLine();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private boolean draining;

    /** Where a read is copied to and parsed in place. */
    byte[] input() {
        return input;
    }

    /** Where the head of a response is encoded; empty between uses. */
    ByteWriter head() {
        return head;
    }

    /** The request of the handler that runs. */
    Request request() {
        return request;
    }

    /** The response that is being made; reset between uses. */
    Response response() {
        return response;
    }

    /** The date line of now, to the second. */
    DateLine date() {
        date.set(System.currentTimeMillis());
        return date;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    /** Looks after time limits; to be called again and again. */
    void tick() {
        long now = System.nanoTime();
        // A copy, because a connection whose time has passed leaves the set.
        for (Connection connection : new ArrayList<>(connections)) {
            connection.tick(now);
        }
    }

    /** Whether the server is shutting down: every response is the last of its connection. */
    boolean isDraining() {
        return draining;
    }

    /** Closes the connections without an exchange in flight; to be called again until there are none left. */
    void drain() {
        if (!draining) {
            // Not yet: requests that the kernel has received already are still to be answered.
            draining = true;
            return;
        }
        for (Connection connection : new ArrayList<>(connections)) {
            connection.closeIfIdle();
        }
    }
}
