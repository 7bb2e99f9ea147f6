package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What {@code docs/execution.md} shows compiles, and runs where the page says. */
final class ExecutionPageTest {
    @Test
    void theExamplesCompileAndRunWhereThePageSays() throws IOException {
        Compilation compilation = Page.of("execution.md")
                .compile(
                        new RouterProcessor(),
                        "dev.interlock.http.*",
                        "io.netty.buffer.*",
                        "java.io.*",
                        "java.nio.file.*",
                        "java.nio.file.Path",
                        "java.util.*",
                        "java.util.concurrent.*");
        assertThat(compilation.complaints()).isEmpty();
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
