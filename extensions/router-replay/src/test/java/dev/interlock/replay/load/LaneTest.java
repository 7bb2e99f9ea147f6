package dev.interlock.replay.load;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.replay.load.Exchanges.MILLI;
import static dev.interlock.replay.load.Exchanges.exchange;
import static dev.interlock.replay.load.Exchanges.get;

import dev.interlock.replay.hook.ReplayHook;
import dev.interlock.replay.hook.ReplayRequest;
import dev.interlock.replay.hook.ReplayResponse;
import dev.interlock.replay.load.SimulatedTarget.Reply;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lanes in simulated time. */
final class LaneTest {
    private static final Limits LIMITS = new Limits(100, 1 << 20, 100, 1 << 20, 10, 1000 * MILLI, 30_000 * MILLI, 0);

    private final SimulatedTimeline timeline = new SimulatedTimeline();
    private final List<Finished> finished = new ArrayList<>();
    private final List<Throwable> crashes = new ArrayList<>();
    private boolean releases = true;
    private boolean throwsAtEnd;

    private final LaneListener listener = new LaneListener() {
        @Override
        public void finished(Finished each) {
            finished.add(each);
            if (throwsAtEnd) {
                throw new IllegalStateException("on purpose");
            }
            if (releases) {
                each.release();
            }
        }

        @Override
        public void crashed(Throwable problem) {
            crashes.add(problem);
        }
    };

    private Lane lane(Limits limits, Target... targets) {
        return new Lane(timeline, List.of(targets), limits, listener, () -> {});
    }

    @AfterEach
    void nothingCrashed() {
        assertThat(crashes).hasSize(throwsAtEnd ? 1 : 0);
    }

    private static Feeder feed(Lane lane, Exchange... exchanges) throws IOException {
        Schedule schedule = new Schedule(
                () -> Exchanges.source(List.of(exchanges)),
                Pace.recorded(1),
                new Schedule.Bounds(0, Long.MAX_VALUE, Long.MAX_VALUE, 1));
        Feeder feeder = new Feeder(schedule, List.of(lane), 0);
        feeder.fill();
        return feeder;
    }

    private SimulatedTarget target(SimulatedTarget.Script script) {
        return new SimulatedTarget(timeline, true, script);
    }

    private long latencyMillis(int index) {
        Finished each = finished.get(index);
        return (each.outcomes().get(0).endNanos() - each.dueNanos()) / MILLI;
    }

    @Test
    void sendsAtRecordedTimes() throws IOException {
        SimulatedTarget target = target((request, now) -> Reply.ok(MILLI, ""));
        feed(lane(LIMITS, target), get(1, 0, "/a"), get(2, 2, "/b"), get(1, 2, "/c"), get(3, 5000, "/d"));
        timeline.runAll();
        assertThat(target.sent)
                .containsExactly("0 GET /a", 2 * MILLI + " GET /b", 2 * MILLI + " GET /c", 5000 * MILLI + " GET /d")
                .inOrder();
        assertThat(finished.stream().map(Finished::lateNanos).distinct().toList())
                .containsExactly(0L);
    }

    /**
     * The next request of a connection waits for the previous response. Its latency counts from its due time.
     */
    @Test
    void keepsOrderOfConnection() throws IOException {
        SimulatedTarget target =
                target((request, now) -> Reply.ok(request.target().equals("/slow") ? 100 * MILLI : MILLI, ""));
        feed(lane(LIMITS, target), get(1, 0, "/slow"), get(1, 10, "/next"), get(2, 10, "/other"));
        timeline.runAll();
        assertThat(target.sent)
                .containsExactly("0 GET /slow", 10 * MILLI + " GET /other", 100 * MILLI + " GET /next")
                .inOrder();
        assertThat(finished.get(2).exchange().request().target()).isEqualTo("/next");
        assertThat(latencyMillis(2)).isEqualTo(91);
        // The target was slow, not the replay.
        assertThat(finished.get(2).lateNanos()).isEqualTo(0);
    }

