package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class HeldMemoryTest {
    private static final long LIMIT = 1_000_000;

    private final MemoryBudget budget = MemoryBudget.of(LIMIT, LoopClock.SYSTEM);
    private final HeldMemory memory = new HeldMemory(budget);

    @Test
    void chargesNothingAfterEnd() {
        memory.begin(false, 0);
        memory.take(1000);
        memory.giveBackAll();
        // A handler may continue to read after its exchange has ended.
        memory.take(500);
        memory.giveBack(1000);
        assertThat(budget.heap().used()).isEqualTo(0);
        memory.giveBackAll();
        assertThat(budget.heap().used()).isEqualTo(0);
    }

    @Test
    void chargesNextExchange() {
        memory.begin(false, 0);
        memory.giveBackAll();
        memory.begin(false, 0);
        memory.take(1000);
        assertThat(budget.heap().used()).isEqualTo(1000);
        memory.giveBackAll();
        assertThat(budget.heap().used()).isEqualTo(0);
    }

    @Test
    void exemptsOneAtATime() {
        HeldMemory other = new HeldMemory(budget);
        memory.begin(false, 0);
        other.begin(false, 0);
        memory.take(2 * LIMIT);
        assertThrows(NoMemoryException.class, () -> other.take(2 * LIMIT));
        memory.giveBackAll();
        other.take(2 * LIMIT);
        other.giveBackAll();
        assertThat(budget.heap().used()).isEqualTo(0);
    }
}
