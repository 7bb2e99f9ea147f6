package dev.interlock.processor.declaration;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireNamesTest {
    @ParameterizedTest
    @CsvSource({
        "accept,accept",
        "requestId,request-id",
        "ifModifiedSince,if-modified-since",
        "xRequestID,x-request-id",
        "HTTPVersion,http-version",
        "sha256Sum,sha256-sum"
    })
    void headersSplitAtCapitals(String javaName, String header) {
        assertThat(WireNames.kebabCase(javaName)).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "x-y", "!#$%&'*+-.^_`|~09AZaz"})
    void tokens(String name) {
        assertThat(WireNames.isToken(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "\u00e9", "a\r", "(a)"})
    void rejectsOtherText(String name) {
        assertThat(WireNames.isToken(name)).isFalse();
    }
}
