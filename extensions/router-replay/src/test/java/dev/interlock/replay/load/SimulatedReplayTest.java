package dev.interlock.replay.load;

import static com.google.common.truth.Truth.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.replay.body.BodyTree;
import dev.interlock.replay.body.MessageTypes;
import dev.interlock.replay.compare.DifferenceTable;
import dev.interlock.replay.compare.ResponseComparison;
import dev.interlock.replay.compare.Verdict;
import dev.interlock.replay.load.SimulatedTarget.Reply;
import dev.interlock.replay.report.Facts;
import dev.interlock.replay.report.ReportDocument;
import dev.interlock.replay.report.Statistics;
import dev.interlock.replay.rewrite.IdRules;
import dev.interlock.replay.rules.LatencyRule;
import dev.interlock.replay.traffic.Exchange;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Comparison of three builds for 72 hours in simulated time: connections open and close, requests create ids, and the
 * builds restart.
 */
final class SimulatedReplayTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final int HOURS = 72;
    private static final long GAP_MILLIS = 1000;
    private static final long REQUESTS = TimeUnit.HOURS.toMillis(HOURS) / GAP_MILLIS;
    private static final int REQUESTS_OF_CONNECTION = 20;
    private static final int MOST_CONNECTIONS = 50;
    private static final int MOST_QUEUED = 200;
    /** Requests during eight restarts of 30 seconds. */
    private static final long LEAST_FAILED = 8 * 30_000 / GAP_MILLIS;
    /** The same, with up to 3 seconds until the next attempt. */
    private static final long MOST_FAILED = 8 * 33_000 / GAP_MILLIS;
    /** Limit on heap growth. A leak of 55 bytes for each request would exceed it. */
    private static final long MOST_GROWTH = 12L << 20;

    private final SimulatedTimeline timeline = new SimulatedTimeline();
    private final SimulatedTarget old = build("old", 1);
    private final SimulatedTarget tested = build("new", 2);
    private final SimulatedTarget old2 = build("old2", 1);
    private final List<SimulatedTarget> targets = List.of(old, tested, old2);
    private final DifferenceTable differences = new DifferenceTable(List.of(), true);
    private final Statistics statistics = new Statistics(
            List.of("old", "new", "old2"), 0, differences, comparison(old, tested), comparison(old, old2));
    private int mostOpen;
    private int mostQueued;
    private int mostInFlight;

    /** Returns a build with its own ids of orders. One of the routes shows the price. */
    private SimulatedTarget build(String name, int price) {
        AtomicLong created = new AtomicLong();
        return new SimulatedTarget(timeline, false, (request, now) -> {
            if (now / SECOND % 36_000 < 30) {
                // Down for 30 seconds each 10 hours.
                return Reply.failed(0, Failure.UNREACHABLE);
            }
            String body = "";
            if (request.method().equals("POST")) {
                body = "{\"id\":\"" + name + "-" + created.getAndIncrement() + "-0000000\"}";
            } else if (request.target().endsWith("0")) {
                body = "{\"price\":" + price + "}";
            }
            return Reply.ok(now % 97 == 0 ? 900_000_000 : 3_000_000, body);
        });
    }

    private static ResponseComparison comparison(SimulatedTarget left, SimulatedTarget right) {
        return new ResponseComparison(
                new BodyTree(MessageTypes.none()), new IdRules(Set.of()), Set.of(), 1 << 20, left.values, right.values);
    }

    /** The requests of 72 hours. */
    private static final class Hours implements Iterator<Exchange> {
        private long number;

        @Override
        public boolean hasNext() {
            return number < REQUESTS;
        }

        @Override
        public Exchange next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            long i = number++;
            // Connections overlap: each lives for 20 requests of every fourth.
            long connection = i / (4 * REQUESTS_OF_CONNECTION) * 4 + i % 4;
            long at = i * GAP_MILLIS;
            String body = "{\"id\":\"recorded-" + i + "-00000\"}";
            return i % 3 == 0
                    ? Exchanges.exchange(connection, at, "POST", "/orders", body, List.of())
                    : Exchanges.get(connection, at, "/orders/route" + i % 7);
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void memoryStaysFlatFor72Hours() throws IOException {
        Limits limits = new Limits(100, 1 << 20, MOST_QUEUED, 1 << 20, MOST_CONNECTIONS, 60 * SECOND, 30 * SECOND, 0);
        Schedule schedule = new Schedule(
                () -> Exchanges.source(Hours::new),
                Pace.recorded(1),
                new Schedule.Bounds(0, Long.MAX_VALUE, Long.MAX_VALUE, 1));
        Feeder[] feeder = new Feeder[1];
        Lane lane = new Lane(timeline, List.copyOf(targets), limits, listener(), () -> fill(feeder[0]));
        feeder[0] = new Feeder(schedule, List.of(lane), 0);
        feeder[0].fill();
        long early = 0;
        for (int hour = 1; hour <= HOURS; hour++) {
            timeline.runUntil(hour * HOUR);
            mostOpen = Math.max(mostOpen, lane.connections());
            mostQueued = Math.max(mostQueued, lane.queued());
            mostInFlight = Math.max(mostInFlight, lane.inFlight());
            if (hour == 8) {
                early = usedHeap();
            }
        }
        timeline.runAll();
        assertThat(usedHeap() - early).isLessThan(MOST_GROWTH);
        assertThat(statistics.requests()).isEqualTo(REQUESTS);
        assertThat(lane.isIdle()).isTrue();
        assertThat(lane.connections()).isEqualTo(0);
        assertThat(mostOpen).isAtMost(MOST_CONNECTIONS);
        assertThat(mostQueued).isAtMost(MOST_QUEUED);
        assertThat(mostInFlight).isAtMost(100);
        for (SimulatedTarget target : targets) {
            assertThat(target.open).isEqualTo(0);
            assertThat(target.opened).isAtLeast((int) (REQUESTS / REQUESTS_OF_CONNECTION) - 100);
            assertThat(target.values.size()).isEqualTo(1000);
        }
        requireDifferences();
        requireReport();
    }

    private static void fill(Feeder feeder) {
        try {
            feeder.fill();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private LaneListener listener() {
        return new LaneListener() {
            @Override
            public void finished(Finished finished) {
                statistics.add(finished);
                finished.release();
            }

            @Override
            public void crashed(Throwable problem) {
                throw new AssertionError(problem);
            }
        };
    }

    /** Orders have other ids at each build, which are no difference: they stem from the same recorded ids. */
    private void requireDifferences() {
        assertThat(differences.compared()).isAtLeast(REQUESTS - MOST_FAILED);
        assertThat(differences.rows()).hasSize(1);
        DifferenceTable.Row price = differences.rows().get(0);
        assertThat(price.route()).isEqualTo("GET /orders/route0");
        assertThat(price.path()).isEqualTo("$.price");
        assertThat(price.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(price.count()).isEqualTo(price.compared());
        assertThat(price.noise()).isEqualTo(0);
    }

    private void requireReport() {
        Facts facts = new Facts(
                Instant.EPOCH, HOURS * 3600.0, List.of(), Map.of(), "", 0, Map.of(), 0, List.of(), "complete");
        JsonNode report = ReportDocument.of(statistics, facts, LatencyRule.DEFAULT);
        assertThat(report.path("targets")).hasSize(targets.size());
        report.path("targets").forEach(SimulatedReplayTest::requireTarget);
        // The simulated event loop is never late.
        assertThat(report.path("lateness").path("max").asDouble()).isEqualTo(0);
    }

    private static void requireTarget(JsonNode target) {
        JsonNode series = target.path("series");
        assertThat(series.path("rate").size()).isAtMost(240);
        assertThat(series.path("rate").size() * series.path("interval").asDouble())
                .isAtLeast(HOURS * 3600.0);
        long failed = target.path("failures").path("unreachable").asLong();
        assertThat(failed).isAtLeast(LEAST_FAILED);
        assertThat(failed).isAtMost(MOST_FAILED);
    }
}
