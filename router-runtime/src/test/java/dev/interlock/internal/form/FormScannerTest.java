package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.FieldNames;
import dev.interlock.http.HttpException;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestFixture;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormScannerTest {
    private static final FieldNames NAMES = FieldNames.of("a", "b c", "\u00e9");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    a=1,            1
                    a=,             ''
                    a,              ''
                    &&a=1&&,        1
                    x=2&a=1,        1
                    a=1=2,          1=2
                    a==,            =
                    %61=1,          1
                    a=x+y%2B%20z,   'x y+ z'
                    a=%C3%A9,       \u00e9
                    a=\u00e9,       \u00e9
                    a=%26%3D,       &=
                    """)
    void readsFirstValue(String query, String value) {
        assertThat(values(query, 0)).containsExactly(value);
    }

    @Test
    void readsEncodedNames() {
        assertThat(values("b+c=1&b%20c=2&b c=3", 1))
                .containsExactly("1", "2", "3")
                .inOrder();
        assertThat(values("%C3%A9=1&\u00e9=2", 2)).containsExactly("1", "2").inOrder();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A=1", "aa=1", "=1", "=a", "&", "=", "a%00=1"})
    void skipsOtherNames(String query) {
        assertThat(values(query, 0)).isEmpty();
    }

    @Test
    void ignoresMalformedValuesOfOtherNames() {
        assertThat(values("x=%zz&y=%ff&a=1", 0)).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    a=%,      The value of a in the query has a malformed percent-escape.
                    a=%4x,    The value of a in the query has a malformed percent-escape.
                    a=%ff,    The value of a in the query is not UTF-8.
                    a=%c0%80, The value of a in the query is not UTF-8.
                    %g=1,     A name in the query has a malformed percent-escape.
                    %ff=1,    A name in the query is not UTF-8.
                    """)
    void rejectsMalformedInput(String query, String detail) {
        HttpException e = assertThrows(HttpException.class, () -> values(query, 0));
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.problem().detail()).isEqualTo(detail);
        assertThat(e.problem().extension("in")).isEqualTo("query");
    }

    @Test
    void namesMalformedParameter() {
        HttpException e = assertThrows(HttpException.class, () -> values("b+c=%", 0));
        assertThat(e.problem().extension("parameter")).isEqualTo("b c");
    }

    @Test
    void rejectsInvalidUtf8() {
        byte[] query = {'a', '=', (byte) 0xff};
        ReceivedRequest request = RequestFixture.withQuery(query).begin();
        HttpException e = assertThrows(HttpException.class, () -> request.query(NAMES));
        assertThat(e.problem().detail()).isEqualTo("The value of a in the query is not UTF-8.");
    }

    @Property
    void readsOutputOfJdkEncoder(@ForAll List<Map.Entry<Boolean, String>> pairs) {
        List<String> expected = new ArrayList<>();
        String query = pairs.stream()
                .map(pair -> (pair.getKey() ? "b+c=" : "other=") + URLEncoder.encode(pair.getValue(), UTF_8))
                .collect(joining("&"));
        for (Map.Entry<Boolean, String> pair : pairs) {
            if (pair.getKey()) {
                expected.add(new String(pair.getValue().getBytes(UTF_8), UTF_8));
            }
        }
        assertThat(values(query, 1)).containsExactlyElementsIn(expected).inOrder();
    }

    private static List<String> values(String query, int name) {
        byte[] bytes = query.getBytes(UTF_8);
        ReceivedFields fields = new ReceivedFields();
        fields.begin(NAMES);
        FormScanner.scan(bytes, 0, bytes.length, fields, "query");
        List<String> values = new ArrayList<>();
        for (int i = 0; i < fields.count(name); i++) {
            values.add(fields.value(name, i).toString());
        }
        return values;
    }
}
