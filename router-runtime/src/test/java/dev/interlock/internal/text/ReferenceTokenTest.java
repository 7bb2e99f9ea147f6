package dev.interlock.internal.text;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class ReferenceTokenTest {
    /** Examples of RFC 6901 section 5. */
    @Test
    void escapesPointerSyntax() {
        assertThat(ReferenceToken.of("foo")).isEqualTo("foo");
        assertThat(ReferenceToken.of("")).isEqualTo("");
        assertThat(ReferenceToken.of("a/b")).isEqualTo("a~1b");
        assertThat(ReferenceToken.of("m~n")).isEqualTo("m~0n");
        assertThat(ReferenceToken.of("c%d")).isEqualTo("c%d");
        assertThat(ReferenceToken.of("~1")).isEqualTo("~01");
        assertThat(ReferenceToken.of("/~")).isEqualTo("~1~0");
    }
}
