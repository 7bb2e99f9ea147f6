package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.stream.Priority;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Streams whose responses wait to be sent, in the order of RFC 9218 section 10: the most urgent first. At the same
 * urgency, responses that are not incremental come first, one after another, and incremental responses take turns. Used
 * only by the thread of its event loop.
 */
final class SendOrder {
    private final List<Http2Stream> waiting = new ArrayList<>(0);
    private long turn;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Adds a stream, if it is not waiting already. */
    void add(Http2Stream stream) {
        if (!waiting.contains(stream)) {
            waiting.add(stream);
        }
    }

    void remove(Http2Stream stream) {
        waiting.remove(stream);
    }

    /**
     * Returns the stream that sends next, or null if the windows allow no frame.
     *
     * @param connectionWindow number of bytes that the window of the connection allows
     */
    @Nullable
    Http2Stream next(int connectionWindow) {
        Http2Stream best = null;
        for (int i = 0; i < waiting.size(); i++) {
            Http2Stream each = waiting.get(i);
            if (canSend(each, connectionWindow) && (best == null || isBefore(each, best))) {
                best = each;
            }
        }
        if (best != null) {
            best.response().setLastTurn(++turn);
        }
        return best;
    }

    /** Returns whether a stream can send a frame. */
    boolean hasNext(int connectionWindow) {
        for (int i = 0; i < waiting.size(); i++) {
            if (canSend(waiting.get(i), connectionWindow)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the windows allow a frame of a stream. */
    static boolean canSend(Http2Stream stream, int connectionWindow) {
        if (!stream.response().hasBytes()) {
            return stream.response().isEnded();
        }
        return connectionWindow > 0 && stream.state().sendWindow().available() > 0;
    }

    private static boolean isBefore(Http2Stream one, Http2Stream other) {
        int priority = one.response().priority();
        if (priority != other.response().priority()) {
            return priority < other.response().priority();
        }
        return Priority.isIncremental(priority)
                ? one.response().lastTurn() < other.response().lastTurn()
                : one.id() < other.id();
    }

    /** Returns whether a stream has bytes that the windows do not allow. */
    boolean isBlocked(int connectionWindow) {
        for (int i = 0; i < waiting.size(); i++) {
            Http2Stream each = waiting.get(i);
            if (each.response().hasBytes() && !canSend(each, connectionWindow)) {
                return true;
            }
        }
        return false;
    }
}