    @Test
    void countsLatenessBeyondLimit() throws IOException {
        SimulatedTarget target = target((request, now) -> Reply.ok(50 * MILLI, ""));
        Limits one = new Limits(1, 1 << 20, 100, 1 << 20, 10, 1000 * MILLI, 30_000 * MILLI, 0);
        feed(lane(one, target), get(1, 0, "/a"), get(2, 10, "/b"));
        timeline.runAll();
        assertThat(finished.get(1).lateNanos()).isEqualTo(40 * MILLI);
        assertThat(latencyMillis(1)).isEqualTo(90);
    }

    @Test
    void unreleasedResultsCountAsInFlight() throws IOException {
        releases = false;
        SimulatedTarget target = target((request, now) -> Reply.ok(MILLI, ""));
        Limits one = new Limits(1, 1 << 20, 100, 1 << 20, 10, 1000 * MILLI, 30_000 * MILLI, 0);
        feed(lane(one, target), get(1, 0, "/a"), get(2, 10, "/b"));
        timeline.runUntil(500 * MILLI);
        assertThat(target.sent).hasSize(1);
        finished.get(0).release();
        timeline.runAll();
        assertThat(target.sent).hasSize(2);
        assertThat(finished.get(1).lateNanos()).isEqualTo(490 * MILLI);
    }

    @Test
    void boundsMemoryOfResponses() throws IOException {
        releases = false;
        String large = "x".repeat(5000);
        SimulatedTarget target = target((request, now) -> Reply.ok(MILLI, large));
        Limits small = new Limits(100, 6000, 100, 1 << 20, 10, 1000 * MILLI, 30_000 * MILLI, 0);
        feed(lane(small, target), get(1, 0, "/a"), get(2, 10, "/b"), get(3, 20, "/c"));
        timeline.runUntil(500 * MILLI);
        assertThat(target.sent).hasSize(2);
    }

    @Test
    void closesIdleConnections() throws IOException {
        SimulatedTarget target = target((request, now) -> Reply.ok(MILLI, ""));
        Lane lane = lane(LIMITS, target);
        feed(lane, get(1, 0, "/a"), get(2, 0, "/b"));
        timeline.runUntil(900 * MILLI);
        assertThat(target.open).isEqualTo(2);
        timeline.runUntil(1500 * MILLI);
        assertThat(target.open).isEqualTo(0);
        assertThat(lane.connections()).isEqualTo(0);
        // No timer remains.
        assertThat(timeline.waiting()).isEqualTo(0);
    }

    @Test
    void closesConnectionThatEndedInRecording() throws IOException {
        SimulatedTarget target = target((request, now) -> Reply.ok(MILLI, ""));
        List<Field> close = List.of(new Field("Connection", "close"));
        feed(lane(LIMITS, target), exchange(1, 0, "GET", "/a", "", close));
        timeline.runUntil(10 * MILLI);
        assertThat(target.open).isEqualTo(0);
    }

    @Test
    void closesLeastRecentlyUsedConnectionAtLimit() throws IOException {
        SimulatedTarget target = target((request, now) -> Reply.ok(MILLI, ""));
        Limits two = new Limits(100, 1 << 20, 100, 1 << 20, 2, 1000 * MILLI, 30_000 * MILLI, 0);
        Lane lane = lane(two, target);
        feed(lane, get(1, 0, "/a"), get(2, 10, "/b"), get(1, 20, "/c"), get(3, 30, "/d"), get(1, 40, "/e"));
        timeline.runUntil(100 * MILLI);
        assertThat(target.open).isEqualTo(2);
        // Connection 1 was used after connection 2, so it stays open.
        assertThat(target.opened).isEqualTo(3);
    }

    @Test
    void requestsWithoutConnectionShareIdleOnes() throws IOException {
        SimulatedTarget target = target((request, now) -> Reply.ok(5 * MILLI, ""));
        feed(lane(LIMITS, target), get(-1, 0, "/a"), get(-1, 1, "/b"), get(-1, 20, "/c"));
        timeline.runUntil(100 * MILLI);
        assertThat(target.opened).isEqualTo(2);
    }

