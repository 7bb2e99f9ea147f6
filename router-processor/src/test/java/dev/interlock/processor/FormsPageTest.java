package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What {@code docs/forms.md} shows compiles, and reads bodies as the page says. */
final class FormsPageTest {
    @Test
    void theExamplesCompileAndReadBodiesAsThePageSays() throws IOException {
        Compilation compilation = Page.of("forms.md")
                .compile(
                        new RouterProcessor(),
                        "dev.interlock.http.*",
                        "java.io.*",
                        "java.nio.file.Files",
                        "java.time.*",
                        "java.util.*");
        assertThat(compilation.complaints()).isEmpty();
        assertThat(Page.settings(compilation, "shop.Photos.store")).contains("storedBody(true)");
        assertThat(Page.settings(compilation, "shop.Photos.measure")).contains("storedBody(true)");
        assertThat(Page.settings(compilation, "shop.Photos.icon")).doesNotContain("streamedBody");
        assertThat(Page.settings(compilation, "shop.SignUp.signUp")).doesNotContain("streamedBody");
    }
}
