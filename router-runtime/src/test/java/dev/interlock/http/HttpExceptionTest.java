package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.Occurrence;
import dev.interlock.internal.message.ProblemDocument;
import dev.interlock.internal.message.RequestFixture;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpExceptionTest {
    @Test
    void returnsFoundValue() {
        assertThat(HttpException.found(Optional.of("x"))).isEqualTo("x");
        assertThat(HttpException.found("x")).isEqualTo("x");
    }

    @Test
    void throws404ForMissingValue() {
        @Nullable String nothing = null;
        HttpException absent = assertThrows(HttpException.class, () -> HttpException.found(nothing));
        HttpException empty = assertThrows(HttpException.class, () -> HttpException.found(Optional.empty()));
        assertThat(absent.status()).isEqualTo(404);
        assertThat(empty.status()).isEqualTo(404);
    }

    @Test
    void writesProblemAndFields() {
        EncodedResponse response = new EncodedResponse();
        response.header("x", "1").body().append("half");
        HttpException exception = new HttpException(429, "Too fast.")
                .with("limit", 10)
                .header("retry-after", "7")
                .header("x", "2");
        ProblemDocument.write(exception, new Occurrence("/a", "7", false, false), response);
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.body().toString())
                .isEqualTo("{\"title\":\"Too Many Requests\",\"status\":429,\"detail\":\"Too fast.\","
                        + "\"instance\":\"/a\",\"limit\":10,\"requestId\":\"7\"}");
        assertThat(response.fields().toString().lines())
                .containsExactly(
                        "x: 1",
                        "content-type: application/problem+json",
                        "retry-after: 7",
                        "x: 2",
                        "cache-control: no-store",
                        "x-content-type-options: nosniff")
                .inOrder();
    }

    @Test
    void keepsOwnCacheControl() {
        EncodedResponse response = new EncodedResponse().header("cache-control", "max-age=3600");
        HttpException exception = new HttpException(410, "Gone for good.").header("cache-control", "max-age=60");
        ProblemDocument.write(exception, new Occurrence("/a", "7", false, false), response);
        assertThat(response.headerValue("cache-control")).isEqualTo("max-age=60");
        assertThat(response.fields().toString()).doesNotContain("no-store");
    }

    @Test
    void hasStackTraceOnlyForServerErrors() {
        assertThat(new HttpException(404, "x").getStackTrace()).isEmpty();
        assertThat(new HttpException(500, "x").getStackTrace()).isNotEmpty();
    }

    @Test
    void hidesCauseFromClient() {
        Exception cause = new IllegalStateException("secret");
        HttpException e = new HttpException(502, "Upstream failed.", cause);
        EncodedResponse response = new EncodedResponse();
        e.writeTo(RequestFixture.get("/").begin(), response);
        assertThat(e).hasCauseThat().isSameInstanceAs(cause);
        assertThat(e).hasMessageThat().isEqualTo("502 Bad Gateway: Upstream failed.");
        assertThat(response.body().toString()).doesNotContain("secret");
    }
}
