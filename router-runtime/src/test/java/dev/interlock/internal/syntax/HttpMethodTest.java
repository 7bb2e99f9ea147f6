package dev.interlock.internal.syntax;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HttpMethodTest {
    @Test
    void numbersStandardMethodsAtAnyIndex() {
        for (String method : HttpMethod.STANDARD) {
            int number = HttpMethod.STANDARD.indexOf(method);
            assertWithMessage(method).that(at("", method, "")).isEqualTo(number);
            assertWithMessage(method).that(at("xxx", method, " ")).isEqualTo(number);
            assertWithMessage(method)
                    .that(at("xxx", method, " /a/path HTTP/1.1"))
                    .isEqualTo(number);
        }
    }

    @Test
    void constantsMatchNumbers() {
        assertThat(HttpMethod.STANDARD.get(HttpMethod.GET)).isEqualTo("GET");
        assertThat(HttpMethod.STANDARD.get(HttpMethod.HEAD)).isEqualTo("HEAD");
        assertThat(HttpMethod.STANDARD.get(HttpMethod.POST)).isEqualTo("POST");
        assertThat(HttpMethod.STANDARD.get(HttpMethod.PUT)).isEqualTo("PUT");
        assertThat(HttpMethod.STANDARD.get(HttpMethod.PATCH)).isEqualTo("PATCH");
        assertThat(HttpMethod.STANDARD.get(HttpMethod.DELETE)).isEqualTo("DELETE");
        assertThat(HttpMethod.STANDARD.get(HttpMethod.OPTIONS)).isEqualTo("OPTIONS");
        assertThat(HttpMethod.STANDARD).hasSize(HttpMethod.FIRST_CUSTOM);
    }

    @Test
    void rejectsOtherMethods() {
        for (String method : List.of("", "get", "GE", "GETS", "OPTIONSX", "OPTIONSXX", "TRACE", "GET\0", "\0GET")) {
            assertWithMessage(method).that(at("", method, "")).isEqualTo(-1);
            assertWithMessage(method).that(at("", method, " / HTTP/1.1")).isEqualTo(-1);
        }
    }

    @Property
    void agreesWithList(@ForAll String method) {
        assertThat(at("", method, "")).isEqualTo(HttpMethod.STANDARD.indexOf(method));
        assertThat(at("", method, "12345678")).isEqualTo(HttpMethod.STANDARD.indexOf(method));
    }

    private static int at(String before, String method, String after) {
        byte[] bytes = (before + method + after).getBytes(UTF_8);
        int from = before.length();
        return HttpMethod.standard(bytes, from, from + method.getBytes(UTF_8).length);
    }
}
