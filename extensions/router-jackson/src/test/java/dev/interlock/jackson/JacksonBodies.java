package dev.interlock.jackson;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.internal.message.RequestFixture;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Types and assertions for tests of missing members in bodies that Jackson reads. */
final class JacksonBodies {
    private JacksonBodies() {}

    record Line(String a, int b) {}

    record Brief(String text) {
        Brief {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
        }
    }

    record Node(@Nullable Node next, String name) {
        Node {
            Objects.requireNonNull(name);
        }
    }

    static JacksonCodec<Object> codec(ObjectMapper mapper, Type type) {
        return JacksonCodecs.of(mapper).codec(type);
    }

    static ObjectMapper standard() {
        return JacksonCodecs.standard(JacksonBodies.class);
    }

    static HttpException refusal(JacksonCodec<?> codec, String body) {
        Request request = RequestFixture.request("POST", "/").body(body).begin();
        return assertThrows(HttpException.class, () -> codec.read(request));
    }

    static void assertMissing(JacksonCodec<?> codec, String body, String... pointers) {
        HttpException refusal = refusal(codec, body);
        assertWithMessage("%s", refusal.problem()).that(refusal.status()).isEqualTo(422);
        List<?> errors = (List<?>) Objects.requireNonNull(refusal.problem().extension("errors"));
        assertThat(errors.stream().map(it -> ((Map<?, ?>) it).get("pointer")).toList())
                .containsExactlyElementsIn(pointers)
                .inOrder();
    }

    static void assertMisfit(JacksonCodec<?> codec, String body) {
        HttpException refusal = refusal(codec, body);
        assertWithMessage("%s", refusal.problem()).that(refusal.status()).isEqualTo(400);
        assertThat(refusal.problem().extension("errors")).isNull();
    }

    /** An object whose members Jackson reads in several ways. */
    static final class Plain {
        public @Nullable String text;
        public int number;

        @JsonSetter(nulls = Nulls.FAIL)
        public @Nullable String strict;
    }

    static final class Created {
        final @Nullable String a;
        final @Nullable Integer b;

        @JsonCreator
        Created(@JsonProperty("a") @Nullable String a, @JsonProperty("b") @Nullable Integer b) {
            this.a = a;
            this.b = b;
        }
    }

    record Both(Created created, Plain plain, String name) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
    interface Shape {}

    record Circle(Line line, int radius) implements Shape {}
}
