package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What {@code docs/filters.md} shows compiles. */
final class FiltersPageTest {
    private static final String IMPORTS = """
            package shop;
            import dev.interlock.annotation.*;
            import dev.interlock.filter.*;
            import dev.interlock.http.Request;
            import dev.interlock.http.Response;
            import java.time.Duration;
            """;

    @Test
    void theExamplesCompile() throws IOException {
        Source[] sources = Page.of("filters.md").blocks().stream()
                .map(block -> Source.of(IMPORTS + block))
                .toArray(Source[]::new);
        assertThat(sources).hasLength(6);
        Compilation compilation =
                Compilation.with(new RouterProcessor()).option("-Werror").compile(sources);
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated()).containsKey("shop.ApiRouter");
    }
}
