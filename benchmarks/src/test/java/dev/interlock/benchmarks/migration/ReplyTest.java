package dev.interlock.benchmarks.migration;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ReplyTest {
    private static final Reply REPLY = new Reply(
            201,
            "HTTP/1.1 201 Created\r\nLocation: /v1/orders/17\r\nETag: \"a\"\r\n",
            "{\"id\":\"17\",\"total\": 2490,\"user\":{\"id\":\"3\"}}".getBytes(UTF_8));

    @Test
    void findsFields() {
        assertThat(REPLY.header("location")).isEqualTo("/v1/orders/17");
        assertThat(REPLY.header("ETag")).isEqualTo("\"a\"");
        assertThat(REPLY.header("tag")).isEmpty();
    }

    @Test
    void findsMembers() {
        assertThat(REPLY.member("id")).isEqualTo("17");
        assertThat(REPLY.member("total")).isEqualTo("2490");
        assertThrows(IllegalStateException.class, () -> REPLY.member("status"));
    }
}
