package dev.interlock.http;

import dev.interlock.bytes.Slice;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream of type {@code text/event-stream} (WHATWG HTML section 9.2, "Server-sent events"): data, and what
 * is said of it. No text can end its line, so that nothing in it becomes a field or an event of its own. Immutable.
 *
 * @param data what the client's listener gets; its lines are sent as lines. Null for an event that no listener hears of
 * @param id what the client sends as {@code Last-Event-ID} when it connects anew; null to leave the one before it
 * @param event the name of the listeners that get it; null for those of {@code message}
 * @param retry how long the client waits before it connects anew, in milliseconds; null to leave it
 * @param comment text for whoever reads the connection; null for none
 * @param <T> text, or what text is made of
 */
public record ServerSentEvent<T>(
        @Nullable T data,
        @Nullable String id,
        @Nullable String event,
        @Nullable Duration retry,
        @Nullable String comment) {
    private static final FieldNames LAST_ID = FieldNames.ofHeaders("Last-Event-ID");

    /** @throws IllegalArgumentException for a line break or NUL in id or event, and for a retry below zero */
    public ServerSentEvent {
        requireLine("id", id);
        requireLine("event", event);
        if (retry != null && retry.isNegative()) {
            throw new IllegalArgumentException("A client cannot wait for " + retry + " before it connects anew");
        }
    }

    /** An event that has data alone. */
    public static <T> ServerSentEvent<T> of(T data) {
        return new ServerSentEvent<>(data, null, null, null, null);
    }

    /** A comment: clients skip it. */
    public static <T> ServerSentEvent<T> ofComment(String comment) {
        return new ServerSentEvent<>(null, null, null, null, comment);
    }

    /** The same event with an id. */
    public ServerSentEvent<T> withId(String newId) {
        return new ServerSentEvent<>(data, newId, event, retry, comment);
    }

    /** The same event for the listeners of a name. */
    public ServerSentEvent<T> withEvent(String newEvent) {
        return new ServerSentEvent<>(data, id, newEvent, retry, comment);
    }

    /** The same event, which tells the client how long to wait before it connects anew; sent in milliseconds. */
    public ServerSentEvent<T> withRetry(Duration newRetry) {
        return new ServerSentEvent<>(data, id, event, newRetry, comment);
    }

    /** The same event with a comment before it. */
    public ServerSentEvent<T> withComment(String newComment) {
        return new ServerSentEvent<>(data, id, event, retry, newComment);
    }

    /**
     * The id of the last event that the client of a request has heard of before it lost its connection; null if it has not
     * heard of any. {@code @Header("Last-Event-ID")} gives the same to a parameter.
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
                        "The field %s of a server-sent event has the character U+%04X at index %d, which ends it"
                                .formatted(field, (int) c, i));
            }
        }
    }
}
