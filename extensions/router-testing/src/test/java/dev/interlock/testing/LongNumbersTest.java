package dev.interlock.testing;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.DoubleValue;
import com.google.protobuf.FloatValue;
import com.google.protobuf.Int32Value;
import com.google.protobuf.Int64Value;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.UInt64Value;
import com.google.protobuf.Value;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.internal.message.RequestFixture;
import dev.interlock.jackson.JacksonCodec;
import dev.interlock.jackson.JacksonCodecs;
import dev.interlock.json.GenericType;
import dev.interlock.json.JsonShapes;
import dev.interlock.jsonb.JsonbCodec;
import dev.interlock.jsonb.JsonbCodecs;
import dev.interlock.protobuf.ProtobufJsonCodec;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests, for each type, that no codec returns a number of more than 1000 digits, and that no codec calculates with such
 * a number.
 */
final class LongNumbersTest {
    /**
     * With so many digits, arithmetic takes seconds. The time of Java's conversions grows with the square of the number
     * of digits.
     */
    private static final String DIGITS = "7".repeat(500_000);

    private static final List<String> LONG =
            List.of("1e10000000", "-1e10000000", "1e-10000000", "0.1E+1000000", "0e10000000", "1e99999999999", DIGITS);
    private static final List<String> BOUNDED = List.of("1e300", "0.25", "-3", "1e-300", "12345678901234567890");

    private static final JsonbCodecs AVAJE = JsonbCodecs.byDefault(LongNumbersTest.class, JsonShapes::new);

    private static Request request(String body) {
        return RequestFixture.request("POST", "/").body(body).begin();
    }

    private static HttpException refusal(JacksonCodec<?> codec, String body) {
        return assertThrows(HttpException.class, () -> codec.read(request(body)));
    }

