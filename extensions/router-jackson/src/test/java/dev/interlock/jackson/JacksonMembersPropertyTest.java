package dev.interlock.jackson;

import static com.google.common.truth.Truth.assertWithMessage;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlock.generated.text.ClientText;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.internal.message.RequestFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Removes members from random bodies. The strict mapper reports only one missing member at a time. After each report,
 * the test puts the member back. The codec must report the same members at once.
 */
final class JacksonMembersPropertyTest {
    private static final int BODIES = 400;
    private static final int MANY_BODIES = 20_000;

    record Point(int x, @JsonAlias("why") long y) {}

    record Strict(String text, Point point) {
        Strict {
            Objects.requireNonNull(text);
            Objects.requireNonNull(point);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Leaf.class, name = "leaf"),
        @JsonSubTypes.Type(value = Fork.class, name = "fork")
    })
    interface Tree {}

    record Leaf(Strict strict, boolean flag, @Nullable Integer some) implements Tree {}

    record Fork(List<Tree> trees, Map<String, Tree> named, String label) implements Tree {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(Cat.class), @JsonSubTypes.Type(Dog.class)})
    interface Animal {}

    record Cat(String meow, Point at) implements Animal {}

    record Dog(String bark, List<Point> path) implements Animal {}

    static final class Bean {
        public int number;
        public @Nullable Strict strict;
        public @Nullable List<Point> points;
    }

    record Body(Tree tree, List<Animal> animals, Bean bean, Map<String, List<Strict>> map, String name) {}

    private final ObjectMapper mapper = JacksonCodecs.standard(JacksonMembersPropertyTest.class);
    private final JacksonCodec<Body> codec = JacksonCodecs.of(mapper).codec(Body.class);

    @Test
    void listsAllMembersThatJacksonMisses() throws IOException {
        check(0, BODIES);
    }

    @Test
    @Tag("heavy")
    void listsAllOfManyBodies() throws IOException {
        check(BODIES, MANY_BODIES);
    }

    private void check(int from, int to) throws IOException {
        int incomplete = 0;
        for (int seed = from; seed < to; seed++) {
            Random random = new Random(seed);
            ObjectNode whole = body(random);
            ObjectNode body = whole.deepCopy();
            take(body, random);
            Set<String> expected = oneByOne(body.deepCopy(), whole);
            assertWithMessage("seed %s\n%s", seed, body).that(atOnce(body)).isEqualTo(expected);
            incomplete += expected.size() > 1 ? 1 : 0;
        }
        assertWithMessage("bodies that lack several members").that(incomplete).isGreaterThan((to - from) / 2);
    }

    private Set<String> oneByOne(ObjectNode body, ObjectNode whole) throws IOException {
        Set<String> missing = new TreeSet<>();
        while (true) {
            try {
                mapper.readValue(mapper.writeValueAsBytes(body), Body.class);
                return missing;
            } catch (MismatchedInputException e) {
                String pointer = pointer(e);
                assertWithMessage("%s %s", body, e.getOriginalMessage())
                        .that(missing.add(pointer))
                        .isTrue();
                JsonPointer place = JsonPointer.compile(pointer);
                String name = place.last().getMatchingProperty();
                JsonNode around = body.at(place.head());
                if (around instanceof ObjectNode object) {
                    JsonNode value = whole.at(place);
                    boolean hasAlias = value.isMissingNode();
                    object.set(
                            hasAlias ? "why" : name,
                            hasAlias ? whole.at(place.head()).get("why") : value);
                } else {
                    ((ArrayNode) around).set(place.last().getMatchingIndex(), whole.at(place));
                }
            }
        }
    }

    private static String pointer(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            String name = step.getFieldName();
            pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : ClientText.pointerToken(name));
        }
        return pointer.toString();
    }

    private Set<String> atOnce(ObjectNode body) throws IOException {
        Set<String> missing = new TreeSet<>();
        Request request = RequestFixture.request("POST", "/")
                .body(mapper.writeValueAsString(body))
                .begin();
        try {
            codec.read(request);
        } catch (HttpException e) {
            assertWithMessage("%s %s", body, e.problem()).that(e.status()).isEqualTo(422);
            List<?> errors = (List<?>) Objects.requireNonNull(e.problem().extension("errors"));
            for (Object error : errors) {
                missing.add((String) Objects.requireNonNull(((Map<?, ?>) error).get("pointer")));
            }
        }
        return missing;
    }

    /** Removes members, or sets them to null. Keeps type names, and keeps members that distinguish types. */
    private static void take(JsonNode node, Random random) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                take(object.get(name), random);
                boolean isType = List.of("kind", "meow", "bark").contains(name);
                int chance = random.nextInt(24);
                if (chance == 0 && !isType) {
                    object.remove(name);
                } else if (chance == 1 && !isType) {
                    object.putNull(name);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                take(array.get(i), random);
                if (random.nextInt(40) == 0) {
                    array.setNull(i);
                }
            }
        }
    }

    /** Creates an object with its members in random order. */
    private ObjectNode object(Random random, Object... namesAndValues) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        ObjectNode object = mapper.createObjectNode();
        for (int i : order) {
            object.set((String) namesAndValues[i], mapper.valueToTree(namesAndValues[i + 1]));
        }
        return object;
    }

    private ObjectNode body(Random random) {
        return object(
                random,
                "tree",
                tree(random, 3),
                "animals",
                list(random, () -> animal(random)),
                "bean",
                object(random, "number", 1, "strict", strict(random), "points", list(random, () -> point(random))),
                "map",
                object(random, "a/b", list(random, () -> strict(random)), "", list(random, () -> strict(random))),
                "name",
                "n");
    }

    private ObjectNode tree(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return object(
                    random,
                    "kind",
                    "leaf",
                    "strict",
                    strict(random),
                    "flag",
                    true,
                    "some",
                    1,
                    "unknown",
                    strict(random));
        }
        return object(
                random,
                "kind",
                "fork",
                "trees",
                list(random, () -> tree(random, depth - 1)),
                "named",
                object(random, "a", tree(random, depth - 1)),
                "label",
                "l");
    }

    private ObjectNode animal(Random random) {
        return random.nextBoolean()
                ? object(random, "meow", "m", "at", point(random))
                : object(random, "bark", "b", "path", list(random, () -> point(random)));
    }

    private ObjectNode strict(Random random) {
        return object(random, "text", "t", "point", point(random));
    }

    private ObjectNode point(Random random) {
        return object(random, "x", 1, random.nextInt(4) == 0 ? "why" : "y", 2);
    }

    private interface Element {
        ObjectNode make();
    }

    private ArrayNode list(Random random, Element element) {
        ArrayNode list = mapper.createArrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(element.make());
        }
        return list;
    }
}
