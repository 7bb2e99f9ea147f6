package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class MemoryAccountTest {
    private final MemoryAccount account = new MemoryAccount(800);

    @Test
    void rejectsBytesBeyondLimit() {
        assertThat(account.reserve(500)).isTrue();
        assertThat(account.reserve(301)).isFalse();
        assertThat(account.used()).isEqualTo(500);
        assertThat(account.reserve(300)).isTrue();
        account.release(800);
        assertThat(account.used()).isEqualTo(0);
    }

    @Test
    void reportsItsLevel() {
        account.add(400);
        assertThat(account.isTight()).isFalse();
        account.add(1);
        assertThat(account.isTight()).isTrue();
        account.add(299);
        assertThat(account.isNearlyFull()).isFalse();
        account.add(1);
        assertThat(account.isNearlyFull()).isTrue();
        assertThat(account.excess()).isEqualTo(101);
    }

    @Test
    void exemptsOneHolderAtATime() {
        Object first = new Object();
        Object second = new Object();
        account.add(700);
        assertThat(account.exempt(first, 700)).isTrue();
        assertThat(account.used()).isEqualTo(0);
        assertThat(account.exempt(second, 0)).isFalse();
        account.endExemption(second);
        assertThat(account.exempt(second, 0)).isFalse();
        account.endExemption(first);
        assertThat(account.exempt(second, 0)).isTrue();
    }
}
