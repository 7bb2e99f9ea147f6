package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Page;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The code in {@code docs/messages.md} compiles without change. */
final class MessagesPageTest {
    @Test
    void theExamplesCompile() throws IOException {
        Page page = Page.of("messages.md");
        assertThat(page.blocks()).hasSize(3);
        assertThat(page.compile(new RouterProcessor()).complaints()).isEmpty();
    }
}
