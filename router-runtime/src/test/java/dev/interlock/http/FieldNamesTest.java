package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FieldNamesTest {
    @Test
    void comparesNamesByteForByte() {
        FieldNames names = FieldNames.of("a", "page", "gr\u00f6\u00dfe");
        assertThat(find(names, "page")).isEqualTo(1);
        assertThat(find(names, "Page")).isEqualTo(-1);
        assertThat(find(names, "pag")).isEqualTo(-1);
        assertThat(find(names, "pages")).isEqualTo(-1);
        assertThat(find(names, "gr\u00f6\u00dfe")).isEqualTo(2);
        assertThat(find(names, "")).isEqualTo(-1);
    }

    @Test
    void comparesHeaderNamesWithoutCase() {
        FieldNames names = FieldNames.ofHeaders("X-Request-Id", "host");
        assertThat(find(names, "x-request-ID")).isEqualTo(0);
        assertThat(find(names, "HOST")).isEqualTo(1);
        assertThat(names.name(0)).isEqualTo("X-Request-Id");
    }

    @Test
    void rejectsDuplicateName() {
        assertThat(FieldNames.of("a", "A").size()).isEqualTo(2);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> FieldNames.ofHeaders("a", "b", "A"));
        assertThat(e).hasMessageThat().contains("The name A occurs twice in [a, b, A]");
    }

    @Test
    void marksLists() {
        FieldNames names = FieldNames.ofHeaders("Accept", "Date").lists("Accept");
        assertThat(names.isList(0)).isTrue();
        assertThat(names.isList(1)).isFalse();
        assertThat(find(names, "accept")).isEqualTo(0);
        assertThat(assertThrows(IllegalArgumentException.class, () -> names.lists("Host")))
                .hasMessageThat()
                .isEqualTo("The name Host is not among the header fields [Accept, Date]");
        FieldNames query = FieldNames.of("a");
        assertThrows(IllegalArgumentException.class, () -> query.lists("a"));
    }

    private static int find(FieldNames names, String name) {
        byte[] bytes = ("<" + name + ">").getBytes(UTF_8);
        return names.find(bytes, 1, bytes.length - 1);
    }
}
