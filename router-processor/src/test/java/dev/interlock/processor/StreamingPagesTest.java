package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.JsonbGenerator;
import dev.interlock.processor.testing.Page;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code docs/streaming.md} and {@code docs/files.md} show compiles. */
final class StreamingPagesTest {
    @Test
    void theExamplesOfStreamingCompile() throws IOException {
        Page page = Page.of("streaming.md");
        assertThat(page.blocks()).isNotEmpty();
        assertThat(page.compile(
                                List.of(new RouterProcessor(), JsonbGenerator.create()),
                                "com.google.protobuf.Timestamp",
                                "dev.interlock.http.*",
                                "io.avaje.jsonb.Json",
                                "java.time.*",
                                "java.util.*",
                                "java.util.concurrent.*",
                                "java.util.function.*")
                        .complaints())
                .isEmpty();
    }

    @Test
    void theExamplesOfFilesCompile() throws IOException {
        Page page = Page.of("files.md");
        assertThat(page.blocks()).isNotEmpty();
        assertThat(page.compile(new RouterProcessor(), "dev.interlock.file.*", "dev.interlock.http.*", "java.util.*")
                        .complaints())
                .isEmpty();
    }
}
