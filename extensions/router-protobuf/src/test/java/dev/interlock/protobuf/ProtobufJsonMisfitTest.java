package dev.interlock.protobuf;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Any;
import com.google.protobuf.BytesValue;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.DescriptorProtos.UninterpretedOption;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DoubleValue;
import com.google.protobuf.Duration;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.FloatValue;
import com.google.protobuf.Int64Value;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Option;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Type;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.UInt64Value;
import com.google.protobuf.Value;
import dev.interlock.http.HttpException;
import dev.interlock.internal.message.RequestFixture;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the problems for JSON that does not fit a protobuf message. */
class ProtobufJsonMisfitTest {
    private static final Map<String, Message> MESSAGES = Map.ofEntries(
            Map.entry("message", DescriptorProto.getDefaultInstance()),
            Map.entry("field", FieldDescriptorProto.getDefaultInstance()),
            Map.entry("options", FieldOptions.getDefaultInstance()),
            Map.entry("option", UninterpretedOption.getDefaultInstance()),
            Map.entry("type", Type.getDefaultInstance()),
            Map.entry("named", Option.getDefaultInstance()),
            Map.entry("timestamp", Timestamp.getDefaultInstance()),
            Map.entry("duration", Duration.getDefaultInstance()),
            Map.entry("mask", FieldMask.getDefaultInstance()),
            Map.entry("any", Any.getDefaultInstance()),
            Map.entry("struct", Struct.getDefaultInstance()),
            Map.entry("list", ListValue.getDefaultInstance()),
            Map.entry("int64", Int64Value.getDefaultInstance()),
            Map.entry("uint32", UInt32Value.getDefaultInstance()),
            Map.entry("uint64", UInt64Value.getDefaultInstance()),
            Map.entry("float", FloatValue.getDefaultInstance()),
            Map.entry("double", DoubleValue.getDefaultInstance()),
            Map.entry("bytes", BytesValue.getDefaultInstance()),
            Map.entry("shop", DynamicMessage.getDefaultInstance(shop())));

