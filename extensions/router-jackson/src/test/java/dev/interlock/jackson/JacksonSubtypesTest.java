package dev.interlock.jackson;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.jackson.JacksonBodies.assertMisfit;
import static dev.interlock.jackson.JacksonBodies.assertMissing;
import static dev.interlock.jackson.JacksonBodies.codec;
import static dev.interlock.jackson.JacksonBodies.standard;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.interlock.http.Request;
import dev.interlock.internal.message.RequestFixture;
import dev.interlock.jackson.JacksonBodies.Line;
import dev.interlock.jackson.JacksonBodies.Shape;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tests missing members in objects that have a type name or an identifier. */
final class JacksonSubtypesTest {
    interface Payment {}

    record Card(String number, int code) implements Payment {}

    record Paid(
            String kind,

            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXTERNAL_PROPERTY, property = "kind")
            @JsonSubTypes(@JsonSubTypes.Type(value = Card.class, name = "card"))
            Payment external,

            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
            @JsonSubTypes(@JsonSubTypes.Type(value = Card.class, name = "card"))
            List<Payment> list,

            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
            @JsonSubTypes(@JsonSubTypes.Type(value = Card.class, name = "card"))
            Payment object,

            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
            @JsonSubTypes(@JsonSubTypes.Type(value = Card.class, name = "card"))
            Payment array,

            String name) {}

    @Test
    void findsMissingMembersOfTypedObjects() {
        JacksonCodec<Object> codec = codec(standard(), Paid.class);
        String body =
                "{\"external\":%1$s,\"kind\":\"card\",\"list\":[{\"@type\":\"card\",%2$s},{%2$s,\"@type\":\"card\"}],"
                        + "\"object\":{\"card\":%1$s},\"array\":[\"card\",%1$s],\"name\":\"\"}";
        Request whole = RequestFixture.request("POST", "/")
                .body(body.formatted("{\"number\":\"1\",\"code\":1}", "\"number\":\"1\",\"code\":1"))
                .begin();
        assertThat(codec.read(whole)).isInstanceOf(Paid.class);
        assertMissing(
                codec,
                body.formatted("{\"number\":\"1\"}", "\"number\":\"1\""),
                "/list/0/code",
                "/list/1/code",
                "/object/card/code",
                "/array/1/code",
                "/external/code");
        assertMisfit(codec, body.formatted("{\"number\":\"1\",\"code\":\"\"}", "\"number\":\"1\""));
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    record Identified(int id, String text) {}

    record Pair(Identified first, Identified second, String name) {}

    @Test
    void identifiersAreMembers() {
        assertMissing(codec(standard(), Pair.class), "{\"first\":{\"id\":1},\"second\":1}", "/first/text", "/name");
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(Cat.class), @JsonSubTypes.Type(Dog.class)})
    interface Animal {}

    record Cat(String meow, Line line) implements Animal {}

    record Dog(String bark, Line line) implements Animal {}

    @Test
    void typeNamesDecideTypesOfElements() {
        Type shapes = new TypeReference<List<Shape>>() {}.getType();
        assertMissing(
                codec(standard(), shapes),
                "[{\"kind\":\"circle\"},{\"kind\":\"circle\",\"line\":{\"a\":\"\"},\"radius\":null}]",
                "/0/line",
                "/0/radius",
                "/1/line/b",
                "/1/radius");
        Type nested = new TypeReference<Map<String, List<List<Shape>>>>() {}.getType();
        assertMissing(
                codec(standard(), nested),
                "{\"a\":[[],[{\"kind\":\"circle\",\"radius\":1}]],\"b\":[[{\"kind\":\"circle\",\"radius\":1}]]}",
                "/a/1/0/line",
                "/b/0/0/line");
    }

    @Test
    void membersBeforeTypeNameHavePlaces() {
        Type shapes = new TypeReference<List<Shape>>() {}.getType();
        assertMissing(
                codec(standard(), shapes),
                "[{\"line\":{\"a\":\"\"},\"kind\":\"circle\"},{\"line\":null,\"kind\":\"circle\"},{\"kind\":\"circle\"}]",
                "/0/line/b",
                "/0/radius",
                "/1/line",
                "/1/radius",
                "/2/line",
                "/2/radius");
        Type animals = new TypeReference<Map<String, Animal>>() {}.getType();
        assertMissing(
                codec(standard(), animals),
                "{\"a\":{\"line\":{\"a\":\"\"},\"bark\":\"\"},\"b\":{\"bark\":\"\"},\"c\":{\"meow\":null,\"line\":{\"b\":1}}}",
                "/a/line/b",
                "/b/line",
                "/c/meow",
                "/c/line/a");
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    record Particular(int id, String text) {
        Particular {
            Objects.requireNonNull(text);
        }
    }

    record Couple(Particular one, Particular same, String name) {}

    @Test
    void acceptsReferenceToRejectedObject() {
        assertMissing(codec(standard(), Couple.class), "{\"one\":{\"id\":1},\"same\":1,\"name\":\"\"}", "/one/text");
    }
}
