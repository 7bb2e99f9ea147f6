package dev.interlock.jackson;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.jackson.JacksonBodies.assertMisfit;
import static dev.interlock.jackson.JacksonBodies.codec;
import static dev.interlock.jackson.JacksonBodies.refusal;
import static dev.interlock.jackson.JacksonBodies.standard;

import com.fasterxml.jackson.core.type.TypeReference;
import com.sun.management.ThreadMXBean;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.internal.message.RequestFixture;
import dev.interlock.jackson.JacksonBodies.Brief;
import dev.interlock.jackson.JacksonBodies.Line;
import dev.interlock.jackson.JacksonBodies.Shape;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures the memory that Jackson allocates for bodies with missing members. */
final class JacksonMembersCostTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int SIZE = 1 << 20;

    /**
     * An object whose constructor rejects a missing name. Unless the object is the last one, the constructor also
     * rejects a missing next object.
     */
    record Link(boolean last, @Nullable Link next, String name) {
        Link {
            Objects.requireNonNull(name);
            if (!last) {
                Objects.requireNonNull(next);
            }
        }
    }

    private static String list(String element) {
        return "[" + (element + ",").repeat(SIZE / (element.length() + 1)) + element + "]";
    }

    /** Returns the number of bytes that a codec allocates to read a body. Creates the codec. */
    private static long bytes(Type type, String body) {
        JacksonCodec<Object> codec = codec(standard(), type);
        // Jackson analyzes the type now. This must not count.
        read(codec, "[{}]");
        long before = THREADS.getCurrentThreadAllocatedBytes();
        read(codec, body);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static void read(JacksonCodec<Object> codec, String body) {
        Request request = RequestFixture.request("POST", "/").body(body).begin();
        try {
            codec.read(request);
        } catch (HttpException e) {
            assertThat(e.status()).isAnyOf(400, 422);
        }
    }

    private static Type lines() {
        return new TypeReference<List<Line>>() {}.getType();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":null}", "{\"b\":null}", "{\"a\":null,\"b\":null}", "{\"a\":\"\"}"})
    void missingMembersCostNoMoreThanWholeBody(String element) {
        long whole = bytes(lines(), list("{\"a\":\"\",\"b\":1}"));
        assertThat(bytes(lines(), list(element))).isLessThan(2 * whole);
    }

    @Test
    void rejectedObjectsCostNoMoreThanWholeBody() {
        Type type = new TypeReference<List<Brief>>() {}.getType();
        long whole = bytes(type, list("{\"text\":\"a\"}"));
        assertThat(bytes(type, list("{\"text\":\"\"}"))).isLessThan(2 * whole);
        assertThat(bytes(type, "[{}," + list("{\"text\":\"\"}").substring(1))).isLessThan(2 * whole);
    }

    @Test
    void deepRejectedObjectsCostFewBodies() {
        Type type = new TypeReference<List<Link>>() {}.getType();
        String deep = "{\"last\":false,\"name\":\"\",\"next\":".repeat(90) + "{\"last\":true}" + "}".repeat(90);
        // The codec creates a limited number of exceptions. Each has a long stack trace, because the calls are deeply
        // nested.
        assertThat(bytes(type, list(deep))).isLessThan(100L * SIZE);
        HttpException refusal = refusal(codec(standard(), type), list(deep));
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.problem().detail()).startsWith("More than ");
    }

    /**
     * Returns the number of bytes that a codec allocates to read a body. The codec first reads the body several times.
     */
    private static long bytes(JacksonCodec<Object> codec, String body) {
        for (int i = 0; i < 50; i++) {
            read(codec, body);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        read(codec, body);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 34, 1000})
    void missingMembersCostLittleMoreThanWrongValue(int elements) {
        JacksonCodec<Object> codec = codec(standard(), lines());
        long wrong = bytes(codec, "[{\"a\":[]}]");
        long whole = bytes(codec, "[" + "{\"a\":\"\",\"b\":1},".repeat(elements) + "{\"a\":\"\",\"b\":1}]");
        // The response lists up to 100 missing members.
        long response = 2L * Math.min(elements, 50) * 800;
        assertThat(bytes(codec, "[" + "{},".repeat(elements - 1) + "{}]")).isLessThan(2 * wrong + whole + response);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11})
    void deepRejectedObjectsCostLittleMoreThanWhole(int elements) {
        JacksonCodec<Object> codec = codec(standard(), new TypeReference<List<Link>>() {}.getType());
        String start = "{\"last\":false,\"name\":\"\",\"next\":".repeat(90);
        String good = start + "{\"last\":true,\"name\":\"\"}" + "}".repeat(90);
        String bad = start + "{\"last\":true}" + "}".repeat(90);
        long whole = bytes(codec, "[" + (good + ",").repeat(elements - 1) + good + "]");
        assertThat(bytes(codec, "[" + (bad + ",").repeat(elements - 1) + bad + "]"))
                .isLessThan(4 * whole + 40_000L * elements + 200_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":\"\"}", "{\"text\":null}"})
    void longNamesAreNotRepeated(String element) {
        Type type = new TypeReference<Map<String, List<Brief>>>() {}.getType();
        // Names of up to 50,000 characters are allowed by Jackson itself.
        String name = "n".repeat(49_000);
        JacksonCodec<Object> codec = codec(standard(), type);
        read(codec, "{\"a\":[{}]}");
        long before = THREADS.getCurrentThreadAllocatedBytes();
        read(codec, "{\"" + name + "\":" + list(element) + "}");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(32L * SIZE);
    }

    @Test
    void mentionsUnlistedMembers() {
        HttpException refusal = refusal(codec(standard(), lines()), list("{}"));
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.problem().detail()).startsWith("More than 100 values are not acceptable");
    }

    @Test
    void unknownTypesCostOneException() {
        JacksonCodec<Object> codec = codec(standard(), new TypeReference<List<Shape>>() {}.getType());
        StringBuilder body = new StringBuilder("[{\"kind\":\"circle\"}");
        for (int i = 0; body.length() < SIZE; i++) {
            body.append(",{\"kind\":\"").append(i).append("\"}");
        }
        String text = body.append(']').toString();
        read(codec, text);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertMisfit(codec, text);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(8L * SIZE);
    }
}