    /** While a target is down, requests fail at once until the next attempt is due. */
    @Test
    void reconnectsWithBackoff() throws IOException {
        long up = 400 * MILLI;
        SimulatedTarget target =
                target((request, now) -> now < up ? Reply.failed(0, Failure.UNREACHABLE) : Reply.ok(MILLI, ""));
        Exchange[] all = new Exchange[100];
        for (int i = 0; i < all.length; i++) {
            all[i] = get(i, 10L * i, "/" + i);
        }
        feed(lane(LIMITS, target), all);
        timeline.runAll();
        long failed = finished.stream()
                .filter(it -> it.outcomes().get(0).failure() == Failure.UNREACHABLE)
                .count();
        // Attempts at 0, 50, 150 and 350 ms fail. The one at 750 ms succeeds.
        assertThat(target.sent.subList(0, 5))
                .containsExactly(
                        "0 GET /0",
                        50 * MILLI + " GET /5",
                        150 * MILLI + " GET /15",
                        350 * MILLI + " GET /35",
                        750 * MILLI + " GET /75")
                .inOrder();
        assertThat(failed).isEqualTo(75);
        assertThat(finished).hasSize(100);
    }

    @Test
    void retriesOnlyIdempotentRequests() throws IOException {
        int[] attempts = new int[1];
        SimulatedTarget target =
                target((request, now) -> attempts[0]++ < 2 ? Reply.failed(MILLI, Failure.CUT) : Reply.ok(MILLI, ""));
        Limits retrying = new Limits(100, 1 << 20, 100, 1 << 20, 10, 1000 * MILLI, 30_000 * MILLI, 3);
        feed(lane(retrying, target), exchange(1, 0, "POST", "/a", "", List.of()), get(2, 100, "/b"));
        timeline.runAll();
        assertThat(finished.get(0).outcomes().get(0).failure()).isEqualTo(Failure.CUT);
        assertThat(finished.get(0).outcomes().get(0).retries()).isEqualTo(0);
        assertThat(finished.get(1).outcomes().get(0).failure()).isNull();
        assertThat(finished.get(1).outcomes().get(0).retries()).isEqualTo(1);
    }

    @Test
    void sendsToEachTarget() throws IOException {
        SimulatedTarget fast = target((request, now) -> Reply.ok(MILLI, "1"));
        SimulatedTarget slow = target((request, now) -> Reply.ok(50 * MILLI, "2"));
        feed(lane(LIMITS, fast, slow), get(1, 0, "/a"), get(1, 10, "/b"));
        timeline.runAll();
        // A slow target does not hold up the other.
        assertThat(fast.sent)
                .containsExactly("0 GET /a", 10 * MILLI + " GET /b")
                .inOrder();
        assertThat(slow.sent)
                .containsExactly("0 GET /a", 50 * MILLI + " GET /b")
                .inOrder();
        assertThat(finished.get(1).outcomes().get(1).endNanos()).isEqualTo(100 * MILLI);
    }

    /** The target creates the order more slowly than the recorded service. The recorded client waited for the id. */
    @Test
    void waitsForIdsUnderCreation() throws IOException {
        SimulatedTarget target = target((request, now) ->
                request.method().equals("POST") ? Reply.ok(80 * MILLI, "{\"id\":23}") : Reply.ok(MILLI, ""));
        feed(
                lane(LIMITS, target),
                exchange(1, 0, "POST", "/orders", "{\"id\":17}", List.of()),
                get(2, 10, "/orders/17"),
                get(3, 10, "/orders/18"),
                get(4, 200, "/orders/17"));
        timeline.runAll();
        assertThat(target.sent)
                .containsExactly(
                        "0 POST /orders",
                        10 * MILLI + " GET /orders/18",
                        80 * MILLI + " GET /orders/23",
                        200 * MILLI + " GET /orders/23")
                .inOrder();
        assertThat(target.expectations().held()).isEqualTo(1);
    }

    @Test
    void stopsWaitingAfterFailure() throws IOException {
        SimulatedTarget target = target((request, now) ->
                request.method().equals("POST") ? Reply.failed(80 * MILLI, Failure.CUT) : Reply.ok(MILLI, ""));
        feed(
                lane(LIMITS, target),
                exchange(1, 0, "POST", "/orders", "{\"id\":17}", List.of()),
                get(2, 10, "/orders/17"));
        timeline.runAll();
        assertThat(target.sent)
                .containsExactly("0 POST /orders", 80 * MILLI + " GET /orders/17")
                .inOrder();
    }

