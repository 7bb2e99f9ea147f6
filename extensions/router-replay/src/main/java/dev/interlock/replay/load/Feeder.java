package dev.interlock.replay.load;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves exchanges from the schedule to the lanes while the lanes have room. Exchanges of a recorded connection go to
 * the same lane. Confined to one thread, except for methods that say otherwise.
 */
public final class Feeder {
    private final Schedule schedule;
    private final List<Lane> lanes;
    private final long originNanos;
    private @Nullable Scheduled pending;
    private volatile long position;
    private volatile boolean isOver;

    /** @param originNanos time of the first request, on the timeline of the lanes */
    public Feeder(Schedule schedule, List<Lane> lanes, long originNanos) {
        this.schedule = schedule;
        this.lanes = lanes;
        this.originNanos = originNanos;
    }

    /** Fills the lanes. Returns false if a lane is full, and true at the end of the schedule. */
    public boolean fill() throws IOException {
        while (!isOver) {
            Scheduled next = pending == null ? read() : pending;
            if (next == null) {
                position = schedule.read();
                isOver = true;
                break;
            }
            pending = next;
            position = next.sequence();
            if (!lane(next).offer(next)) {
                return false;
            }
            pending = null;
        }
        return true;
    }

    private @Nullable Scheduled read() throws IOException {
        Scheduled next = schedule.next();
        return next == null ? null : new Scheduled(next.sequence(), originNanos + next.dueNanos(), next.exchange());
    }

    private Lane lane(Scheduled next) {
        Object connection = next.exchange().connection();
        if (lanes.size() == 1) {
            return lanes.get(0);
        }
        // Without a connection, any lane will do. A retry after a full lane must choose the same one.
        int number = connection == null ? (int) next.sequence() : connection.hashCode();
        return lanes.get(Math.floorMod((number * 0x9e3779b1) >>> 8, lanes.size()));
    }

    /** Stops before the next exchange. Any thread may call this method. */
    public void stop() {
        isOver = true;
    }

    /** Whether the lanes have all exchanges. Any thread may call this method. */
    public boolean isOver() {
        return isOver;
    }

    /** Returns the sequence of the next exchange. Any thread may call this method. */
    long position() {
        return position;
    }
}
