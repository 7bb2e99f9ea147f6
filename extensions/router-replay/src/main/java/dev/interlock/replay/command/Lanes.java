package dev.interlock.replay.command;

import dev.interlock.replay.http.EventLoops;
import dev.interlock.replay.http.HttpTarget;
import dev.interlock.replay.http.LoopTimeline;
import dev.interlock.replay.load.Lane;
import dev.interlock.replay.load.LaneListener;
import dev.interlock.replay.load.Limits;
import dev.interlock.replay.load.Target;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** Creates the lanes of a replay, one for each event loop. Each gets an equal part of the limits. */
final class Lanes {
    private static final int MOST_QUEUED = 20_000;
    private static final int LEAST_QUEUED = 100;
    private static final long MOST_QUEUED_BYTES = 64L << 20;
    private static final long MOST_BYTES = 256L << 20;

    private Lanes() {}

    static List<Lane> create(
            Options options, List<Destination> destinations, EventLoops loops, LaneListener listener, Runnable onRoom)
            throws SSLException {
        boolean isSecure = destinations.stream().anyMatch(it -> it.address().isSecure());
        SslContext tls = isSecure ? HttpTarget.tls(options.isInsecure) : null;
        Limits limits = limits(options, loops.all().size());
        List<Lane> lanes = new ArrayList<>();
        for (EventLoop loop : loops.all()) {
            List<Target> targets = new ArrayList<>();
            for (Destination each : destinations) {
                targets.add(new HttpTarget(
                        each.address(),
                        each.rewriter(),
                        each.expectations(),
                        loop,
                        each.address().isSecure() ? tls : null,
                        (int) options.mostBody));
            }
            lanes.add(new Lane(new LoopTimeline(loop), targets, limits, listener, onRoom));
        }
        return lanes;
    }

    private static Limits limits(Options options, int lanes) {
        return new Limits(
                Math.max(1, options.inFlight / lanes),
                MOST_BYTES / lanes,
                Math.max(LEAST_QUEUED, MOST_QUEUED / lanes),
                MOST_QUEUED_BYTES / lanes,
                Math.max(1, options.connections / lanes),
                options.idle.toNanos(),
                options.timeout.toNanos(),
                options.retries);
    }
}
