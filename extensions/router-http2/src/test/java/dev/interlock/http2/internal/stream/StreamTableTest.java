package dev.interlock.http2.internal.stream;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class StreamTableTest {
    @Property(tries = 200)
    void behavesLikeAMap(@ForAll long seed) {
        Random random = new Random(seed);
        StreamTable<String> table = new StreamTable<>(60);
        Map<Integer, String> map = new HashMap<>();
        int range = 20 + random.nextInt(2000);
        for (int i = 0; i < 500; i++) {
            int number = random.nextInt(range) * 2 + 1;
            if (random.nextInt(3) == 0) {
                table.remove(number);
                map.remove(number);
            } else if (!table.isFull() && !map.containsKey(number)) {
                table.put(number, "stream " + number);
                map.put(number, "stream " + number);
            }
            assertThat(table.get(number)).isEqualTo(map.get(number));
            assertThat(table.size()).isEqualTo(map.size());
        }
        map.forEach((number, stream) -> assertThat(table.get(number)).isEqualTo(stream));
        assertThat(all(table)).isEqualTo(new HashSet<>(map.values()));
    }

    private static Set<String> all(StreamTable<String> table) {
        Set<String> all = new HashSet<>();
        for (int slot = 0; slot < table.slots(); slot++) {
            String stream = table.at(slot);
            if (stream != null) {
                all.add(stream);
            }
        }
        return all;
    }

    @Test
    void isBounded() {
        StreamTable<String> table = new StreamTable<>(2);
        table.put(1, "a");
        assertThat(table.isFull()).isFalse();
        table.put(3, "b");
        assertThat(table.isFull()).isTrue();
        assertThrows(IllegalStateException.class, () -> table.put(5, "c"));
        table.remove(1);
        assertThrows(IllegalStateException.class, () -> table.put(3, "c"));
        table.put(5, "c");
        assertThat(table.get(5)).isEqualTo("c");
    }

    /** Streams are removed without a copy of the table, also if a run of slots goes on at the start. */
    @Test
    void allStreamsCanBeRemovedInOnePass() {
        for (int first = 1; first < 65; first += 2) {
            for (int step = 2; step <= 16; step += 2) {
                StreamTable<Integer> table = new StreamTable<>(20);
                for (int i = 0; i < 20; i++) {
                    table.put(first + i * step, first + i * step);
                }
                int removed = 0;
                for (int slot = 0; slot < table.slots(); slot++) {
                    for (Integer each = table.at(slot); each != null; each = table.at(slot)) {
                        table.remove(each);
                        removed++;
                    }
                }
                assertThat(removed).isEqualTo(20);
                assertThat(table.size()).isEqualTo(0);
            }
        }
    }
}
