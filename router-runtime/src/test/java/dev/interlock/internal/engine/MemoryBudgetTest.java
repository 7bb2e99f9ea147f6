package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.server.CapturedLog;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryBudgetTest {
    private static final long MIB = 1024 * 1024;
    private static final long LIMIT = 16 * MIB;

    private final MemoryBudget budget = MemoryBudget.of(0, 4 * LIMIT, 4 * LIMIT);

    private MemoryAccount account(boolean heap) {
        return heap ? budget.heap() : budget.direct();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void startsDefencesInOrder(boolean heap) {
        account(heap).add(LIMIT / 2 + 1);
        assertThat(budget.isTight()).isTrue();
        assertThat(budget.isShort()).isFalse();
        account(heap).add(LIMIT / 16 * 5);
        assertThat(budget.isShort()).isTrue();
        assertThat(budget.isNearlyFull()).isFalse();
        account(heap).add(LIMIT / 16);
        assertThat(budget.isNearlyFull()).isTrue();
        assertThat(account(heap).isFull()).isFalse();
        assertThat(account(heap).reserve(LIMIT / 8)).isFalse();
    }

    @Test
    void asksForReliefWhenItIsNearlyFull() {
        AtomicInteger asked = new AtomicInteger();
        budget.relief(asked::incrementAndGet);
        budget.heap().add(LIMIT / 16 * 13 + 1);
        budget.relieve();
        assertThat(asked.get()).isEqualTo(0);
        budget.relieveForOthers();
        assertThat(asked.get()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void countsDefence_andLogsItOnce(Defence defence) {
        try (CapturedLog log = new CapturedLog()) {
            budget.used(defence);
            budget.used(defence);
            assertThat(budget.count(defence)).isEqualTo(2);
            assertThat(log.lines(defence.effect())).hasSize(1);
        }
    }

    @Test
    void rejectsMoreThanHalfOfJvmMemory() {
        MemoryBudget.of(LIMIT, 2 * LIMIT, 2 * LIMIT);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> MemoryBudget.of(LIMIT + 1, 4 * LIMIT, 2 * LIMIT));
        assertThat(refused).hasMessageThat().contains("connection-memory is 16777217 bytes");
        assertThrows(IllegalArgumentException.class, () -> MemoryBudget.of(LIMIT + 1, 2 * LIMIT, 4 * LIMIT));
    }
}
