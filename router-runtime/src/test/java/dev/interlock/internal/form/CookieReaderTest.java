package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestFixture;
import org.junit.jupiter.api.Test;

class CookieReaderTest {
    private static final FieldNames NAMES = FieldNames.of("session", "theme", "none");

    @Test
    void readsCookiesOfAllLines() {
        ReceivedRequest request = RequestFixture.get("/")
                .header("Cookie", "a=1; session=\"x y\"; session=abc; theme=dark")
                .header("cookie", "theme=light; other=2")
                .begin();
        Fields cookies = request.cookies(NAMES);
        assertThat(String.valueOf(cookies.first(0))).isEqualTo("abc");
        assertThat(cookies.count(1)).isEqualTo(2);
        assertThat(cookies.value(1, 0).toString()).isEqualTo("dark");
        assertThat(cookies.value(1, 1).toString()).isEqualTo("light");
        assertThat(cookies.first(2)).isNull();
    }

    @Test
    void removesQuotesAndSkipsMalformedCookies() {
        Fields cookies = RequestFixture.get("/")
                .header("cookie", "session=a,b; theme=\"dark\"; ;=; =x")
                .begin()
                .cookies(NAMES);
        assertThat(cookies.first(0)).isNull();
        assertThat(String.valueOf(cookies.first(1))).isEqualTo("dark");
    }

    @Test
    void findsNoneWithoutField() {
        Fields cookies = RequestFixture.get("/").begin().cookies(NAMES);
        assertThat(cookies.count(0)).isEqualTo(0);
    }
}
