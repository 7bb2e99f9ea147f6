package dev.interlock.benchmarks.migration;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class BuildTest {
    private static final Path SHOP = Path.of("shop.jar");
    private static final Path CHANGED = Path.of("changed.jar");

    /** A bad build that is rolled back for another reason would prove nothing. */
    @Test
    void knowsItsOwnFault() {
        String errors = "verdict at 5 %: roll back: all: 6 of 4,420 requests failed, 0.136 % (baseline: 0 of 82,240"
                + " requests failed), which a good version does with a probability below 1 in 456";
        String slow = "verdict at 5 %: roll back: all: P99 of the latency is at least 53.1 ms, and the baseline's is";
        String slowRoute =
                "verdict at 5 %: roll back: GET /v1/catalog/products/{id}: P99 of the latency is at least 2 ms";
        String responses = "verdict at 5 %: roll back: responses differ, DIFFERENT: 1 differences";
        assertThat(Build.FAILING.isReason(errors)).isTrue();
        assertThat(Build.FAILING.isReason(slow)).isFalse();
        assertThat(Build.SLOW.isReason(slow)).isTrue();
        assertThat(Build.SLOW.isReason(slowRoute)).isFalse();
        assertThat(Build.HEADERLESS.isReason(responses)).isTrue();
        assertThat(Build.HEADERLESS.isReason(errors)).isFalse();
        assertThat(Build.GOOD.isReason(errors)).isFalse();
    }

    @Test
    void oldBuildIsTheJarItself() {
        assertThat(Build.OLD.command("java", SHOP, CHANGED))
                .containsAtLeast("-jar", "shop.jar")
                .inOrder();
        assertThat(Build.SLOW.command("java", SHOP, CHANGED)).contains("-Dshop.fault=SLOW");
    }
}