    static Stream<JacksonCodecs> configurations() {
        return Stream.of(
                JacksonCodecs.of(JacksonCodecs.standard(LongNumbersTest.class)),
                JacksonCodecs.byDefault(LongNumbersTest.class),
                JacksonCodecs.of(new ObjectMapper()));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void jacksonRejectsLongNumbersForEachType(JacksonCodecs codecs) {
        for (Class<?> type : List.of(
                BigDecimal.class,
                BigInteger.class,
                Number.class,
                Object.class,
                JsonNode.class,
                double.class,
                float.class,
                long.class,
                int.class,
                double[].class,
                BigDecimal[].class,
                Map.class,
                Instant.class,
                String.class)) {
            JacksonCodec<Object> codec = codecs.codec(type);
            for (String number : LONG) {
                for (String body : List.of(number, "[" + number + "]", "{\"a\":{\"b\":[1," + number + "]}}")) {
                    HttpException refusal = refusal(codec, body);
                    assertThat(refusal.problem().extension("expected")).isEqualTo("a number of at most 1000 digits");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void jacksonReadsNumbersWithinLimit(JacksonCodecs codecs) {
        JacksonCodec<BigDecimal> codec = codecs.codec(BigDecimal.class);
        for (String number : BOUNDED) {
            assertThat(codec.read(request(number))).isEqualTo(new BigDecimal(number));
        }
        assertThat(codecs.<BigDecimal>codec(BigDecimal.class).read(request("9".repeat(1000))))
                .isEqualTo(new BigDecimal("9".repeat(1000)));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void jacksonRejectsLongNumbersInStrings(JacksonCodecs codecs) {
        for (Class<?> type : List.of(BigDecimal.class, BigInteger.class)) {
            for (String number : LONG) {
                HttpException refusal = refusal(codecs.codec(type), '"' + number + '"');
                assertThat(refusal.status()).isEqualTo(400);
            }
        }
    }

    @Test
    void jacksonRejectsLongBigDecimals() {
        JacksonCodecs codecs =
                JacksonCodecs.of(new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS));
        JacksonCodec<Object> codec = codecs.codec(Number.class);
        assertThat(codec.read(request("\"1e300\""))).isEqualTo(new BigDecimal("1e300"));
        for (String number : LONG) {
            assertThat(refusal(codec, number).status()).isEqualTo(400);
            assertThat(refusal(codec, '"' + number + '"').status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void jacksonRejectsLongNumbersInNames(JacksonCodecs codecs) {
        ObjectMapper types = new ObjectMapper();
        for (Class<?> key : List.of(BigDecimal.class, BigInteger.class)) {
            JacksonCodec<Map<?, ?>> codec =
                    codecs.codec(types.getTypeFactory().constructMapType(Map.class, key, String.class));
            assertThat(codec.read(request("{\"12\":\"a\"}"))).hasSize(1);
            for (String number : LONG) {
                assertThat(refusal(codec, "{\"" + number + "\":\"a\"}").status())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void jacksonReportsPlaceOfNumber() {
        JacksonCodec<Object> codec =
                JacksonCodecs.of(JacksonCodecs.standard(LongNumbersTest.class)).codec(Object.class);
        HttpException refusal = refusal(codec, "{\"price\":1e10000000}");
        assertThat(refusal.problem().detail())
                .isEqualTo("The value at /price must be a number of at most 1000 digits.");
        assertThat(refusal.problem().extension("actual")).isEqualTo("1e10000000");
        assertThat(refusal.problem().extension("column")).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(classes = {BigDecimal.class, BigInteger.class, long.class, int.class, short.class, byte.class})
    void avajeRejectsLongNumbersForEachExactType(Class<?> type) {
        for (String number : LONG) {
            for (String value : List.of(number, '"' + number + '"')) {
                for (HttpException refusal : List.of(
                        avajeRefusal(type, value),
                        avajeRefusal(GenericType.of(List.class, boxed(type)), "[" + value + "]"),
                        avajeRefusal(
                                GenericType.of(Map.class, String.class, boxed(type)),
                                "{\"" + number + "\":" + value + "}"))) {
                    assertWithMessage("%s of %s", type, number.length() > 20 ? "DIGITS" : number)
                            .that((String) refusal.problem().extension("expected"))
                            .containsMatch("of at most 1000 digits|an integer from ");
                }
            }
        }
    }

    /**
     * The number of digits does not affect the cost of arithmetic with doubles. Therefore a long exponent is allowed if
     * the double is zero.
     */
    @Test
    void avajeReadsDoublesWithLongExponents() {
        for (Class<?> type : List.of(double.class, float.class, Object.class)) {
            for (String number : List.of("1e10000000", "-1e10000000", "1e99999999999", DIGITS)) {
                assertThat(avajeRefusal(type, number).status()).isEqualTo(400);
            }
            for (String number : List.of("1e-10000000", "0e10000000")) {
                Number value = (Number) AVAJE.codec(type, "").read(request(number));
                assertThat(value.doubleValue()).isEqualTo(0.0);
            }
        }
    }

    @Test
    void avajeReadsNumbersWithinLimit() {
        JsonbCodec<BigDecimal> codec = AVAJE.codec(BigDecimal.class, "");
        for (String number : BOUNDED) {
            assertThat(codec.read(request(number))).isEqualTo(new BigDecimal(number));
        }
        String longest = "9".repeat(1000);
        assertThat(codec.read(request(longest))).isEqualTo(new BigDecimal(longest));
        assertThat(AVAJE.codec(BigInteger.class, "").read(request(longest))).isEqualTo(new BigInteger(longest));
    }

    private static HttpException avajeRefusal(Type type, String body) {
        JsonbCodec<Object> codec = AVAJE.codec(type, "");
        return assertThrows(HttpException.class, () -> codec.read(request(body)));
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    @Test
    void protoJsonRejectsLongNumbersForEachType() {
        for (Message type : List.of(
                UInt64Value.getDefaultInstance(),
                Int64Value.getDefaultInstance(),
                UInt32Value.getDefaultInstance(),
                Int32Value.getDefaultInstance())) {
            for (String number : List.of("1e10000000", "-1e10000000", "1e-10000000", DIGITS)) {
                for (String body : List.of(number, '"' + number + '"', '"' + escaped(number) + '"')) {
                    HttpException refusal =
                            assertThrows(HttpException.class, () -> ProtobufJsonCodec.read(request(body), type));
                    assertWithMessage(body.substring(0, 5))
                            .that((String) refusal.problem().extension("expected"))
                            .startsWith("an integer from ");
                }
            }
        }
        for (Message type : List.of(DoubleValue.getDefaultInstance(), FloatValue.getDefaultInstance())) {
            for (String body : List.of(DIGITS, '"' + DIGITS + '"', "1e10000000", "\"1e10000000\"")) {
                assertThrows(HttpException.class, () -> ProtobufJsonCodec.read(request(body), type));
            }
        }
        for (Message type : List.of(Value.getDefaultInstance(), Struct.getDefaultInstance())) {
            HttpException refusal = assertThrows(
                    HttpException.class, () -> ProtobufJsonCodec.read(request("{\"a\":[" + DIGITS + "]}"), type));
            assertThat(refusal.problem().extension("expected")).isEqualTo("a number of at most 1000 digits");
        }
    }

    /** Returns the number in escaped form. A JSON reader decodes the escapes to the same number. */
    private static String escaped(String number) {
        return "\\u00%02x%s".formatted((int) number.charAt(0), number.substring(1));
    }

    @Test
    void protoJsonRejectsLongNumbersInOtherScripts() {
        String digits = "\u0667".repeat(500_000);
        assertThrows(
                HttpException.class,
                () -> ProtobufJsonCodec.read(request('"' + digits + '"'), UInt64Value.getDefaultInstance()));
    }

    @Test
    void protoJsonKeepsTextLikeNumbers() {
        String text = "1e10000000";
        Value value = ProtobufJsonCodec.read(request('"' + text + '"'), Value.getDefaultInstance());
        assertThat(value.getStringValue()).isEqualTo(text);
        assertThat(ProtobufJsonCodec.read(request('"' + DIGITS + '"'), Value.getDefaultInstance())
                        .getStringValue())
                .isEqualTo(DIGITS);
    }
}
