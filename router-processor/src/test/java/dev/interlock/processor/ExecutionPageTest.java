package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import org.junit.jupiter.api.Test;

/** Checks that the handlers in {@code docs/execution.md} run on the threads that the page states. */
final class ExecutionPageTest {
    @Test
    void handlersRunWherePageSays() {
        Compilation compilation = Page.of("execution.md").compile();
        assertThat(Page.settings(compilation, "shop.Quotes.find")).contains("Execution.ASYNCHRONOUS");
        assertThat(Page.settings(compilation, "shop.Reports.find")).contains("Execution.BLOCKING");
        assertThat(Page.settings(compilation, "shop.Export.lines")).contains("Execution.ASYNCHRONOUS");
        assertThat(Page.settings(compilation, "shop.Images.store")).contains("streamedBody(true)");
        assertThat(Page.settings(compilation, "shop.Images.store")).doesNotContain("storedBody");
        assertThat(Page.settings(compilation, "shop.Images.measure")).contains("streamedBody(true)");
        assertThat(Page.settings(compilation, "shop.Health.live")).contains("essential(true)");
        assertThat(Page.settings(compilation, "shop.Health.live")).doesNotContain("Execution");
    }
}
