package dev.interlock.replay.load;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.replay.load.Exchanges.MILLI;
import static dev.interlock.replay.load.Exchanges.get;

import dev.interlock.replay.traffic.Body;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.RecordedRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
    private static final List<Exchange> THREE = List.of(get(1, 1000, "/a"), get(1, 1010, "/b"), get(2, 1030, "/c"));

    private static List<Scheduled> all(List<Exchange> exchanges, Pace pace, Schedule.Bounds bounds) throws IOException {
        List<Scheduled> all = new ArrayList<>();
        try (Schedule schedule = new Schedule(() -> Exchanges.source(exchanges), pace, bounds)) {
            for (Scheduled next = schedule.next(); next != null; next = schedule.next()) {
                all.add(next);
            }
        }
        return all;
    }

    private static List<Long> dueMillis(List<Scheduled> all) {
        return all.stream().map(it -> it.dueNanos() / MILLI).toList();
    }

    private static Schedule.Bounds bounds(long skip, long most, long mostMillis, int passes) {
        return new Schedule.Bounds(skip, most, mostMillis * MILLI, passes);
    }

    @Test
    void scalesRecordedTimes() throws IOException {
        assertThat(dueMillis(all(THREE, Pace.recorded(1), bounds(0, 99, 99999, 1))))
                .containsExactly(0L, 10L, 30L)
                .inOrder();
        assertThat(dueMillis(all(THREE, Pace.recorded(2), bounds(0, 99, 99999, 1))))
                .containsExactly(0L, 5L, 15L)
                .inOrder();
    }

    @Test
    void keepsRate() throws IOException {
        assertThat(dueMillis(all(THREE, Pace.rate(500), bounds(0, 99, 99999, 1))))
                .containsExactly(0L, 2L, 4L)
                .inOrder();
    }

    /** The next pass begins one average gap later, on its own connections. */
    @Test
    void repeats() throws IOException {
        List<Scheduled> all = all(THREE, Pace.recorded(1), bounds(0, 99, 99999, 2));
        assertThat(dueMillis(all)).containsExactly(0L, 10L, 30L, 45L, 55L, 75L).inOrder();
        assertThat(all.get(3).exchange().connection())
                .isNotEqualTo(all.get(0).exchange().connection());
        assertThat(all.get(3).sequence()).isEqualTo(3);
    }

    @Test
    void endsAtLimits() throws IOException {
        assertThat(all(THREE, Pace.recorded(1), bounds(0, 2, 99999, 9))).hasSize(2);
        assertThat(all(THREE, Pace.recorded(1), bounds(0, 99, 20, 9))).hasSize(2);
    }

    @Test
    void resumesWithinPass() throws IOException {
        List<Scheduled> all = all(THREE, Pace.recorded(1), bounds(4, 99, 99999, 2));
        assertThat(all.stream().map(it -> it.exchange().request().target()).toList())
                .containsExactly("/b", "/c")
                .inOrder();
        assertThat(all.get(0).sequence()).isEqualTo(4);
    }

    /** An exchange out of order is due at once. Due times never decrease. */
    @Test
    void neverGoesBack() throws IOException {
        List<Exchange> mixed = List.of(get(1, 1000, "/a"), get(1, 1050, "/b"), get(2, 1030, "/c"));
        assertThat(dueMillis(all(mixed, Pace.recorded(1), bounds(0, 99, 99999, 1))))
                .containsExactly(0L, 50L, 50L)
                .inOrder();
    }

    @Test
    void countsSkippedExchanges() throws IOException {
        Exchange cut = new Exchange(
                null,
                0,
                0,
                "POST /a",
                new RecordedRequest("POST", "/a", "http", "", List.of(), Body.partOf(new byte[1], 9)),
                null);
        Exchange split = get(1, 0, "/a\r\nX: y");
        Schedule schedule = new Schedule(
                () -> Exchanges.source(List.of(cut, split, get(1, 5, "/b"))),
                Pace.recorded(1),
                bounds(0, 99, 99999, 1));
        assertThat(Objects.requireNonNull(schedule.next()).exchange().request().target())
                .isEqualTo("/b");
        assertThat(schedule.next()).isNull();
        assertThat(schedule.skipped().values()).containsExactly(1L, 1L);
    }
}
