package dev.interlock.replay.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recorded request with its response.
 *
 * @param connection null if the source does not know connections
 * @param arrivedNanos arrival of the request, in nanoseconds since 1970
 * @param completedNanos end of the response, or the arrival if the source does not know it
 * @param route template of the route, with the method in front
 * @param response null if the source has no response
 */
public record Exchange(
        @Nullable ConnectionId connection,
        long arrivedNanos,
        long completedNanos,
        String route,
        RecordedRequest request,
        @Nullable RecordedResponse response) {
    /** Bytes that an exchange without fields and bodies takes, about. */
    private static final int OBJECTS = 400;

    private static final int FIELD = 96;

    /** Returns the memory that the exchange takes, in bytes, about. */
    public int memory() {
        long bytes = memory(request.fields(), request.body());
        if (response != null) {
            bytes += memory(response.fields(), response.body()) - OBJECTS;
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** Returns the memory that a message takes, in bytes, about. */
    static long memory(List<Field> fields, Body body) {
        long bytes = (long) OBJECTS + body.content().length;
        for (Field field : fields) {
            bytes += (long) FIELD + field.name().length() + field.value().length();
        }
        return bytes;
    }

    /** Returns the same exchange in a repetition of the recording. */
    public Exchange inPass(int pass) {
        if (pass == 0 || connection == null) {
            return this;
        }
        ConnectionId repeated = new ConnectionId(connection.source(), connection.number(), pass);
        return new Exchange(repeated, arrivedNanos, completedNanos, route, request, response);
    }
}
