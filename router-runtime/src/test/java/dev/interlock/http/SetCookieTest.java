package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.message.EncodedResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Defaults and attributes of cookies, and rejection of cookies that browsers would reject. */
final class SetCookieTest {
    private static final SetCookie SESSION = SetCookie.of("session", "abc");

    private static String refusal(Executable making) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, making).getMessage());
    }

    @Test
    void hasSecureDefaults() {
        assertThat(SESSION.toString()).isEqualTo("session=abc; Path=/; Secure; HTTPOnly; SameSite=Lax");
        assertThat(SESSION.secure(false).httpOnly(false).sameSiteStrict().toString())
                .isEqualTo("session=abc; Path=/; SameSite=Strict");
    }

    @Test
    void changesEachAttribute() {
        assertThat(SESSION.path("/orders").domain("example.com").toString())
                .isEqualTo("session=abc; Path=/orders; Domain=example.com; Secure; HTTPOnly; SameSite=Lax");
        assertThat(SESSION.sameSiteNone().partitioned(true).toString())
                .isEqualTo("session=abc; Path=/; Secure; HTTPOnly; SameSite=None; Partitioned");
        assertThat(SESSION.maxAge(Duration.ofMinutes(2)).toString()).startsWith("session=abc; Max-Age=120; Expires=");
        assertThat(SESSION.expires(Instant.parse("2030-01-02T03:04:05.9Z")).toString())
                .endsWith("; Expires=Wed, 02 Jan 2030 03:04:05 GMT");
        assertThat(SESSION.toString()).doesNotContain("Expires");
    }

    @Test
    void maxAgePrevails() {
        String both = SESSION.expires(Instant.EPOCH).maxAge(Duration.ofDays(1)).toString();
        assertThat(both).contains("Max-Age=86400");
        assertThat(both).doesNotContain("1970");
    }

    @Test
    void deletesCookie() {
        assertThat(SetCookie.delete("__Host-session").toString())
                .matches("__Host-session=; Max-Age=0; Expires=[^;]+; Path=/; Secure; HTTPOnly; SameSite=Lax");
    }

    @Test
    void enforcesRulesOfPrefixes() {
        SetCookie host = SetCookie.of("__Host-a", "b");
        assertThat(refusal(() -> host.secure(false))).contains("must be secure because of its name");
        assertThat(refusal(() -> host.domain("example.com"))).contains("must not have a domain or another path than /");
        assertThat(refusal(() -> host.path("/a"))).contains("must not have a domain or another path than /");
        SetCookie secure = SetCookie.of("__SECURE-a", "b").domain("example.com").path("/a");
        assertThat(refusal(() -> secure.secure(false))).contains("must be secure because of its name");
    }

    @Test
    void requiresSecureForAllSites() {
        assertThat(refusal(() -> SESSION.sameSiteNone().secure(false))).contains("requests from all sites");
        assertThat(refusal(() -> SESSION.secure(false).sameSiteNone())).contains("requests from all sites");
        assertThat(refusal(() -> SESSION.secure(false).partitioned(true))).contains("to be partitioned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,b", "a;b", "a\\b", "a\"b", "ä", "a\r\nb", "\u0000"})
    void rejectsValuesThatNeedQuotes(String value) {
        assertThat(refusal(() -> SetCookie.of("a", value))).contains("Tip: write the value in base64url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a=b", "a;b", "ä", "a\n"})
    void rejectsNamesThatAreNoTokens(String name) {
        assertThrows(IllegalArgumentException.class, () -> SetCookie.of(name, "b"));
    }

    @Test
    void rejectsCookiesThatBrowsersReject() {
        assertThat(SetCookie.of("a", "b".repeat(4095)).toString()).contains("bbb");
        assertThat(refusal(() -> SetCookie.of("a", "b".repeat(4096)))).contains("more than 4096 bytes");
        assertThat(refusal(() -> SESSION.path("orders"))).contains("does not begin with a slash");
        assertThat(refusal(() -> SESSION.path("/a;b"))).contains("a path with a character");
        assertThat(refusal(() -> SESSION.domain("exämple.com"))).contains("punycode");
        assertThat(refusal(() -> SESSION.domain(""))).contains("empty or too long domain");
        assertThat(refusal(() -> SESSION.path("/" + "a".repeat(1024)))).contains("empty or too long path");
        assertThat(refusal(() -> SESSION.maxAge(Duration.ofSeconds(-1)))).contains("SetCookie.delete(\"session\")");
    }

    @Test
    void responseSetsSeveralCookies() {
        EncodedResponse response = new EncodedResponse().cookie(SESSION).cookie(SetCookie.of("theme", "dark"));
        assertThat(response.fields().toString().lines())
                .containsExactly(
                        "set-cookie: session=abc; Path=/; Secure; HTTPOnly; SameSite=Lax",
                        "set-cookie: theme=dark; Path=/; Secure; HTTPOnly; SameSite=Lax");
    }
}
