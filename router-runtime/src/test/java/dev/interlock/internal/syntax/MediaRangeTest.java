package dev.interlock.internal.syntax;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaRangeTest {
    @Test
    void readsTypesAndRangesInLowerCase() {
        assertThat(MediaRange.listOf(List.of("Text/Plain", "image/*", "*/*", "application/vnd.a+json"))
                        .toString())
                .isEqualTo("[text/plain, image/*, */*, application/vnd.a+json]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text", "text/", "/plain", "*/plain", "*x/*", "text/plain;q=1", "text/plain, a/b", "a/b/c"})
    void rejectsMalformedRange(String text) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> MediaRange.listOf(List.of(text)));
        assertThat(e).hasMessageThat().contains("'" + text + "' is not a media type. Tip: write type/subtype");
    }
}
