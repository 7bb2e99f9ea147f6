package dev.interlock.processor.declaration.proto;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaNamesTest {
    @ParameterizedTest
    @CsvSource({
        "user_id, userId, UserId, USER_ID",
        "a_1b, a1B, A1B, A_1B",
        "a1b, a1B, A1B, A1B",
        "userId, userId, UserId, USER_ID",
        "UserId, userId, UserId, USER_ID",
        "_user__id_, UserId, UserId, _USER__ID_",
        "x, x, X, X",
        "HTTPServer, hTTPServer, HTTPServer, HTTP_SERVER",
    })
    void namesEqualProtoc(String name, String lower, String upper, String snake) {
        assertThat(JavaNames.lowerCamel(name)).isEqualTo(lower);
        assertThat(JavaNames.upperCamel(name)).isEqualTo(upper);
        assertThat(JavaNames.upperSnake(name)).isEqualTo(snake);
    }
}
