package dev.interlock.http;

import dev.interlock.bytes.Slice;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One event of a {@code text/event-stream} (WHATWG HTML section 9.2, "Server-sent events"). A line break in a text can
 * never begin another field or event. Immutable.
 *
 * @param data data for the client's listeners; a text may have several lines. Null for an event without data, which
 *     listeners do not get
 * @param id id that the client sends as {@code Last-Event-ID} when it reconnects; null to keep the id of an earlier
 *     event
 * @param event type of the event, which selects the listeners; null for {@code message}
 * @param retry time for which the client waits before it reconnects, sent in milliseconds; null to keep the previous
 *     time
 * @param comment text that clients skip; null for none
 * @param <T> text, or data that is converted to text
 */
public record ServerSentEvent<T>(
        @Nullable T data,
        @Nullable String id,
        @Nullable String event,
        @Nullable Duration retry,
        @Nullable String comment) {
    private static final FieldNames LAST_ID = FieldNames.ofHeaders("Last-Event-ID");

    /** @throws IllegalArgumentException for a line break or NUL in id or event, and for a negative retry */
    public ServerSentEvent {
        requireLine("id", id);
        requireLine("event", event);
        if (retry != null && retry.isNegative()) {
            throw new IllegalArgumentException("A client cannot wait for " + retry + " before it reconnects");
        }
    }

    /** Creates an event with only data. */
    public static <T> ServerSentEvent<T> of(T data) {
        return new ServerSentEvent<>(data, null, null, null, null);
    }

    /** Creates a comment, which clients skip. */
    public static <T> ServerSentEvent<T> ofComment(String comment) {
        return new ServerSentEvent<>(null, null, null, null, comment);
    }

    /** Returns the same event with an id. */
    public ServerSentEvent<T> withId(String newId) {
        return new ServerSentEvent<>(data, newId, event, retry, comment);
    }

    /** Returns the same event with a type, which selects the listeners that get the event. */
    public ServerSentEvent<T> withEvent(String newEvent) {
        return new ServerSentEvent<>(data, id, newEvent, retry, comment);
    }

    /**
     * Returns the same event with the time for which the client waits before it reconnects. The time is sent in
     * milliseconds.
     */
    public ServerSentEvent<T> withRetry(Duration newRetry) {
        return new ServerSentEvent<>(data, id, event, newRetry, comment);
    }

    /** Returns the same event with a comment before it. */
    public ServerSentEvent<T> withComment(String newComment) {
        return new ServerSentEvent<>(data, id, event, retry, newComment);
    }

    /**
     * Returns the id of the last event that the client received before it lost its connection; null if it received no
     * id. A parameter with {@code @Header("Last-Event-ID")} has the same value.
     */
    public static @Nullable String lastId(Request request) {
        Slice value = request.headers(LAST_ID).first(0);
        return value == null || value.isEmpty() ? null : value.toString();
    }

    private static void requireLine(String field, @Nullable String value) {
        for (int i = 0; value != null && i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException(
                        "The field %s of a server-sent event has the character U+%04X at index %d, which would end the field"
                                .formatted(field, (int) c, i));
            }
        }
    }
}