    /** Two requests that contain values of each other must not wait for each other. */
    @Test
    void neverWaitsForLaterRequests() throws IOException {
        SimulatedTarget target = target((request, now) -> Reply.ok(50 * MILLI, "{}"));
        feed(
                lane(LIMITS, target),
                get(1, 0, "/slow"),
                exchange(1, 10, "POST", "/a/2", "{\"id\":1}", List.of()),
                exchange(2, 20, "POST", "/b/1", "{\"id\":2}", List.of()));
        timeline.runAll();
        assertThat(finished).hasSize(3);
        assertThat(target.sent)
                .containsExactly("0 GET /slow", 50 * MILLI + " POST /a/2", 100 * MILLI + " POST /b/1")
                .inOrder();
    }

    /** The lane sends all requests up to the given sequence, and none after it. */
    @Test
    void endsAfterSequence() throws IOException {
        SimulatedTarget target = target((request, now) -> Reply.ok(MILLI, ""));
        Lane lane = lane(LIMITS, target);
        feed(lane, get(1, 0, "/a"), get(1, 10, "/b"), get(1, 20, "/c"), get(1, 30, "/d"));
        timeline.runUntil(15 * MILLI);
        assertThat(lane.position()).isEqualTo(2);
        lane.pause();
        timeline.runUntil(100 * MILLI);
        assertThat(target.sent).hasSize(2);
        lane.endAfter(2);
        timeline.runAll();
        assertThat(target.sent).hasSize(3);
        assertThat(lane.isIdle()).isTrue();
    }

    /** The field ends a connection of the client, but not the shared ones of the replay. */
    @Test
    void reusesConnectionsAfterClose() throws IOException {
        SimulatedTarget target = target((request, now) -> Reply.ok(MILLI, ""));
        Limits two = new Limits(100, 1 << 20, 100, 1 << 20, 2, 1000 * MILLI, 30_000 * MILLI, 0);
        List<Field> close = List.of(new Field("Connection", "close"));
        Lane lane = lane(two, target);
        feed(
                lane,
                exchange(-1, 0, "GET", "/a", "", close),
                exchange(-1, 10, "GET", "/b", "", close),
                exchange(-1, 20, "GET", "/c", "", close),
                exchange(-1, 30, "GET", "/d", "", close));
        timeline.runUntil(5000 * MILLI);
        assertThat(finished).hasSize(4);
        assertThat(lane.connections()).isEqualTo(0);
        assertThat(target.open).isEqualTo(0);
    }

    @Test
    void survivesErrorsOfHooks() throws IOException {
        ReplayHook hook = new ReplayHook() {
            @Override
            public void beforeRequest(ReplayRequest request) {
                if (request.target().equals("/before")) {
                    throw new AssertionError("on purpose");
                }
            }

            @Override
            public void afterResponse(ReplayResponse response) {
                throw new StackOverflowError();
            }
        };
        SimulatedTarget target = new SimulatedTarget(timeline, true, (request, now) -> Reply.ok(MILLI, ""), hook);
        feed(lane(LIMITS, target), get(1, 0, "/before"), get(1, 1, "/after"), get(1, 2, "/next"));
        timeline.runAll();
        assertThat(finished).hasSize(3);
        assertThat(finished.get(0).outcomes().get(0).failure()).isEqualTo(Failure.HOOK);
        assertThat(finished.get(1).outcomes().get(0).detail()).contains("StackOverflowError");
    }

    /** Connections swallow exceptions, so the lane reports them itself. */
    @Test
    void reportsDefectsAfterResponses() throws IOException {
        throwsAtEnd = true;
        SimulatedTarget target = target((request, now) -> Reply.ok(MILLI, ""));
        feed(lane(LIMITS, target), get(1, 0, "/a"));
        timeline.runAll();
        assertThat(crashes.get(0)).hasMessageThat().isEqualTo("on purpose");
    }
}
