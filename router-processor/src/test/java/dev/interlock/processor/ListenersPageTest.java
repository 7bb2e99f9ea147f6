package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Page;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The code in {@code docs/listeners.md} compiles. */
final class ListenersPageTest {
    @Test
    void theExampleCompiles() throws IOException {
        assertThat(Page.of("listeners.md").compile(new RouterProcessor()).complaints())
                .isEmpty();
    }
}
