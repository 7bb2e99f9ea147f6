package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Checks that the constraints in {@code docs/validation.md} work as the page states. */
final class ValidationPageTest {
    @Test
    void valuesAreChecked() {
        Compilation compilation = Page.of("validation.md").compile();
        String router = Objects.requireNonNull(compilation.generated().get("shop.ApiRouter"));
        assertThat(router).contains("if (!Constraints.atMost(limit, 100))");
        assertThat(router).contains("ApiRouterChecks.order(found, order)");
        assertThat(compilation.generated()).containsKey("shop.ApiRouterChecks");
    }
}
