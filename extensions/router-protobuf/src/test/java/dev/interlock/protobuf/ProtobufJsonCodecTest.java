package dev.interlock.protobuf;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Any;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.UninterpretedOption.NamePart;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Option;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.HttpException;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.RequestFixture;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufJsonCodecTest {
    private static final FieldDescriptorProto FIELD = FieldDescriptorProto.newBuilder()
            .setName("h\u00e9llo \ud83d\ude00")
            .setNumber(7)
            .setJsonName("")
            .build();

    private static <T extends Message> T read(T empty, String body) {
        return ProtobufJsonCodec.read(
                RequestFixture.request("POST", "/").body(body).begin(), empty);
    }

    private static String written(Message message) {
        EncodedResponse response = new EncodedResponse();
        ProtobufJsonCodec.write(response, message);
        assertThat(response.fields().toString()).isEqualTo("content-type: application/json\r\n");
        return response.body().toString();
    }

    private static String refusal(Message empty, String body) {
        HttpException e = assertThrows(HttpException.class, () -> read(empty, body));
        assertThat(e.status()).isEqualTo(400);
        return String.valueOf(e.problem().detail());
    }

    private static FieldDescriptorProto.Builder integer(String name, int number) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(FieldDescriptorProto.Type.TYPE_INT32);
    }

    @Test
    void repeatsNoSecret() throws DescriptorValidationException {
        DescriptorProto door = DescriptorProto.newBuilder()
                .setName("Door")
                .addField(
                        integer("code", 1).setOptions(FieldOptions.newBuilder().setDebugRedact(true)))
                .addField(integer("user_pin", 2))
                .addField(integer("floor", 3))
                .build();
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("door.proto")
                .setSyntax("proto3")
                .addMessageType(door)
                .build();
        Message empty = DynamicMessage.getDefaultInstance(FileDescriptor.buildFrom(file, new FileDescriptor[0])
                .getMessageTypes()
                .get(0));
        for (String name : List.of("code", "userPin", "user_pin", "floor")) {
            String body = "{\"" + name + "\": \"hunter2\"}";
            HttpException e = assertThrows(HttpException.class, () -> read(empty, body));
            String actual = name.equals("floor") ? "\"hunter2\"" : null;
            assertWithMessage(name).that(e.problem().extension("actual")).isEqualTo(actual);
            assertWithMessage(name).that(e.problem().extension("pointer")).isEqualTo("/" + name);
        }
    }

    @Test
    void readsWrittenMessage() {
        String json = written(FIELD);
        assertThat(json).isEqualTo("{\"name\":\"h\u00e9llo \ud83d\ude00\",\"number\":7,\"jsonName\":\"\"}");
        assertThat(read(FieldDescriptorProto.getDefaultInstance(), json)).isEqualTo(FIELD);
        Timestamp time = Timestamp.newBuilder().setSeconds(1).build();
        assertThat(read(Timestamp.getDefaultInstance(), written(time))).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"a","name":"b"}                            | /name           | 1 | 13
            {"name":"a","\\u006eame":"a"}                      | /name           | 1 | 13
            {"options":{"packed":true,@"packed":true}}         | /options/packed | 2 | 1
            {"options":{"uninterpretedOption":[{},{"name":[],"name":[]}]}} | /options/uninterpretedOption/1/name | 1 | 50
            {"unknown":1,"unknown":2}                          | /unknown        | 1 | 14
            {"number":null,"number":1}                         | /number         | 1 | 16
            """)
    void rejectsRepeatedName(String body, String pointer, int line, int column) {
        FieldDescriptorProto empty = FieldDescriptorProto.getDefaultInstance();
        HttpException e = assertThrows(HttpException.class, () -> read(empty, body.replace('@', '\n')));
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.problem().detail()).isEqualTo("The property " + pointer + " occurs twice.");
        assertThat(e.problem().extension("pointer")).isEqualTo(pointer);
        assertThat(e.problem().extension("line")).isEqualTo(line);
        assertThat(e.problem().extension("column")).isEqualTo(column);
    }

    @Test
    void rejectsRepeatedMapKey() {
        assertThat(refusal(Struct.getDefaultInstance(), "{\"a\":1,\"b\":2,\"a\":3}"))
                .isEqualTo("The property /a occurs twice.");
        Struct nested = read(Struct.getDefaultInstance(), "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}");
        assertThat(nested.getFieldsCount()).isEqualTo(2);
    }

    @Test
    void keepsTypeThatWasSet() {
        EncodedResponse response = new EncodedResponse().contentType("application/problem+json");
        ProtobufJsonCodec.write(response, FIELD);
        assertThat(response.fields().toString()).isEqualTo("content-type: application/problem+json\r\n");
    }

    @Test
    void rejectsMalformedAndUnfitBodies() {
        FieldDescriptorProto empty = FieldDescriptorProto.getDefaultInstance();
        for (String body : List.of(
                "",
                " ",
                "{",
                "[]",
                "7",
                "null",
                "\"x\"",
                "{\"number\":\"x\"}",
                "{\"number\":1e99}",
                "{\"number\":[1,2]}",
                "{\"number\":01}",
                "{\"name\":{}}",
                "{\"label\":\"NO\"}",
                "{\"options\":7}",
                "{name:\"x\"}",
                "{'name':\"x\"}",
                "{\"name\":x}",
                "/* none */ {}",
                "{\"number\":1,}",
                "{\"number\":1}{",
                "{\"number\":1} x",
                ")]}'\n{}",
                "\u0000")) {
            assertWithMessage(body).that(refusal(empty, body)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '{'                                | 1 | 2
            '{"name":x}'                       | 1 | 9
            '{"number":1}{'                    | 1 | 13
            '{@ "name":"a\u00e9\ud83d\ude00",@ }'     | 3 | 2
            '{@ "name":"\u00e9\ud83d\ude00",y'          | 2 | 14
            """)
    void reportsLineAndColumnOfMalformedJson(String body, int line, int column) {
        FieldDescriptorProto empty = FieldDescriptorProto.getDefaultInstance();
        HttpException e = assertThrows(HttpException.class, () -> read(empty, body.replace('@', '\n')));
        assertThat(e.problem().detail())
                .startsWith("The body is not valid JSON: line " + line + ", column " + column + " must be ");
        assertThat(e.problem().extension("line")).isEqualTo(line);
        assertThat(e.problem().extension("column")).isEqualTo(column);
    }

    @Test
    void readsAndWritesLongBody() {
        String value = "h\u00e9llo \ud83d\ude00\n".repeat(5_000);
        FieldDescriptorProto message = FieldDescriptorProto.newBuilder()
                .setName(value)
                .setJsonName("x" + value)
                .build();
        assertThat(read(FieldDescriptorProto.getDefaultInstance(), written(message)))
                .isEqualTo(message);
    }

    @Test
    void writesOneLine() {
        ByteWriter into = new ByteWriter(1).append("before ");
        ProtobufJsonCodec.write(into, FIELD.toBuilder().setName("a\n\r\u2028b").build());
        assertThat(into.toString()).isEqualTo("before {\"name\":\"a\\n\\r\\u2028b\",\"number\":7,\"jsonName\":\"\"}");
    }

    @Test
    void namesUnknownField() {
        assertThat(refusal(FieldDescriptorProto.getDefaultInstance(), "{\"nam\":\"x\"}"))
                .isEqualTo("There is no property /nam.");
        assertThat(refusal(FieldDescriptorProto.getDefaultInstance(), "{\"options\":{\"a/b\":1}}"))
                .isEqualTo("There is no property /options/a~1b.");
    }

    @Test
    void namesMissingRequiredField() {
        assertThat(refusal(NamePart.getDefaultInstance(), "{\"namePart\":\"a\"}"))
                .isEqualTo("The body is not the JSON of a protobuf message: it lacks is_extension");
    }

    @Test
    void rejectsInvalidUtf8() {
        HttpException e = assertThrows(
                HttpException.class,
                () -> ProtobufJsonCodec.read(
                        RequestFixture.request("POST", "/")
                                .body("{\"name\":\"\u00e9\"}".getBytes(ISO_8859_1))
                                .begin(),
                        FIELD));
        assertThat(e.problem().detail()).contains("UTF-8");
    }

    @Test
    void rejectsDeepNesting() {
        for (String body : List.of("{\"a\":".repeat(100_000), "[".repeat(100_000), "[".repeat(101) + "]".repeat(101))) {
            assertThat(refusal(Struct.getDefaultInstance(), body)).contains("100");
        }
    }

    @Test
    void limitsLengthOfDetail() {
        String name = "n".repeat(10_000);
        String refusal = refusal(FieldDescriptorProto.getDefaultInstance(), "{\"" + name + "\":1}");
        assertThat(refusal).contains("n\u2026");
        assertThat(refusal.length()).isLessThan(400);
    }

    @Test
    void unwritableMessageIsServerError() {
        Any unknown = Any.newBuilder().setTypeUrl("x/y.Z").build();
        assertThrows(UncheckedIOException.class, () -> written(unknown));
    }

    @Test
    void unwritableMessageAppendsNothing() {
        ByteWriter into = new ByteWriter(1).append("before");
        Option unknown = Option.newBuilder()
                .setName("a")
                .setValue(Any.newBuilder().setTypeUrl("x/y.Z"))
                .build();
        assertThrows(UncheckedIOException.class, () -> ProtobufJsonCodec.write(into, unknown));
        ListValue.Builder values = ListValue.newBuilder();
        values.addValuesBuilder().setStringValue("a");
        values.addValuesBuilder().setNumberValue(Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> ProtobufJsonCodec.write(into, values.build()));
        assertThat(into.toString()).isEqualTo("before");
    }
}
