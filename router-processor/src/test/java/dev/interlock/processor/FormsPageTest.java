package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import org.junit.jupiter.api.Test;

/** Checks that the handlers in {@code docs/forms.md} read bodies as the page states. */
final class FormsPageTest {
    @Test
    void handlersReadBodiesAsPageSays() {
        Compilation compilation = Page.of("forms.md").compile();
        assertThat(Page.settings(compilation, "shop.Photos.store")).contains("storedBody(true)");
        assertThat(Page.settings(compilation, "shop.Photos.measure")).contains("storedBody(true)");
        assertThat(Page.settings(compilation, "shop.Photos.icon")).doesNotContain("streamedBody");
        assertThat(Page.settings(compilation, "shop.SignUp.signUp")).doesNotContain("streamedBody");
    }
}
