package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.Slice;
import dev.interlock.http.FieldNames;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedFieldsTest {
    private static final FieldNames NAMES = FieldNames.of("a", "b", "none");

    @Test
    void keepsOrderOfOccurrences() {
        ReceivedFields fields = filled(NAMES, "a=1&b=2&a=3&c=4&a=5&b=6");
        assertThat(fields.count(0)).isEqualTo(3);
        assertThat(fields.count(1)).isEqualTo(2);
        assertThat(fields.count(2)).isEqualTo(0);
        assertThat(String.valueOf(fields.first(0))).isEqualTo("1");
        assertThat(fields.first(2)).isNull();
        assertThat(fields.value(0, 2).toString()).isEqualTo("5");
        assertThat(fields.value(1, 1).toString()).isEqualTo("6");
        assertThat(fields.value(0, 1).toString()).isEqualTo("3");
        assertThat(fields.value(0, 0).toString()).isEqualTo("1");
    }

    @Test
    void readsManyOccurrencesInLinearTime() {
        int many = 200_000;
        ReceivedFields fields = filled(NAMES, "a=x&".repeat(many));
        int length = 0;
        for (int i = 0; i < fields.count(0); i++) {
            length += fields.value(0, i).length();
        }
        assertThat(length).isEqualTo(many);
    }

    /** RFC 9110 section 5.6.1.2: a recipient ignores empty elements. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2,3|2 3",
                "2 ,\t3|2 3",
                ",2,, ,3,|2 3",
                "a;q=1, \"b,c\" ,d|a;q=1 \"b,c\" d",
                "\"a\\\",b\",c|\"a\\\",b\" c",
                "\"a,b|\"a,b",
                ",,|``",
                "``|``",
            })
    void readsListElements(String line, String elements) {
        ReceivedFields fields = new ReceivedFields();
        fields.begin(NAMES);
        byte[] bytes = line.getBytes(UTF_8);
        fields.addElements(1, bytes, 0, bytes.length);
        StringJoiner read = new StringJoiner(" ");
        for (int i = 0; i < fields.count(1); i++) {
            read.add(fields.value(1, i).toString());
        }
        assertThat(read.toString()).isEqualTo(elements);
    }

    @Test
    void rejectsIndexOutOfRange() {
        ReceivedFields fields = filled(NAMES, "a=1");
        assertThrows(IndexOutOfBoundsException.class, () -> fields.value(0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> fields.value(1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> fields.first(3));
        assertThrows(IndexOutOfBoundsException.class, () -> fields.count(-1));
    }

    @Test
    void forgetsPreviousRequest() {
        ReceivedFields fields = filled(NAMES, "a=1&a=2");
        assertThat(fields.value(0, 1).toString()).isEqualTo("2");
        fields.clear();
        assertThat(fields.isFilledFor(NAMES)).isFalse();
        fill(fields, FieldNames.of("b"), "a=1&b=7");
        assertThat(fields.count(0)).isEqualTo(1);
        assertThat(fields.value(0, 0).toString()).isEqualTo("7");
    }

    @Test
    void isFilledOnlyWhenComplete() {
        ReceivedFields fields = new ReceivedFields();
        fields.begin(NAMES);
        assertThat(fields.isFilledFor(NAMES)).isFalse();
        assertThat(fields.filled().isFilledFor(NAMES)).isTrue();
        assertThat(fields.isFilledFor(FieldNames.of("a", "b", "none"))).isFalse();
    }

    @Test
    void decodedValuesSurviveLargerBuffer() {
        ReceivedFields fields = filled(NAMES, "a=%41&b=" + "%42".repeat(1000));
        assertThat(String.valueOf(fields.first(0))).isEqualTo("A");
        assertThat(String.valueOf(fields.first(1))).isEqualTo("B".repeat(1000));
    }

    @Test
    void releasesArrayOfEndedRequest() {
        ReceivedFields fields = filled(NAMES, "a=1&a=%41");
        Slice plain = fields.value(0, 0);
        Slice decoded = fields.value(0, 1);
        CharSequence characters = plain.chars();
        fields.clear();
        assertThat(plain.array()).isEmpty();
        assertThat(decoded.array()).isEmpty();
        assertThat(characters.toString()).isEmpty();
    }

    @Test
    void releasesArraysOfUnusedSlices() {
        ReceivedFields fields = filled(NAMES, "a=1&b=2&a=3");
        Slice third = fields.value(0, 1);
        fill(fields, FieldNames.of("b"), "b=2");
        fields.clear();
        assertThat(third.array()).isEmpty();
    }

    @Test
    void keepsLastingArray() {
        byte[] array = "a=1".getBytes(UTF_8);
        ReceivedFields fields = new ReceivedFields();
        fields.lasting(array);
        fields.begin(NAMES);
        FormScanner.scan(array, 0, array.length, fields, "query");
        Slice value = fields.filled().value(0, 0);
        fields.clear();
        assertThat(value.array()).isSameInstanceAs(array);
    }

    @Test
    void reportsRetainedBytes() {
        ReceivedFields fields = filled(NAMES, "a=" + "%41".repeat(1000));
        fields.clear();
        assertThat(fields.retainedBytes()).isAtLeast(3000);
        fields.giveUp();
        assertThat(fields.retainedBytes()).isEqualTo(0);
        fill(fields, NAMES, "a=" + "%41".repeat(10_000));
        fields.clear();
        assertThat(fields.retainedBytes()).isAtMost(1000);
    }

    private static ReceivedFields filled(FieldNames names, String query) {
        return fill(new ReceivedFields(), names, query);
    }

    private static ReceivedFields fill(ReceivedFields fields, FieldNames names, String query) {
        byte[] bytes = query.getBytes(UTF_8);
        fields.begin(names);
        FormScanner.scan(bytes, 0, bytes.length, fields, "query");
        return fields.filled();
    }
}
