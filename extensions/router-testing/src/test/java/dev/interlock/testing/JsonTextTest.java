package dev.interlock.testing;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the reader accepts every valid JSON text, and nothing else (RFC 8259). */
final class JsonTextTest {
    @Test
    void readsEveryKindOfValue() {
        assertThat(JsonText.read(" { \"a\" : [ 1 , -2.5e3 , true , false , null , \"\\u00e4\\n\\/\" ] , \"b\" : {} } "))
                .isEqualTo(Map.of(
                        "a", Arrays.asList(1L, new BigDecimal("-2.5e3"), true, false, null, "ä\n/"), "b", Map.of()));
        assertThat(JsonText.read("[]")).isEqualTo(List.of());
        assertThat(JsonText.read("12345678901234567890")).isEqualTo(new BigDecimal("12345678901234567890"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "tru",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"a",
                "\"\n\"",
                "[1] 2",
                "{\"a\":1,\"a\":2}",
                "'a'",
                "NaN",
                "[1 2]"
            })
    void rejectsMalformedJson(String text) {
        assertThrows(IllegalArgumentException.class, () -> JsonText.read(text));
    }

    @Test
    void rejectsDeepNesting() {
        assertThrows(IllegalArgumentException.class, () -> JsonText.read("[".repeat(100_000)));
    }

    @Test
    void followsPointers() {
        Object json = JsonText.read("{\"\":1,\"a~b\":{\"c/d\":[2]}}");
        assertThat(JsonText.at(json, "")).isEqualTo(json);
        assertThat(JsonText.at(json, "/")).isEqualTo(1);
        assertThat(JsonText.at(json, "/a~0b/c~1d/0")).isEqualTo(2);
        assertThrows(IllegalArgumentException.class, () -> JsonText.at(json, "a"));
        assertThrows(IllegalArgumentException.class, () -> JsonText.at(json, "/a~0b/c~1d/01"));
    }
}