    /**
     * Returns a message type that has features that protobuf's own messages lack: maps, a oneof, and members of
     * well-known types.
     */
    private static Descriptor shop() {
        DescriptorProto.Builder message = DescriptorProto.newBuilder()
                .setName("Shop")
                .addOneofDecl(OneofDescriptorProto.newBuilder().setName("either"))
                .addField(field("left_side", 1, FieldDescriptorProto.Type.TYPE_STRING)
                        .setOneofIndex(0))
                .addField(field("right_side", 2, FieldDescriptorProto.Type.TYPE_INT32)
                        .setOneofIndex(0))
                .addField(field("any_side", 13, FieldDescriptorProto.Type.TYPE_MESSAGE)
                        .setTypeName(".google.protobuf.Value")
                        .setOneofIndex(0))
                .addField(repeated("counts", 3, ".test.Shop.CountsEntry"))
                .addField(repeated("values", 4, ".google.protobuf.Value"))
                .addField(repeated("times", 5, ".google.protobuf.Timestamp"))
                .addField(field("nothing", 6, FieldDescriptorProto.Type.TYPE_ENUM)
                        .setTypeName(".google.protobuf.NullValue")
                        .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED))
                .addField(field("stock_level", 7, FieldDescriptorProto.Type.TYPE_INT32))
                .addField(field("short_names", 8, FieldDescriptorProto.Type.TYPE_STRING)
                        .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED))
                .addField(repeated("inner_shops", 9, ".test.Shop"))
                .addField(repeated("stock_by_id", 10, ".test.Shop.CountsEntry"))
                .addField(field("inner_struct", 11, FieldDescriptorProto.Type.TYPE_MESSAGE)
                        .setTypeName(".google.protobuf.Struct"))
                .addField(field("door_pin", 12, FieldDescriptorProto.Type.TYPE_STRING)
                        .setOptions(FieldOptions.newBuilder().setDebugRedact(true)))
                .addNestedType(DescriptorProto.newBuilder()
                        .setName("CountsEntry")
                        .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                        .addField(field("key", 1, FieldDescriptorProto.Type.TYPE_INT32))
                        .addField(field("value", 2, FieldDescriptorProto.Type.TYPE_UINT64)));
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("shop.proto")
                .setPackage("test")
                .setSyntax("proto3")
                .addDependency("google/protobuf/struct.proto")
                .addDependency("google/protobuf/timestamp.proto")
                .addMessageType(message)
                .build();
        try {
            return FileDescriptor.buildFrom(file, new FileDescriptor[] {
                        Value.getDescriptor().getFile(),
                        Timestamp.getDescriptor().getFile()
                    })
                    .findMessageTypeByName("Shop");
        } catch (DescriptorValidationException e) {
            throw new AssertionError(e);
        }
    }

    private static FieldDescriptorProto.Builder field(String name, int number, FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    }

    private static FieldDescriptorProto.Builder repeated(String name, int number, String type) {
        return field(name, number, FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName(type)
                .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
    }

    private static Message read(String message, String body) {
        Message empty = Objects.requireNonNull(MESSAGES.get(message));
        return ProtobufJsonCodec.read(
                RequestFixture.request("POST", "/").body(body).begin(), empty);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            message | {"field":[{"name":"x","type":"TYPE_NO"}]} | /field/0/type | 30 | "TYPE_NO" | one of TYPE_DOUBLE, TYPE_FLOAT, TYPE_INT64, TYPE_UINT64, TYPE_INT32, TYPE_FIXED64, TYPE_FIXED32, TYPE_BOOL, TYPE_STRING, TYPE_GROUP, TYPE_MESSAGE, TYPE_BYTES, TYPE_UINT32, TYPE_ENUM, TYPE_SFIXED32, TYPE_SFIXED64, TYPE_SINT32, TYPE_SINT64
            field   | {"label":99}            | /label  | 10 | 99         | one of LABEL_OPTIONAL, LABEL_REPEATED, LABEL_REQUIRED
            field   | {"label":{}}            | /label  | 10 | an object  | one of LABEL_OPTIONAL, LABEL_REPEATED, LABEL_REQUIRED
            message | {"name":"\u00e9","field":[{},{"number":"x"}]} | /field/1/number | 35 | "x" | an integer from -2147483648 to 2147483647
            field   | {"number":1.5}          | /number | 11 | 1.5        | an integer from -2147483648 to 2147483647
            field   | {"number":2147483648}   | /number | 11 | 2147483648 | an integer from -2147483648 to 2147483647
            field   | {"number":1e99999999999}| /number | 11 | 1e99999999999 | an integer from -2147483648 to 2147483647
            field   | {"number":true}         | /number | 11 | true       | an integer from -2147483648 to 2147483647
            field   | {"number":{}}           | /number | 11 | an object  | an integer from -2147483648 to 2147483647
            field   | {"name":{}}             | /name   | 9  | an object  | a string
            field   | {"proto3Optional":1}    | /proto3Optional  | 19 | 1 | true or false
            field   | {"proto3_optional":"x"} | /proto3_optional | 20 | "x" | true or false
            field   | {"options":7}           | /options | 12 | 7         | an object
            field   | {"options":[]}          | /options | 12 | an array  | an object
            field   | []                      | ``      | 1  | an array   | an object
            field   | null                    | ``      | 1  | null       | an object
            message | {"field":{}}            | /field  | 10 | an object  | an array
            message | {"field":[null]}        | /field/0 | 11 | null      | an object
            message | {"reservedName":["a",null]} | /reservedName/1 | 22 | null | a string
            option  | {"positiveIntValue":-1} | /positiveIntValue | 21 | -1 | an integer from 0 to 18446744073709551615
            option  | {"negativeIntValue":"x"} | /negativeIntValue | 21 | "x" | an integer from -9223372036854775808 to 9223372036854775807
            option  | {"doubleValue":1e400}   | /doubleValue | 16 | 1e400 | a decimal number of up to 1.7e308
            option  | {"stringValue":"%"}     | /stringValue | 16 | "%"   | bytes in Base64
            int64   | 1e19                    | `` | 1 | 1e19        | an integer from -9223372036854775808 to 9223372036854775807
            uint32  | 4294967296              | `` | 1 | 4294967296  | an integer from 0 to 4294967295
            uint64  | 1e999999999             | `` | 1 | 1e999999999 | an integer from 0 to 18446744073709551615
            float   | 1e39                    | `` | 1 | 1e39        | a decimal number of up to 3.4e38
            float   | "x"                     | `` | 1 | "x"         | a decimal number of up to 3.4e38
            double  | []                      | `` | 1 | an array    | a decimal number of up to 1.7e308
            bytes   | "a"                     | `` | 1 | "a"         | bytes in Base64
            timestamp | "x"                   | `` | 1 | "x"         | an instant such as 2026-01-31T12:30:00Z
            shop    | {"times":["2026-01-31T12:30:00Z",7]} | /times/1 | 34 | 7 | an instant such as 2026-01-31T12:30:00Z
            duration | "1"                    | `` | 1 | "1"         | a duration in seconds such as 1.5s
            mask    | {}                      | `` | 1 | an object   | a string of names such as name,price.currency
            any     | 7                       | `` | 1 | 7           | an object
            named   | {"value":{"@type":"x/y.Z"}} | /value | 10 | an object | an object whose @type is a known message
            struct  | []                      | `` | 1 | an array    | an object
            list    | {}                      | `` | 1 | an object   | an array
            shop    | {"counts":[]}           | /counts | 11 | an array | an object
            shop    | {"counts":{"1":-1}}     | /counts/1 | 16 | -1     | an integer from 0 to 18446744073709551615
            shop    | {"counts":{"1":null}}   | /counts/1 | 16 | null   | an integer from 0 to 18446744073709551615
            shop    | {"leftSide":"a","right_side":1} | /right_side | 30 | 1 | omitted, as leftSide is present
            field   | {"jsonName":"a","json_name":"b"} | /json_name | 29 | "b" | omitted, as jsonName is present
            """)
    void namesFirstMisfit(String message, String body, String pointer, int column, String actual, String expected) {
        HttpException e = assertThrows(HttpException.class, () -> read(message, body));
        assertThat(e.status()).isEqualTo(400);
        String what = pointer.isEmpty() ? "The body" : "The value at " + pointer;
        assertThat(e.problem().detail()).isEqualTo(what + " must be " + expected + ".");
        assertThat(e.problem().extension("pointer")).isEqualTo(pointer);
        assertThat(e.problem().extension("line")).isEqualTo(1);
        assertThat(e.problem().extension("column")).isEqualTo(column);
        assertThat(e.problem().extension("actual")).isEqualTo(actual);
        assertThat(e.problem().extension("expected")).isEqualTo(expected);
    }

    /** The parser would accept these texts if the first value is the default value, and would ignore that value. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"stockLevel":0,"stock_level":5}                       | /stock_level             | stockLevel
            {"stock_level":0,"stockLevel":0}                       | /stockLevel              | stock_level
            {"stockLevel":5,"stock_level":0}                       | /stock_level             | stockLevel
            {"stockLevel":5,"stock_level":null}                    | /stock_level             | stockLevel
            {"shortNames":[],"short_names":["a"]}                  | /short_names             | shortNames
            {"shortNames":["a"],"short_names":[]}                  | /short_names             | shortNames
            {"stockById":{},"stock_by_id":{"1":"2"}}               | /stock_by_id             | stockById
            {"innerShops":[{},{"shortNames":[],"short_names":[]}]} | /innerShops/1/short_names | shortNames
            {"leftSide":"","rightSide":1}                          | /rightSide               | leftSide
            {"rightSide":0,"left_side":""}                         | /left_side               | rightSide
            {"leftSide":"","rightSide":null,"left_side":null}      | /left_side               | leftSide
            {"rightSide":0,"anySide":null}                         | /anySide                 | rightSide
            {"anySide":null,"rightSide":0}                         | /rightSide               | anySide
            {"counts":{"1":"2","01":"3"}}                          | /counts/01               | 1
            {"counts":{"10":"2","1e1":"3"}}                        | /counts/1e1              | 10
            {"counts":{"0":"2","-0":"3"}}                          | /counts/-0               | 0
            """)
    void rejectsSecondNameOfMember(String body, String pointer, String other) {
        HttpException e = assertThrows(HttpException.class, () -> read("shop", body));
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.problem().detail())
                .isEqualTo("The value at " + pointer + " must be omitted, as " + other + " is present.");
        assertThat(e.problem().extension("pointer")).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rightSide\":1,\"leftSide\":null}",
                "{\"leftSide\":null,\"rightSide\":1}",
                "{\"leftSide\":null,\"rightSide\":1,\"left_side\":null}",
                "{\"right_side\":null,\"rightSide\":1}"
            })
    void nullIsNoValueOfOneof(String body) {
        Message read = read("shop", body);
        assertThat(read.getField(read.getDescriptorForType().findFieldByName("right_side")))
                .isEqualTo(1);
    }

    @Test
    void hidesSecretOfSecondName() {
        HttpException e =
                assertThrows(HttpException.class, () -> read("shop", "{\"doorPin\":\"\",\"door_pin\":\"hunter2\"}"));
        assertThat(e.problem().toString()).doesNotContain("hunter2");
        assertThat(e.problem().extension("pointer")).isEqualTo("/door_pin");
    }

    @Test
    void acceptsAnyNameInStruct() {
        Message read = read("shop", "{\"innerStruct\":{\"stockLevel\":1,\"stock_level\":2,\"1\":{},\"01\":{}}}");
        Message struct = (Message) read.getField(read.getDescriptorForType().findFieldByName("inner_struct"));
        FieldDescriptor fields = struct.getDescriptorForType().findFieldByName("fields");
        assertThat(struct.getRepeatedFieldCount(fields)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field   | {"nam":"x"}                      | /nam          | 2  | There is no property /nam.
            message | {"field":[{"name":"a"},{"x/y":1}]} | /field/1/x~1y | 25 | There is no property /field/1/x~1y.
            shop    | {"counts":{"x":1}}               | /counts/x     | 12 | The name of /counts/x must be an integer from -2147483648 to 2147483647.
            """)
    void namesUnfitName(String message, String body, String pointer, int column, String detail) {
        HttpException e = assertThrows(HttpException.class, () -> read(message, body));
        assertThat(e.problem().detail()).isEqualTo(detail);
        assertThat(e.problem().extension("pointer")).isEqualTo(pointer);
        assertThat(e.problem().extension("column")).isEqualTo(column);
    }

    /** The parser would accept every member except the last one. The problem must name the last member. */
    @Test
    void acceptsWhatParserAccepts() {
        for (String taken : List.of(
                "\"name\":5",
                "\"name\":true",
                "\"name\":null",
                "\"number\":\"5\"",
                "\"number\":1.0",
                "\"number\":1e3",
                "\"number\":0e9999",
                "\"label\":1",
                "\"label\":\"2\"",
                "\"label\":\"LABEL_OPTIONAL\"",
                "\"proto3Optional\":\"true\"",
                "\"json_name\":null,\"jsonName\":\"x\"",
                "\"options\":{\"uninterpretedOption\":null}",
                "\"options\":{\"uninterpretedOption\":[{\"doubleValue\":\"NaN\"},{\"doubleValue\":\"-1.5\"}]}",
                "\"options\":{\"uninterpretedOption\":[{\"stringValue\":\"_-8\"},{\"stringValue\":\"+/8=\"}]}")) {
            read("field", "{" + taken + "}");
            HttpException e = assertThrows(HttpException.class, () -> read("field", "{" + taken + ",\"no\":1}"));
            assertWithMessage(taken).that(e.problem().detail()).isEqualTo("There is no property /no.");
        }
        String shop =
                "{\"values\":[null,1,{}],\"nothing\":[null],\"times\":[],\"counts\":{\"1\":\"2\"},\"leftSide\":null,\"rightSide\":1";
        read("shop", shop + "}");
        HttpException e = assertThrows(HttpException.class, () -> read("shop", shop + ",\"no\":1}"));
        assertThat(e.problem().detail()).isEqualTo("There is no property /no.");
    }

    @Test
    void hidesTypeNamesFromClient() {
        for (String body : List.of("{\"label\":\"x\"}", "{\"no\":1}", "{\"options\":{\"ctype\":\"x\"}}")) {
            HttpException e = assertThrows(HttpException.class, () -> read("field", body));
            assertThat(e.problem().toString()).doesNotContain("google.protobuf");
        }
    }
}
