package dev.interlock.replay.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recorded request with its response.
 *
 * @param connection recorded connection, or null if the source has none
 * @param arrivedNanos arrival of the request, in nanoseconds since 1970
 * @param completedNanos end of the response; equal to the arrival if unknown
 * @param route method and route template, such as {@code GET /orders/{id}}
 * @param response recorded response, or null
 */
public record Exchange(
        @Nullable ConnectionId connection,
        long arrivedNanos,
        long completedNanos,
        String route,
        RecordedRequest request,
        @Nullable RecordedResponse response) {
    /** Estimated size of an exchange without fields and bodies, in bytes. */
    private static final int OBJECTS = 400;

    private static final int FIELD = 96;

    /** Returns the estimated size of the exchange, in bytes. */
    public int memory() {
        long bytes = memory(request.fields(), request.body());
        if (response != null) {
            bytes += memory(response.fields(), response.body()) - OBJECTS;
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** Returns the estimated size of a message, in bytes. */
    static long memory(List<Field> fields, Body body) {
        long bytes = (long) OBJECTS + body.content().length;
        for (Field field : fields) {
            bytes += (long) FIELD + field.name().length() + field.value().length();
        }
        return bytes;
    }

    /** Returns this exchange for a repetition of the recording. */
    public Exchange inPass(int pass) {
        if (pass == 0 || connection == null) {
            return this;
        }
        ConnectionId repeated = new ConnectionId(connection.source(), connection.number(), pass);
        return new Exchange(repeated, arrivedNanos, completedNanos, route, request, response);
    }
}
