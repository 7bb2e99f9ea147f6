package dev.interlock.benchmarks.migration;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.benchmarks.migration.Ledger.Comparison;
import dev.interlock.benchmarks.migration.Ledger.Stored;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private final Ledger ledger = new Ledger();

    private void order(String key, long id) {
        ledger.ask(key);
        ledger.tell(key, id);
    }

    @Test
    void agrees() {
        order("a", 1);
        order("b", 2);
        Comparison comparison = ledger.compare(List.of(new Stored("a", 1, 1), new Stored("b", 1, 2)));
        assertThat(comparison.isClean()).isTrue();
        assertThat(comparison.orders()).isEqualTo(2);
    }

    @Test
    void findsLostOrders() {
        order("missing", 1);
        order("other id", 2);
        Comparison comparison = ledger.compare(List.of(new Stored("other id", 1, 3)));
        assertThat(comparison.lost()).containsExactly("missing", "other id");
    }

    @Test
    void findsDoubledOrders() {
        order("a", 1);
        assertThat(ledger.compare(List.of(new Stored("a", 2, 1))).doubled()).containsExactly("a");
    }

    @Test
    void findsOrdersThatNobodyPlaced() {
        assertThat(ledger.compare(List.of(new Stored("a", 1, 1))).unknown()).containsExactly("a");
    }

    /** A client that got no response does not know whether its order exists: both is right. */
    @Test
    void acceptsOrdersWithoutConfirmation() {
        ledger.ask("a");
        ledger.ask("b");
        assertThat(ledger.open()).isEqualTo(2);
        assertThat(ledger.compare(List.of(new Stored("a", 1, 1))).isClean()).isTrue();
    }
}
