package dev.interlock.replay.load;

import dev.interlock.replay.traffic.ConnectionId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recorded connection, and its lines to all targets. Confined to one lane. */
final class Conversation {
    private final @Nullable ConnectionId id;
    private final List<Line> lines = new ArrayList<>();
    private int unfinished;
    private long lastUsedNanos;

    /** @param id recorded connection, or null for requests without one */
    Conversation(@Nullable ConnectionId id) {
        this.id = id;
    }

    @Nullable
    ConnectionId id() {
        return id;
    }

    void add(Line line) {
        lines.add(line);
    }

    void submit(Pending pending) {
        unfinished++;
        for (Line line : lines) {
            line.submit(pending);
        }
    }

    void finished(long now) {
        unfinished--;
        lastUsedNanos = now;
    }

    boolean isIdle() {
        return unfinished == 0;
    }

    boolean isIdleSince(long nanos) {
        return unfinished == 0 && lastUsedNanos - nanos <= 0;
    }

    void close() {
        lines.forEach(Line::close);
    }
}
