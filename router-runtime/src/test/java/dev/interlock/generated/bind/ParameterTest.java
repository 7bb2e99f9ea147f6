package dev.interlock.generated.bind;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.Slice;
import dev.interlock.http.BodyPart;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.HttpException;
import dev.interlock.http.Problem;
import dev.interlock.internal.message.RequestFixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ParameterTest {
    private static final Parameter LIMIT = Parameter.query("limit");
    private static final FieldNames NAMES = FieldNames.of("id", "none");
    private static final @Nullable Slice ABSENT = null;

    @Test
    void convertsEachPrimitive() {
        assertThat(LIMIT.toBoolean(Slice.of("true"))).isTrue();
        assertThat(LIMIT.toByte(Slice.of("-7"))).isEqualTo((byte) -7);
        assertThat(LIMIT.toShort(Slice.of("-700"))).isEqualTo((short) -700);
        assertThat(LIMIT.toInt(Slice.of("70000"))).isEqualTo(70000);
        assertThat(LIMIT.toLong(Slice.of("7000000000"))).isEqualTo(7_000_000_000L);
        assertThat(LIMIT.toFloat(Slice.of("1.5"))).isEqualTo(1.5f);
        assertThat(LIMIT.toDouble(Slice.of("1.5"))).isEqualTo(1.5);
        assertThat(LIMIT.toChar(Slice.of("x"))).isEqualTo('x');
        assertThat(LIMIT.to(Conversion.STRING, Slice.of(""))).isEmpty();
    }

    @Test
    void repeatsNoSecret() {
        List<Parameter> secrets = List.of(
                Parameter.header("X-Api-Key"),
                Parameter.cookie("sessionId"),
                Parameter.form("new_password"),
                Parameter.part("pin"),
                Parameter.query("accessToken").orElse("7"),
                Parameter.path("cardNumber"),
                Parameter.query("answer").secret(),
                Parameter.query("answer").secret().orElse("7"),
                Parameter.query("answer").orElse("7").secret());
        for (Parameter secret : secrets) {
            HttpException e = assertThrows(HttpException.class, () -> secret.toInt(Slice.of("hunter2")));
            assertThat(e.problem().extension("actual")).isNull();
            assertThat(e.problem().extension("parameter")).isEqualTo(secret.name());
            assertThat(e.problem().extension("expected")).isEqualTo(Conversion.INTEGER.expected());
            for (Throwable each = e; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain("hunter2");
            }
        }
        assertThat(problem(() -> LIMIT.toInt(Slice.of("hunter2"))).extension("actual"))
                .isEqualTo("hunter2");
    }

    @Test
    void rejectsUnconvertibleText() {
        Map<Conversion<?>, BiFunction<Parameter, @Nullable Slice, Object>> conversions = Map.of(
                Conversion.BOOLEAN, Parameter::toBoolean,
                Conversion.BYTE, Parameter::toByte,
                Conversion.SHORT, Parameter::toShort,
                Conversion.INTEGER, Parameter::toInt,
                Conversion.LONG, Parameter::toLong,
                Conversion.FLOAT, Parameter::toFloat,
                Conversion.DOUBLE, Parameter::toDouble,
                Conversion.CHARACTER, Parameter::toChar,
                Conversion.UUID, (parameter, text) -> parameter.to(Conversion.UUID, text));
        conversions.forEach((conversion, convert) -> {
            Problem malformed = problem(() -> convert.apply(LIMIT, Slice.of("abc")));
            assertThat(malformed.detail())
                    .isEqualTo("The query parameter 'limit' must be " + conversion.expected() + ".");
            assertThat(malformed.extension("expected")).isEqualTo(conversion.expected());
            Problem missing = problem(() -> convert.apply(LIMIT, ABSENT));
            assertThat(missing.detail())
                    .isEqualTo("The query parameter 'limit' is missing; it must be " + conversion.expected() + ".");
            assertThrows(IllegalStateException.class, () -> convert.apply(LIMIT.orElse("abc"), ABSENT));
        });
    }

    @Test
    void problemNamesParameterAndExpectation() {
        Problem problem = problem(() -> Parameter.path("id").toLong(Slice.of("abc")));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.extension("parameter")).isEqualTo("id");
        assertThat(problem.extension("in")).isEqualTo("path");
        assertThat(problem.extension("actual")).isEqualTo("abc");
        Problem missing = problem(() -> Parameter.header("x-id").toInt(ABSENT));
        assertThat(missing.extension("in")).isEqualTo("header");
        assertThat(missing.extension("actual")).isNull();
    }

    @Test
    void knowsEachSource() {
        List<Parameter> parameters = List.of(
                Parameter.path("a"),
                Parameter.query("a"),
                Parameter.header("a"),
                Parameter.cookie("a"),
                Parameter.form("a"),
                Parameter.part("a"));
        assertThat(parameters.stream().map(Parameter::in))
                .containsExactly("path", "query", "header", "cookie", "form", "part")
                .inOrder();
        assertThat(LIMIT.orElse("1").name()).isEqualTo("limit");
    }

    @Test
    void repeatsAtMost64Characters() {
        assertThat(actual("x".repeat(64))).isEqualTo("x".repeat(64));
        assertThat(actual("x".repeat(65))).isEqualTo("x".repeat(63) + "\u2026");
        assertThat(actual("x".repeat(62) + "\uD83D\uDE00".repeat(9))).isEqualTo("x".repeat(62) + "\u2026");
    }

    private static @Nullable Object actual(String text) {
        return problem(() -> LIMIT.toInt(Slice.of(text))).extension("actual");
    }

    @Test
    void defaultReplacesAbsentText() {
        Parameter limit = LIMIT.orElse("20");
        assertThat(limit.toInt(ABSENT)).isEqualTo(20);
        assertThat(limit.toInt(Slice.of("7"))).isEqualTo(7);
        assertThat(limit.to(Conversion.STRING, ABSENT)).isEqualTo("20");
        assertThat(limit.nullable(Conversion.LONG, ABSENT)).isEqualTo(20L);
        assertThat(limit.optional(Conversion.INTEGER, ABSENT)).isEqualTo(Optional.of(20));
        assertThat(limit.optionalLong(ABSENT)).isEqualTo(OptionalLong.of(20));
        assertThat(problem(() -> limit.toInt(Slice.of(""))).extension("actual")).isEqualTo("");
    }

    @Test
    void unconvertibleDefaultIsIllegalState() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class, () -> LIMIT.orElse("many").toInt(ABSENT));
        assertThat(e)
                .hasMessageThat()
                .isEqualTo("The default 'many' of the query parameter 'limit' is not "
                        + "an integer from -2147483648 to 2147483647. Tip: correct its @Default");
        assertThrows(IllegalStateException.class, () -> LIMIT.orElse("x").to(Conversion.UUID, ABSENT));
    }

    @Test
    void absentOptionalIsEmpty() {
        assertThat(LIMIT.nullable(Conversion.STRING, ABSENT)).isNull();
        assertThat(LIMIT.optional(Conversion.STRING, ABSENT)).isEqualTo(Optional.empty());
        assertThat(LIMIT.optionalInt(ABSENT)).isEqualTo(OptionalInt.empty());
        assertThat(LIMIT.optionalLong(ABSENT)).isEqualTo(OptionalLong.empty());
        assertThat(LIMIT.optionalDouble(ABSENT)).isEqualTo(OptionalDouble.empty());
        assertThat(LIMIT.optionalInt(Slice.of("7"))).isEqualTo(OptionalInt.of(7));
        assertThat(LIMIT.optionalLong(Slice.of("7"))).isEqualTo(OptionalLong.of(7));
        assertThat(LIMIT.optionalDouble(Slice.of("7.5"))).isEqualTo(OptionalDouble.of(7.5));
        assertThat(problem(() -> LIMIT.optionalInt(Slice.of("x"))).status()).isEqualTo(400);
        assertThat(problem(() -> LIMIT.nullable(Conversion.INTEGER, Slice.of("")))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void rejectsMissingPart() {
        BodyPart part = BodyPart.of("file", null, "text/plain", new byte[] {'x'});
        Parameter file = Parameter.part("file");
        assertThat(file.required(part)).isSameInstanceAs(part);
        Problem problem = problem(() -> file.required(null));
        assertThat(problem.detail()).isEqualTo("The part parameter 'file' is missing; it must be a part of the body.");
        assertThat(problem.extension("in")).isEqualTo("part");
    }

    @Test
    void collectsAllOccurrences() {
        Fields fields = query("id=3&id=1&x=0&id=3");
        assertThat(LIMIT.list(Conversion.LONG, fields, 0))
                .containsExactly(3L, 1L, 3L)
                .inOrder();
        assertThat(LIMIT.set(Conversion.LONG, fields, 0))
                .containsExactly(3L, 1L)
                .inOrder();
        assertThat(LIMIT.array(Conversion.INTEGER, fields, 0, Integer[]::new))
                .asList()
                .containsExactly(3, 1, 3)
                .inOrder();
        assertThat((long[]) LIMIT.primitiveArray(Conversion.LONG, fields, 0, long.class))
                .isEqualTo(new long[] {3, 1, 3});
        assertThat((double[]) LIMIT.primitiveArray(Conversion.DOUBLE, fields, 0, double.class))
                .isEqualTo(new double[] {3, 1, 3});
        assertThat((char[]) LIMIT.primitiveArray(Conversion.CHARACTER, fields, 0, char.class))
                .isEqualTo(new char[] {'3', '1', '3'});
    }

    @Test
    void absentCollectionIsEmpty() {
        Fields fields = query("id=3");
        assertThat(LIMIT.list(Conversion.LONG, fields, 1)).isEmpty();
        assertThat(LIMIT.set(Conversion.LONG, fields, 1)).isEmpty();
        assertThat(LIMIT.array(Conversion.LONG, fields, 1, Long[]::new)).isEmpty();
        assertThat((int[]) LIMIT.primitiveArray(Conversion.INTEGER, fields, 1, int.class))
                .isEmpty();
    }

    @Test
    void absentCollectionHoldsDefault() {
        Fields fields = query("id=3");
        Parameter limit = LIMIT.orElse("20");
        assertThat(limit.list(Conversion.LONG, fields, 1)).containsExactly(20L);
        assertThat(limit.set(Conversion.LONG, fields, 0)).containsExactly(3L);
        assertThat((int[]) limit.primitiveArray(Conversion.INTEGER, fields, 1, int.class))
                .isEqualTo(new int[] {20});
    }

    @Test
    void collectionsAreUnmodifiableAndRejectBadElements() {
        Fields fields = query("id=3&id=x");
        assertThat(problem(() -> LIMIT.list(Conversion.LONG, fields, 0)).extension("actual"))
                .isEqualTo("x");
        List<String> texts = LIMIT.list(Conversion.STRING, fields, 0);
        assertThrows(UnsupportedOperationException.class, () -> texts.add("y"));
        assertThrows(
                UnsupportedOperationException.class,
                () -> LIMIT.set(Conversion.STRING, fields, 0).add("y"));
    }

    @Test
    void parserExceptionIs400UnlessHttpException() {
        Conversion<String> failing = Conversion.of("a Sku", text -> {
            throw new IOException("checked");
        });
        Conversion<String> answering = Conversion.of("a Sku", text -> {
            throw new HttpException(410, "This Sku is gone.");
        });
        HttpException e = assertThrows(HttpException.class, () -> LIMIT.to(failing, Slice.of("x")));
        assertThat(e.status()).isEqualTo(400);
        assertThat(e).hasCauseThat().hasMessageThat().isEqualTo("checked");
        assertThat(problem(() -> LIMIT.to(answering, Slice.of("x"))).status()).isEqualTo(410);
    }

    private static Problem problem(Executable executable) {
        return assertThrows(HttpException.class, executable).problem();
    }

    private static Fields query(String query) {
        return RequestFixture.get("/?" + query).begin().query(NAMES);
    }
}
