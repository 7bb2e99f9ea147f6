package dev.interlock.jackson;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.jackson.JacksonBodies.assertMisfit;
import static dev.interlock.jackson.JacksonBodies.assertMissing;
import static dev.interlock.jackson.JacksonBodies.codec;
import static dev.interlock.jackson.JacksonBodies.refusal;
import static dev.interlock.jackson.JacksonBodies.standard;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
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
import dev.interlock.http.Request;
import dev.interlock.internal.message.RequestFixture;
import dev.interlock.jackson.JacksonBodies.Brief;
import dev.interlock.jackson.JacksonBodies.Line;
import dev.interlock.jackson.JacksonBodies.Node;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests missing members if code of the application takes part in the reading: deserializers, converters and
 * constructors.
 */
final class JacksonRejectionsTest {
    record Order(List<Line> lines, Brief first, String name) {}

    /** An object whose constructor is called in the same way as constructors of Kotlin. */
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
    void instantiatorsOfModulesGetInstantiatorsOfJackson() {
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

    @Test
    void deserializersOfApplicationReadAllBodies() {
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
        // The strict reading and the lenient reading have each called the deserializer once.
        assertThat(read).hasSize(2);
        assertMissing(codec, "{\"lines\":[{\"a\":\"\"}],\"first\":{\"text\":\"a\"},\"name\":\"\"}", "/lines/0/b");
    }

    @Test
    void rejectedPresentMemberIs400InAnyOrder() {
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
    void readsObjectsOfTreesLikeJackson() {
        assertMisfit(codec(standard(), InTree.class), "{\"line\":{\"a\":\"\"}}");
        // The deserializer reads from a tree, and does not report the place within the tree.
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
    void findsMembersMissingFromConvertedObjects() {
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
        // The converter ends the reading of the object around it. Later members are not found.
        assertMissing(codec(standard(), All.class), "{\"converted\":{\"b\":1}}", "/converted/a");
    }

    @Test
    void findsMissingMembersWithoutWrappedExceptions() {
        ObjectMapper mapper = standard().disable(DeserializationFeature.WRAP_EXCEPTIONS);
        assertMissing(codec(mapper, Node.class), "{}", "/name");
        assertMissing(codec(mapper, Node.class), "{\"next\":{}}", "/next/name", "/name");
        assertMissing(codec(mapper, Built.class), "{\"line\":{\"b\":1}}", "/line/a");
        assertMissing(codec(mapper, Converted.class), "{\"b\":1}", "/a");
    }

    /** Delegates to another deserializer. Jackson does not see the other deserializer. */
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

    private static Object read(JacksonCodec<?> codec, String body, Class<?> type) {
        Object value = codec.read(RequestFixture.request("POST", "/").body(body).begin());
        assertThat(value).isInstanceOf(type);
        return value;
    }

    record Kept(Line line) {}

    /** Keeps the deserializer of a member. A module does so if several mappers share its deserializers. */
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
    void sharedDeserializersStayStrict() {
        SimpleModule module = new SimpleModule("shared").addDeserializer(Kept.class, new KeepingDeserializer());
        JacksonCodec<Object> codec = codec(standard().registerModule(module), Keeper.class);
        read(codec, "{\"kept\":{\"a\":\"\",\"b\":1},\"name\":\"\"}", Keeper.class);
        assertMissing(codec, "{\"kept\":{\"a\":\"\",\"b\":1}}", "/name");
        read(codec, "{\"kept\":{\"a\":\"\",\"b\":1},\"name\":\"\"}", Keeper.class);
        assertMissing(codec, "{\"kept\":{\"a\":null}}", "/kept/a", "/kept/b", "/name");
        // Now the strict mapper reads the inner value with the deserializer of the lenient mapper.
        assertThat(refusal(codec, "{\"kept\":{\"a\":\"\",\"b\":[]},\"name\":\"\"}")
                        .status())
                .isEqualTo(400);
    }

    record TreeHolder(InTree tree, String name) {}

    @Test
    void readsTreesByMapperOfParser() {
        assertMissing(codec(standard(), TreeHolder.class), "{\"tree\":{\"line\":{\"a\":\"\",\"b\":1}}}", "/name");
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
    void triedTypeThatDoesNotFitIsNoViolation() {
        JacksonCodec<Object> codec = codec(standard(), Choice.class);
        assertMissing(codec, "{\"either\":{\"line\":{\"a\":\"\",\"b\":1}}}", "/name");
        assertMissing(codec, "{\"name\":\"\",\"either\":{\"line\":{\"a\":\"\"}}}", "/either/line/b");
    }

    record Queue(ArrayDeque<Node> nodes, String name) {}

    @Test
    void findsMissingMembersInCollectionWithoutNull() {
        JacksonCodec<Object> codec = codec(standard(), Queue.class);
        assertMissing(codec, "{\"nodes\":[{\"next\":null}],\"name\":\"\"}", "/nodes/0/name");
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
    void failedAssertionIsRejection() {
        assertMissing(codec(standard(), Asserted.class), "{}", "/text");
    }

    @Test
    void throwsErrorsOfVirtualMachine() {
        JacksonCodec<Object> codec = codec(standard(), Exhausting.class);
        for (String body : new String[] {"{\"number\":1}", "{}"}) {
            Request request = RequestFixture.request("POST", "/").body(body).begin();
            assertThrows(OutOfMemoryError.class, () -> codec.read(request));
        }
    }
}
