package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    @Test
    void isRandomAndTheSameForOneRequest() {
        Request request = RequestFixture.get("/").begin();
        assertThat(request.id()).matches("[0-9a-f]{16}");
        assertThat(request.id()).isSameInstanceAs(request.id());
        assertThat(RequestFixture.get("/").begin().id()).isNotEqualTo(request.id());
    }

    @Test
    void theNextRequestHasAnother() {
        Request request = RequestFixture.get("/").begin();
        request.id("client-7");
        RequestFixture.get("/").begin(request);
        assertThat(request.id()).isNotEqualTo("client-7");
    }

    @Test
    void filtersMayGiveIt() {
        Request request = RequestFixture.get("/").begin();
        request.id("client-7");
        assertThat(request.id()).isEqualTo("client-7");
        assertThat(request.occurrence().requestId()).isEqualTo("client-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "\u00e9", "\u007f"})
    void whatCouldForgeALineOfALogIsRefused(String id) {
        Request request = RequestFixture.get("/").begin();
        assertThat(RequestId.isValid(id)).isFalse();
        assertThrows(IllegalArgumentException.class, () -> request.id(id));
    }

    @Test
    void itHasALimit() {
        assertThat(RequestId.isValid("x".repeat(128))).isTrue();
        assertThat(RequestId.isValid("x".repeat(129))).isFalse();
    }

    @Test
    void aRequestThatIsOverHasNone() {
        Request request = RequestFixture.get("/").begin();
        request.end();
        assertThrows(IllegalStateException.class, request::id);
        assertThrows(IllegalStateException.class, () -> request.id("7"));
        assertThrows(IllegalStateException.class, request::occurrence);
    }
}
