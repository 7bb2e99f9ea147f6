package dev.interlock.replay.traffic;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ReorderWindowTest {
    private static final long WINDOW = 1000;

    private static Exchange exchange(long arrived, long took) {
        RecordedRequest request = new RecordedRequest("GET", "/", "http", "", List.of(), Body.EMPTY);
        return new Exchange(null, arrived, arrived + took, "GET /", request, null);
    }

    private static List<Exchange> drain(ReorderWindow window) {
        List<Exchange> all = new ArrayList<>();
        for (Exchange next = window.poll(); next != null; next = window.poll()) {
            all.add(next);
        }
        return all;
    }

    /**
     * Exchanges in order of completion leave the window in order of arrival, if none takes longer than the window.
     */
    @Property(tries = 300)
    void sortsByArrival(
            @ForAll @Size(max = 60) List<@IntRange(max = 5000) Integer> arrivals,
            @ForAll @IntRange(max = 1000) int took) {
        List<Exchange> byEnd = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            byEnd.add(exchange(arrivals.get(i), (long) took * (i % 5) / 4));
        }
        byEnd.sort(Comparator.comparingLong(Exchange::completedNanos));
        ReorderWindow window = new ReorderWindow(WINDOW, 1000, 1 << 20);
        List<Exchange> out = new ArrayList<>();
        for (Exchange each : byEnd) {
            window.add(each);
            out.addAll(drain(window));
        }
        window.end();
        out.addAll(drain(window));
        assertThat(out).hasSize(byEnd.size());
        assertThat(out.stream().map(Exchange::arrivedNanos).toList()).isInOrder();
        assertThat(window.late()).isEqualTo(0);
    }

    @Test
    void isBounded() {
        ReorderWindow window = new ReorderWindow(Long.MAX_VALUE / 2, 10, 1 << 20);
        int out = 0;
        for (int i = 0; i < 1000; i++) {
            window.add(exchange(i, 0));
            out += drain(window).size();
            assertThat(window.size()).isAtMost(10);
        }
        assertThat(out).isEqualTo(990);
        window.add(exchange(0, 0));
        drain(window);
        assertThat(window.late()).isEqualTo(1);
    }

    @Test
    void boundsBytes() {
        ReorderWindow window = new ReorderWindow(Long.MAX_VALUE / 2, 1000, 5000);
        for (int i = 0; i < 100; i++) {
            window.add(exchange(i, 0));
            drain(window);
        }
        assertThat(window.size()).isLessThan(20);
    }
}
