package dev.interlock.example.shop.store;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TableTest {
    private final Table<Integer, String> table = new Table<>("word", 2);

    @Test
    void addsRowOnce() {
        assertThat(table.add(1, "one")).isTrue();
        assertThat(table.add(1, "uno")).isFalse();

        assertThat(table.find(1)).hasValue("one");
        assertThat(table.find(2)).isEmpty();
    }

    @Test
    void getReturnsRowOrThrows() {
        table.add(1, "one");

        assertThat(table.get(1)).isEqualTo("one");
        assertThat(assertThrows(Refusal.class, () -> table.get(2)).status()).isEqualTo(404);
    }

    @Test
    void fullTableRejectsRows() {
        table.add(1, "one");
        table.add(1, "uno");
        table.add(2, "two");

        assertThat(assertThrows(StoreFull.class, () -> table.add(3, "three")))
                .hasMessageThat()
                .contains("limit of 2 words");
        assertThat(table.remove(1)).hasValue("one");
        assertThat(table.remove(1)).isEmpty();
        assertThat(table.add(3, "three")).isTrue();
        assertThrows(StoreFull.class, () -> table.add(4, "four"));
    }

    @Test
    void updateChangesOneRowOrFails() {
        table.add(1, "one");

        assertThat(table.update(1, word -> word + "!")).isEqualTo("one!");

        Refusal refusal = assertThrows(Refusal.class, () -> table.update(9, word -> word));
        assertThat(refusal.status()).isEqualTo(404);
        assertThrows(
                Refusal.class,
                () -> table.update(1, word -> {
                    throw Refusal.conflict("no");
                }));
        assertThat(table.rows()).containsExactly("one!");
    }

    @Test
    void threadsNeverOverfill() {
        Table<Integer, String> shared = new Table<>("word", 100);

        long added = IntStream.range(0, 10_000)
                .parallel()
                .filter(key -> addedTo(shared, key))
                .count();

        assertThat(added).isEqualTo(100);
        assertThat(shared.rows().count()).isEqualTo(100);
    }

    private static boolean addedTo(Table<Integer, String> table, int key) {
        try {
            return table.add(key, "word");
        } catch (StoreFull full) {
            return false;
        }
    }
}
