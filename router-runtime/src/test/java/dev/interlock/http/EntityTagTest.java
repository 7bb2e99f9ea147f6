package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
    @Test
    void writesFieldValue() {
        assertThat(EntityTag.strong("a!").toString()).isEqualTo("\"a!\"");
        assertThat(EntityTag.weak("").toString()).isEqualTo("W/\"\"");
        assertThat(EntityTag.of(7).toString()).isEqualTo("\"7\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\"", "a\r\nb", "\0", "ä", "\u007f"})
    void rejectsDelimiters(String opaque) {
        assertThrows(IllegalArgumentException.class, () -> EntityTag.strong(opaque));
    }

    @Test
    void strongComparisonNeedsStrongTags() {
        assertThat(EntityTag.strong("a").isStrongly("\"a\"")).isTrue();
        assertThat(EntityTag.strong("a").isStrongly("\"b\"")).isFalse();
        assertThat(EntityTag.strong("a").isStrongly("W/\"a\"")).isFalse();
        assertThat(EntityTag.weak("a").isStrongly("W/\"a\"")).isFalse();
        assertThat(EntityTag.strong("a").isStrongly(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a-b\"", "W/\"1\""})
    void readsWrittenTag(String value) {
        assertThat(String.valueOf(EntityTag.parse(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\"", "W/", "W/\"", "w/\"a\"", "\"a", "a\"", "\"a b\"", "\"a\"b\"", "*"})
    void rejectsMalformedTag(String value) {
        assertThat(EntityTag.parse(value)).isNull();
        assertThat(EntityTag.parse(null)).isNull();
    }

    @Test
    void codingChangesOnlyStrongTag() {
        assertThat(EntityTag.of(7).in("gzip").toString()).isEqualTo("\"7-gzip\"");
        assertThat(EntityTag.weak("7").in("gzip")).isEqualTo(EntityTag.weak("7"));
    }
}
