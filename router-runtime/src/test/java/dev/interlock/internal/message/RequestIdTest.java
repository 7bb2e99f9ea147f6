package dev.interlock.internal.message;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.dispatch.RequestPath;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    @Test
    void isRandomAndStable() {
        ReceivedRequest request = RequestFixture.get("/").begin();
        assertThat(request.id()).matches("[0-9a-f]{16}");
        assertThat(request.id()).isSameInstanceAs(request.id());
        assertThat(RequestFixture.get("/").begin().id()).isNotEqualTo(request.id());
    }

    @Test
    void changesForNextRequest() {
        ReceivedRequest request = RequestFixture.get("/").begin();
        request.setId("client-7");
        RequestFixture.get("/").begin(request);
        assertThat(request.id()).isNotEqualTo("client-7");
    }

    @Test
    void filterSetsId() {
        ReceivedRequest request = RequestFixture.get("/").begin();
        request.setId("client-7");
        assertThat(request.id()).isEqualTo("client-7");
        assertThat(request.occurrence().requestId()).isEqualTo("client-7");
    }

    @Test
    void filterSetsIdFromBytes() {
        ReceivedRequest request = RequestFixture.get("/").begin();
        String made = request.id();
        assertThat(request.idChars().toString()).isEqualTo(made);
        byte[] bytes = "..client-7..".getBytes(US_ASCII);
        request.setId(bytes, 2, 10);
        Arrays.fill(bytes, (byte) 'x');
        assertThat(request.idChars().toString()).isEqualTo("client-7");
        assertThat(request.id()).isEqualTo("client-7");
        assertThat(request.id()).isSameInstanceAs(request.id());
        for (String bad : new String[] {"", "a b", "a\nb", "\u00e9", "x".repeat(129)}) {
            byte[] refused = bad.getBytes(UTF_8);
            assertThrows(IllegalArgumentException.class, () -> request.setId(refused, 0, refused.length));
        }
        assertThat(request.id()).isEqualTo("client-7");
        request.end();
        assertThrows(IllegalStateException.class, request::idChars);
    }

    @Test
    void copyKeepsId() {
        ReceivedRequest request = RequestFixture.get("/").begin();
        ReceivedRequest copy = new ReceivedRequest();
        RequestFixture other = RequestFixture.get("/");
        copy.begin(other.head(), new RequestPath(), request);
        assertThat(copy.id()).isEqualTo(request.id());
        request.setId(new byte[] {'7'}, 0, 1);
        assertThat(copy.id()).isNotEqualTo("7");
        copy.begin(other.head(), new RequestPath(), request);
        assertThat(copy.id()).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "\u00e9", "\u007f"})
    void rejectsLogForgery(String id) {
        ReceivedRequest request = RequestFixture.get("/").begin();
        assertThat(RequestId.isValid(id)).isFalse();
        assertThrows(IllegalArgumentException.class, () -> request.setId(id));
    }

    @Test
    void limitsLength() {
        assertThat(RequestId.isValid("x".repeat(128))).isTrue();
        assertThat(RequestId.isValid("x".repeat(129))).isFalse();
    }

    @Test
    void endedRequestHasNoId() {
        ReceivedRequest request = RequestFixture.get("/").begin();
        request.end();
        assertThrows(IllegalStateException.class, request::id);
        assertThrows(IllegalStateException.class, () -> request.setId("7"));
        assertThrows(IllegalStateException.class, request::occurrence);
    }
}
