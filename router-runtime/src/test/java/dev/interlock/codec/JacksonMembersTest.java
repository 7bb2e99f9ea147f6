package dev.interlock.codec;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonMerge;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.impl.PropertyValueBuffer;
import com.fasterxml.jackson.databind.deser.std.StdValueInstantiator;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.module.SimpleValueInstantiators;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import com.sun.management.ThreadMXBean;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.RequestFixture;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that a body lacks which Jackson reads, where the application has a part in it. */
final class JacksonMembersTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int SIZE = 1 << 20;

    record Line(String a, int b) {}

    record Brief(String text) {
        Brief {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
        }
    }

    record Order(List<Line> lines, Brief first, String name) {}

    record Node(@Nullable Node next, String name) {
        Node {
            Objects.requireNonNull(name);
        }
    }

    /** An object whose constructor rejects it if it lacks the next one. */
    record Link(boolean last, @Nullable Link next, String name) {
        Link {
            Objects.requireNonNull(name);
            if (!last) {
                Objects.requireNonNull(next);
            }
        }
    }

    private static JacksonCodec<Object> codec(ObjectMapper mapper, Type type) {
        return JacksonCodecs.of(mapper).codec(type);
    }

    private static ObjectMapper standard() {
        return JacksonCodecs.standard(JacksonMembersTest.class);
    }

    private static HttpException refusal(JacksonCodec<?> codec, String body) {
        Request request = RequestFixture.request("POST", "/").body(body).begin();
        return assertThrows(HttpException.class, () -> codec.read(request));
    }

    private static void assertMissing(JacksonCodec<?> codec, String body, String... pointers) {
        HttpException refusal = refusal(codec, body);
        assertWithMessage("%s", refusal.problem()).that(refusal.status()).isEqualTo(422);
        List<?> errors = (List<?>) Objects.requireNonNull(refusal.problem().extension("errors"));
        assertThat(errors.stream().map(it -> ((Map<?, ?>) it).get("pointer")).toList())
                .containsExactlyElementsIn(pointers)
                .inOrder();
    }

    private static void assertMisfit(JacksonCodec<?> codec, String body) {
        HttpException refusal = refusal(codec, body);
        assertWithMessage("%s", refusal.problem()).that(refusal.status()).isEqualTo(400);
        assertThat(refusal.problem().extension("errors")).isNull();
    }

    private static String list(String element) {
        return "[" + (element + ",").repeat(SIZE / (element.length() + 1)) + element + "]";
    }

    /** Bytes that the reading of a body allocates. */
    private static long bytes(Type type, String body) {
        JacksonCodec<Object> codec = codec(standard(), type);
        // Jackson finds out about the type.
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
    void manyMissingMembersCostNoMoreThanAWholeBody(String element) {
        long whole = bytes(lines(), list("{\"a\":\"\",\"b\":1}"));
        assertThat(bytes(lines(), list(element))).isLessThan(2 * whole);
    }

    @Test
    void manyRejectedObjectsCostNoMoreThanAWholeBody() {
        Type type = new TypeReference<List<Brief>>() {}.getType();
        long whole = bytes(type, list("{\"text\":\"a\"}"));
        assertThat(bytes(type, list("{\"text\":\"\"}"))).isLessThan(2 * whole);
        assertThat(bytes(type, "[{}," + list("{\"text\":\"\"}").substring(1))).isLessThan(2 * whole);
    }

    @Test
    void deepObjectsThatAreRejectedCostNoMoreThanAFewBodies() {
        Type type = new TypeReference<List<Link>>() {}.getType();
        String deep = "{\"last\":false,\"name\":\"\",\"next\":".repeat(90) + "{\"last\":true}" + "}".repeat(90);
        // Exceptions with the stack traces of deep calls, but not any number of them.
        assertThat(bytes(type, list(deep))).isLessThan(100L * SIZE);
        HttpException refusal = refusal(codec(standard(), type), list(deep));
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.problem().detail()).startsWith("More than ");
    }

    /** Bytes for a body that the codec has read before. */
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
    void manyMissingMembersCostLittleMoreThanOneWrongValue(int elements) {
        JacksonCodec<Object> codec = codec(standard(), lines());
        long wrong = bytes(codec, "[{\"a\":[]}]");
        long whole = bytes(codec, "[" + "{\"a\":\"\",\"b\":1},".repeat(elements) + "{\"a\":\"\",\"b\":1}]");
        // The response lists up to 100.
        long response = 2L * Math.min(elements, 50) * 800;
        assertThat(bytes(codec, "[" + "{},".repeat(elements - 1) + "{}]")).isLessThan(2 * wrong + whole + response);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11})
    void deepObjectsThatAreRejectedCostLittleMoreThanWholeOnes(int elements) {
        JacksonCodec<Object> codec = codec(standard(), new TypeReference<List<Link>>() {}.getType());
        String start = "{\"last\":false,\"name\":\"\",\"next\":".repeat(90);
        String good = start + "{\"last\":true,\"name\":\"\"}" + "}".repeat(90);
        String bad = start + "{\"last\":true}" + "}".repeat(90);
        long whole = bytes(codec, "[" + (good + ",").repeat(elements - 1) + good + "]");
        assertThat(bytes(codec, "[" + (bad + ",").repeat(elements - 1) + bad + "]"))
                .isLessThan(4 * whole + 40_000L * elements + 200_000);
    }

    /** Objects that Jackson reads in several ways. */
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

    @Test
    void theRulesOfTheMapperTellWhatIsMissing() {
        String body = "{\"created\":{\"a\":null},\"plain\":{\"text\":null,\"number\":null,\"strict\":null}}";
        assertMissing(codec(standard(), Both.class), body, "/plain/number", "/plain/strict", "/name");
        ObjectMapper noNulls = standard().enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
        assertMissing(
                codec(noNulls, Both.class),
                body,
                "/created/a",
                "/created/b",
                "/plain/number",
                "/plain/strict",
                "/name");
        ObjectMapper nothingAbsent = standard().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        assertMissing(codec(nothingAbsent, Both.class), body, "/created/b", "/plain/number", "/plain/strict", "/name");
        ObjectMapper byDefault = standard().setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL));
        assertMissing(
                codec(byDefault, Both.class),
                body,
                "/created/a",
                "/created/b",
                "/plain/text",
                "/plain/number",
                "/plain/strict",
                "/name");
    }

    @Test
    void oneMemberThatIsMissingIsNoticed() {
        ObjectMapper byDefault = standard().setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL));
        assertMissing(codec(byDefault, Created.class), "{\"a\":\"\"}", "/b");
        assertMissing(codec(byDefault, Created.class), "{\"a\":\"\",\"b\":null}", "/b");
    }

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
    void objectsWithTheNameOfTheirTypeMustBeWhole() {
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

    /** An object whose constructor is called as Kotlin's are. */
    static final class Strict {
        final String name;
        final int quantity;

        @JsonCreator
        Strict(
                @JsonProperty(value = "name", required = true) String name,
                @JsonProperty(value = "quantity", required = true) int quantity) {
            this.name = name;
            this.quantity = quantity;
        }
    }

    private static final class StrictInstantiator extends StdValueInstantiator {
        private static final long serialVersionUID = 1L;

        StrictInstantiator(StdValueInstantiator standard) {
            super(standard);
        }

        @Override
        public Object createFromObjectWith(
                DeserializationContext context, SettableBeanProperty[] parameters, PropertyValueBuffer values)
                throws IOException {
            if (values.getParameter(parameters[0]) == null) {
                InvalidNullException refusal =
                        InvalidNullException.from(context, PropertyName.construct("name"), parameters[0].getType());
                refusal.prependPath(Strict.class, "name");
                throw refusal;
            }
            return super.createFromObjectWith(context, parameters, values);
        }
    }

    @Test
    void instantiatorsOfModulesGetThoseOfJackson() {
        SimpleModule module = new SimpleModule("strict");
        module.setValueInstantiators(new SimpleValueInstantiators() {
            private static final long serialVersionUID = 1L;

            @Override
            public ValueInstantiator findValueInstantiator(
                    DeserializationConfig config, BeanDescription type, ValueInstantiator standard) {
                if (standard.getClass() != StdValueInstantiator.class) {
                    throw new IllegalStateException("not Jackson's own");
                }
                return type.getBeanClass() == Strict.class
                        ? new StrictInstantiator((StdValueInstantiator) standard)
                        : standard;
            }
        });
        JacksonCodec<Object> codec = codec(standard().registerModule(module), Strict.class);
        assertMissing(codec, "{}", "/name", "/quantity");
        assertMissing(codec, "{\"name\":\"\"}", "/quantity");
        assertMissing(codec, "{\"name\":null,\"quantity\":1}", "/name");
        assertMissing(codec, "{\"name\":null}", "/quantity", "/name");
        assertMisfit(codec, "{\"name\":null,\"quantity\":\"\"}");
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    record Identified(int id, String text) {}

    record Pair(Identified first, Identified second, String name) {}

    @Test
    void identifiersAreMembers() {
        assertMissing(codec(standard(), Pair.class), "{\"first\":{\"id\":1},\"second\":1}", "/first/text", "/name");
    }

    static final class Codes extends HashMap<String, String> {
        private static final long serialVersionUID = 1L;

        @JsonCreator
        Codes(@JsonProperty(value = "code", required = true) String code) {
            put("code", code);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Held(
            List<Line> lines,
            Map<String, String> texts,
            Line @Nullable [] array,
            List<List<String>> nested,
            List<@Nullable String> some,
            Map<String, Optional<String>> maybe) {}

    @Test
    void elementsOfComponentsMustNotBeNull() {
        assertMissing(
                codec(standard(), Held.class),
                "{\"lines\":[null],\"texts\":{\"a\":null},\"array\":[null],\"nested\":[[\"\",null],null],"
                        + "\"some\":[null],\"maybe\":{\"a\":null}}",
                "/lines/0",
                "/texts/a",
                "/array/0",
                "/nested/0/1",
                "/nested/1");
        Request whole = RequestFixture.request("POST", "/")
                .body(
                        "{\"lines\":[],\"texts\":{},\"array\":null,\"nested\":[[]],\"some\":[null],\"maybe\":{\"a\":null}}")
                .begin();
        assertThat(codec(standard(), Held.class).read(whole)).isInstanceOf(Held.class);
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Various(int[] numbers, Codes codes, AtomicReference<Line> line, Line[] lines, String name) {}

    @Test
    void elementsMustBeWhole() {
        JacksonCodec<Object> codec = codec(standard(), Various.class);
        assertMissing(
                codec,
                "{\"numbers\":[1,null],\"codes\":{\"code\":\"\"},\"line\":{\"a\":\"\"},\"lines\":[{\"b\":1}]}",
                "/numbers/1",
                "/line/b",
                "/lines/0/a",
                "/name");
    }

    @Test
    void deserializersOfTheApplicationReadAllBodies() {
        List<String> read = new ArrayList<>();
        SimpleModule module = new SimpleModule("casts");
        module.setDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription type, JsonDeserializer<?> standard) {
                return type.getBeanClass() == Line.class
                        ? new BeanDeserializer((BeanDeserializerBase) standard) {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public Object deserialize(JsonParser parser, DeserializationContext context)
                                    throws IOException {
                                read.add(parser.currentName());
                                return super.deserialize(parser, context);
                            }
                        }
                        : standard;
            }
        });
        JacksonCodec<Object> codec = codec(standard().registerModule(module), Order.class);
        assertMissing(codec, "{\"lines\":[{\"a\":\"\",\"b\":1}],\"first\":{\"text\":\"a\"}}", "/name");
        // Both readings, and no other way.
        assertThat(read).hasSize(2);
        assertMissing(codec, "{\"lines\":[{\"a\":\"\"}],\"first\":{\"text\":\"a\"},\"name\":\"\"}", "/lines/0/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":\"\"}", "{\"text\":null}"})
    void longNamesAreNotRepeated(String element) {
        Type type = new TypeReference<Map<String, List<Brief>>>() {}.getType();
        // Jackson itself takes names of up to 50,000 characters.
        String name = "n".repeat(49_000);
        JacksonCodec<Object> codec = codec(standard(), type);
        read(codec, "{\"a\":[{}]}");
        long before = THREADS.getCurrentThreadAllocatedBytes();
        read(codec, "{\"" + name + "\":" + list(element) + "}");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(32L * SIZE);
    }

    @Test
    void saysThatThereAreMore() {
        HttpException refusal = refusal(codec(standard(), lines()), list("{}"));
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.problem().detail()).startsWith("More than 100 values are not acceptable");
    }

    @Test
    void rejectionOfMembersThatAreThereIs400InAnyOrder() {
        JacksonCodec<Object> codec = codec(standard(), Order.class);
        assertMisfit(codec, "{\"lines\":[{}],\"first\":{\"text\":\"\"},\"name\":\"\"}");
        assertMisfit(codec, "{\"first\":{\"text\":\"\"},\"lines\":[{}],\"name\":\"\"}");
        assertMisfit(codec, "{\"first\":{\"text\":\"\"}}");
        assertMissing(codec, "{\"lines\":[{\"a\":\"\"}],\"first\":{}}", "/lines/0/b", "/first/text", "/name");
    }

    @JsonDeserialize(using = ByTree.class)
    record InTree(Line line) {}

    static final class ByTree extends JsonDeserializer<InTree> {
        @Override
        public InTree deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            return new InTree(parser.getCodec().treeToValue(tree.get("line"), Line.class));
        }
    }

    @JsonDeserialize(using = ByContext.class)
    record InContext(Line line) {}

    static final class ByContext extends JsonDeserializer<InContext> {
        @Override
        public InContext deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            return new InContext(context.readTreeAsValue(tree.get("line"), Line.class));
        }
    }

    record Holder(InContext held, String name) {}

    @Test
    void objectsOfTreesAreReadAsJacksonDoes() {
        assertMisfit(codec(standard(), InTree.class), "{\"line\":{\"a\":\"\"}}");
        // The deserializer does not say where in the tree it is.
        assertMissing(codec(standard(), InContext.class), "{\"line\":{\"a\":\"\"}}", "/b");
        assertMissing(codec(standard(), Holder.class), "{\"held\":{\"line\":{\"a\":\"\"}}}", "/held/b");
        assertMissing(codec(standard(), Holder.class), "{\"held\":{\"line\":{\"a\":\"\",\"b\":1}}}", "/name");
    }

    @JsonDeserialize(converter = ToConverted.class)
    record Converted(String text) {}

    static final class ToConverted extends StdConverter<Line, Converted> {
        @Override
        public Converted convert(Line line) {
            return new Converted(line.a().strip());
        }
    }

    record Delegated(String text) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Delegated of(Line line) {
            return new Delegated(line.a().strip());
        }
    }

    @JsonDeserialize(builder = Built.Builder.class)
    record Built(String text) {
        @JsonPOJOBuilder(withPrefix = "")
        static final class Builder {
            private final Line line;

            @JsonCreator
            Builder(@JsonProperty(value = "line", required = true) Line line) {
                this.line = line;
            }

            public Built build() {
                return new Built(line.a().strip());
            }
        }
    }

    record All(Converted converted, Delegated delegated, Built built) {}

    record Some(Delegated delegated, Built built, String name) {}

    @Test
    void whatIsMadeOfAnObjectThatLacksMembersIsMissing() {
        assertMissing(codec(standard(), Converted.class), "{\"b\":1}", "/a");
        assertMissing(codec(standard(), Delegated.class), "{\"b\":1}", "/a");
        assertMissing(codec(standard(), Built.class), "{\"line\":{\"b\":1}}", "/line/a");
        assertMissing(codec(standard(), Built.class), "{}", "/line");
        assertMissing(
                codec(standard(), Some.class),
                "{\"delegated\":{\"b\":1},\"built\":{\"line\":{\"b\":1}}}",
                "/delegated/a",
                "/built/line/a",
                "/name");
        // The converter ends the reading of the object around.
        assertMissing(codec(standard(), All.class), "{\"converted\":{\"b\":1}}", "/converted/a");
    }

    @Test
    void aMapperThatDoesNotWrapExceptionsFindsTheSame() {
        ObjectMapper mapper = standard().disable(DeserializationFeature.WRAP_EXCEPTIONS);
        assertMissing(codec(mapper, Node.class), "{}", "/name");
        assertMissing(codec(mapper, Node.class), "{\"next\":{}}", "/next/name", "/name");
        assertMissing(codec(mapper, Built.class), "{\"line\":{\"b\":1}}", "/line/a");
        assertMissing(codec(mapper, Converted.class), "{\"b\":1}", "/a");
    }

    /** Reads as another deserializer does, which it does not tell of. */
    private static final class Wrapper extends JsonDeserializer<Object>
            implements ContextualDeserializer, ResolvableDeserializer {
        private final JsonDeserializer<?> standard;

        Wrapper(JsonDeserializer<?> standard) {
            this.standard = standard;
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return standard.deserialize(parser, context);
        }

        @Override
        public void resolve(DeserializationContext context) throws JsonMappingException {
            if (standard instanceof ResolvableDeserializer resolvable) {
                resolvable.resolve(context);
            }
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
                throws JsonMappingException {
            return standard instanceof ContextualDeserializer contextual
                    ? new Wrapper(contextual.createContextual(context, property))
                    : this;
        }
    }

    @Test
    void deserializersMayBeWrapped() {
        SimpleModule module = new SimpleModule("wrapper");
        module.setDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription type, JsonDeserializer<?> standard) {
                return standard instanceof BeanDeserializerBase ? new Wrapper(standard) : standard;
            }
        });
        JacksonCodec<Object> codec = codec(standard().registerModule(module), Order.class);
        assertMissing(codec, "{\"lines\":[{\"a\":\"\"}],\"first\":{}}", "/lines/0/b", "/first/text", "/name");
    }

    record Aliased(
            @JsonAlias({"first", "second"}) String name,

            @JsonAlias("n") int number,

            String last) {}

    @Test
    void aliasesAreNames() {
        JacksonCodec<Object> codec = codec(standard(), Aliased.class);
        assertMissing(codec, "{\"second\":\"\",\"n\":1}", "/last");
        assertMissing(codec, "{\"last\":\"\",\"n\":null}", "/number", "/name");
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
    interface Shape {}

    record Circle(Line line, int radius) implements Shape {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(Cat.class), @JsonSubTypes.Type(Dog.class)})
    interface Animal {}

    record Cat(String meow, Line line) implements Animal {}

    record Dog(String bark, Line line) implements Animal {}

    @Test
    void elementsHaveTheTypesThatTheirNamesSay() {
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
    void membersThatAreReadBeforeTheTypeIsKnownHaveTheirPlaces() {
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

    @Test
    void manyUnknownTypesCostOneException() {
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

    record Sparse(
            @JsonIgnoreProperties("internal") Map<String, Line> lines,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<Line> single,

            @JsonUnwrapped Line flat,
            String name) {}

    @Test
    void formsOfJacksonAreReadAsJacksonReadsThem() {
        JacksonCodec<Object> codec = codec(standard(), Sparse.class);
        assertMissing(
                codec,
                "{\"lines\":{\"internal\":{},\"x\":{}},\"single\":{\"b\":1},\"a\":\"\",\"b\":1}",
                "/lines/x/a",
                "/lines/x/b",
                "/single/a",
                "/name");
    }

    private static Object read(JacksonCodec<?> codec, String body, Class<?> type) {
        Object value = codec.read(RequestFixture.request("POST", "/").body(body).begin());
        assertThat(value).isInstanceOf(type);
        return value;
    }

    record Kept(Line line) {}

    /** Keeps the deserializer of a member, as those do that a module has for all mappers. */
    private static final class KeepingDeserializer extends JsonDeserializer<Kept> implements ResolvableDeserializer {
        private @Nullable JsonDeserializer<Object> line;

        @Override
        public void resolve(DeserializationContext context) throws JsonMappingException {
            line = context.findRootValueDeserializer(context.constructType(Line.class));
        }

        @Override
        public Kept deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new Kept((Line) Objects.requireNonNull(line).deserialize(parser, context));
        }
    }

    record Keeper(Kept kept, String name) {}

    @Test
    void deserializersThatModulesShareStayStrict() {
        SimpleModule module = new SimpleModule("shared").addDeserializer(Kept.class, new KeepingDeserializer());
        JacksonCodec<Object> codec = codec(standard().registerModule(module), Keeper.class);
        read(codec, "{\"kept\":{\"a\":\"\",\"b\":1},\"name\":\"\"}", Keeper.class);
        assertMissing(codec, "{\"kept\":{\"a\":\"\",\"b\":1}}", "/name");
        read(codec, "{\"kept\":{\"a\":\"\",\"b\":1},\"name\":\"\"}", Keeper.class);
        assertMissing(codec, "{\"kept\":{\"a\":null}}", "/kept/a", "/kept/b", "/name");
        // The strict reading gets to the inner value by the lenient deserializer now.
        assertThat(refusal(codec, "{\"kept\":{\"a\":\"\",\"b\":[]},\"name\":\"\"}")
                        .status())
                .isEqualTo(400);
    }

    record TreeHolder(InTree tree, String name) {}

    @Test
    void treesMayBeReadByTheMapperOfTheParser() {
        assertMissing(codec(standard(), TreeHolder.class), "{\"tree\":{\"line\":{\"a\":\"\",\"b\":1}}}", "/name");
    }

    @Test
    void aMemberMayNotBeThereByTwoNames() {
        JacksonCodec<Object> codec = codec(standard(), Aliased.class);
        assertMisfit(codec, "{\"name\":\"\",\"number\":1,\"last\":\"\",\"first\":\"\"}");
        assertMissing(codec, "{\"second\":null,\"first\":null,\"n\":1}", "/name", "/last");
    }

    sealed interface Either permits Left, Right {}

    record Left(String left) implements Either {}

    record Right(Line line) implements Either {}

    record Choice(@JsonDeserialize(using = ByTrying.class) Either either, String name) {}

    static final class ByTrying extends JsonDeserializer<Either> {
        @Override
        public Either deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            TokenBuffer buffer = context.bufferAsCopyOfValue(parser);
            try {
                return read(buffer, context, Left.class);
            } catch (JsonMappingException e) {
                return read(buffer, context, Right.class);
            }
        }

        private static <T> T read(TokenBuffer buffer, DeserializationContext context, Class<T> type)
                throws IOException {
            JsonParser parser = buffer.asParserOnFirstToken();
            return context.readValue(parser, type);
        }
    }

    @Test
    void aTypeThatDoesNotFitIsNoViolation() {
        JacksonCodec<Object> codec = codec(standard(), Choice.class);
        assertMissing(codec, "{\"either\":{\"line\":{\"a\":\"\",\"b\":1}}}", "/name");
        assertMissing(codec, "{\"name\":\"\",\"either\":{\"line\":{\"a\":\"\"}}}", "/either/line/b");
    }

    record NotFlat(@JsonUnwrapped Map<String, String> map, String name) {}

    @Test
    void whatJacksonDoesNotUnwrapIsAMember() {
        JacksonCodec<Object> codec = codec(standard(), NotFlat.class);
        assertMissing(codec, "{\"map\":{\"a\":\"\"},\"name\":null}", "/name");
    }

    record Settled(
            @JsonSetter(nulls = Nulls.SKIP) String skipped,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> emptied,
            String name) {}

    @Test
    void membersWithRulesForNullMayBeRequired() {
        JacksonCodec<Object> codec = codec(standard(), Settled.class);
        assertMissing(codec, "{}", "/skipped", "/emptied", "/name");
        assertMissing(codec, "{\"name\":\"\"}", "/skipped", "/emptied");
        ObjectMapper mapper = new ObjectMapper();
        mapper.configOverride(String.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL));
        assertMissing(codec(mapper, Line.class), "{}", "/a");
    }

    record Queue(ArrayDeque<Node> nodes, String name) {}

    @Test
    void rejectedElementsMayBeOfACollectionWithoutNull() {
        JacksonCodec<Object> codec = codec(standard(), Queue.class);
        assertMissing(codec, "{\"nodes\":[{\"next\":null}],\"name\":\"\"}", "/nodes/0/name");
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    record Particular(int id, String text) {
        Particular {
            Objects.requireNonNull(text);
        }
    }

    record Couple(Particular one, Particular same, String name) {}

    @Test
    void rejectedObjectsMayBeReferredTo() {
        assertMissing(codec(standard(), Couple.class), "{\"one\":{\"id\":1},\"same\":1,\"name\":\"\"}", "/one/text");
    }

    static final class Defaults {
        @JsonMerge
        public Plain plain = new Plain();

        @JsonMerge
        public Map<String, Plain> map = new HashMap<>();
    }

    @Test
    void mergedObjectsHaveTheirPlaces() {
        assertMissing(
                codec(standard(), Defaults.class),
                "{\"plain\":{\"number\":null},\"map\":{\"a\":{\"number\":null}}}",
                "/plain/number",
                "/map/a/number");
    }

    record Asserted(String text) {
        Asserted {
            if (text == null) {
                throw new AssertionError("no text");
            }
        }
    }

    record Exhausting(@Nullable String text, int number) {
        Exhausting {
            if (text == null) {
                throw new OutOfMemoryError("test");
            }
        }
    }

    @Test
    void anAssertionThatFailsIsARejection() {
        assertMissing(codec(standard(), Asserted.class), "{}", "/text");
    }

    @Test
    void errorsOfTheVirtualMachineAreNoMistakesOfClients() {
        JacksonCodec<Object> codec = codec(standard(), Exhausting.class);
        for (String body : new String[] {"{\"number\":1}", "{}"}) {
            Request request = RequestFixture.request("POST", "/").body(body).begin();
            assertThrows(OutOfMemoryError.class, () -> codec.read(request));
        }
    }
}
