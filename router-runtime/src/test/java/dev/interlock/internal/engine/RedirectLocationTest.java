package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.message.RequestFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectLocationTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    /a/,           /a
                    /a,            /a/
                    /a/?,          /a?
                    /a?b=/c/,      /a/?b=/c/
                    '/a b/?\u00e9=', /a%20b?%C3%A9=
                    """)
    void addsOrRemovesLastSlash(String target, String location) {
        assertThat(RedirectLocation.of(RequestFixture.get(target).head())).isEqualTo(location);
    }
}
