package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import java.io.IOException;
import java.util.Objects;
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
        String router = Objects.requireNonNull(compilation.generated().get("shop.ApiRouter"));
        assertThat(settings(router, "shop.Quotes.find")).contains("Execution.ASYNCHRONOUS");
        assertThat(settings(router, "shop.Reports.find")).contains("Execution.BLOCKING");
        assertThat(settings(router, "shop.Export.lines")).contains("Execution.ASYNCHRONOUS");
        assertThat(settings(router, "shop.Images.store")).contains("streamedBody(true)");
        assertThat(settings(router, "shop.Images.measure")).contains("streamedBody(true)");
        assertThat(settings(router, "shop.Health.live")).contains("essential(true)");
        assertThat(settings(router, "shop.Health.live")).doesNotContain("Execution");
    }

    /** What the router says of the route of a handler. */
    private static String settings(String router, String handler) {
        int from = router.indexOf('"' + handler + '"');
        assertThat(from).isAtLeast(0);
        int next = router.indexOf("RouteInfo.of", from);
        return router.substring(from, next < 0 ? router.indexOf(';', from) : next);
    }
}
