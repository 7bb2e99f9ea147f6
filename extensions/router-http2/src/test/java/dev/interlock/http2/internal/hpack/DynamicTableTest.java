package dev.interlock.http2.internal.hpack;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class DynamicTableTest {
    /** Compares the table with a list of texts. */
    @Property(tries = 300)
    void behavesLikeAList(@ForAll long seed) {
        Random random = new Random(seed);
        DynamicTable table = new DynamicTable(1000);
        Deque<String> list = new ArrayDeque<>();
        int max = 1000;
        for (int i = 0; i < 300; i++) {
            if (random.nextInt(20) == 0) {
                max = random.nextInt(4) * random.nextInt(1000);
                table.setMaxSize(max);
                trim(list, max);
            } else {
                String name = "n".repeat(random.nextInt(40));
                String value = i + "v".repeat(random.nextInt(random.nextInt(10) == 0 ? 1000 : 40));
                byte[] bytes = ("xx" + name + value).getBytes(ISO_8859_1);
                boolean added = table.add(bytes, 2, 2 + name.length(), bytes.length, i % 62);
                list.addFirst(name + ":" + value + ":" + i % 62);
                trim(list, max);
                assertThat(added).isEqualTo(!list.isEmpty());
            }
            assertThat(texts(table)).isEqualTo(new ArrayList<>(list));
            assertThat(table.size()).isEqualTo(size(list));
            assertThat(table.bytes().length).isAtMost(2 * 3000);
        }
    }

    private static void trim(Deque<String> list, int max) {
        while (size(list) > max) {
            list.removeLast();
        }
    }

    private static int size(Deque<String> list) {
        return list.stream()
                .mapToInt(it -> it.substring(0, it.lastIndexOf(':')).length() - 1 + DynamicTable.ENTRY_OVERHEAD)
                .sum();
    }

    private static List<String> texts(DynamicTable table) {
        List<String> texts = new ArrayList<>();
        for (int entry = 1; entry <= table.count(); entry++) {
            int from = table.nameFrom(entry);
            int nameTo = table.nameTo(entry);
            texts.add(new String(table.bytes(), from, nameTo - from, ISO_8859_1) + ":"
                    + new String(table.bytes(), nameTo, table.valueTo(entry) - nameTo, ISO_8859_1) + ":"
                    + table.staticName(entry));
        }
        return texts;
    }

    /** An idle connection that has sent a few short fields holds little memory. */
    @Test
    void growsWithItsContent() {
        DynamicTable table = new DynamicTable(4096);
        assertThat(table.heldBytes()).isEqualTo(0);
        table.add("accepttext/plain".getBytes(ISO_8859_1), 0, 6, 16, 0);
        assertThat(table.heldBytes()).isAtMost(512);
        for (int i = 0; i < 10_000; i++) {
            table.add("accepttext/plain".getBytes(ISO_8859_1), 0, 6, 16, 0);
        }
        assertThat(table.heldBytes()).isAtMost(2 * 4096 + 2 * 128 * Integer.BYTES);
        table.setMaxSize(0);
        assertThat(table.heldBytes()).isEqualTo(0);
    }
}
