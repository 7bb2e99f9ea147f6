package dev.interlock.replay.compare;

import static com.google.common.truth.Truth.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlock.replay.body.BodyTree;
import dev.interlock.replay.body.MessageTypes;
import dev.interlock.replay.load.Failure;
import dev.interlock.replay.load.Outcome;
import dev.interlock.replay.rewrite.IdRules;
import dev.interlock.replay.rewrite.LearnedValues;
import dev.interlock.replay.rewrite.ReceivedResponse;
import dev.interlock.replay.rules.Rules;
import dev.interlock.replay.traffic.Body;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import dev.interlock.replay.traffic.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ResponseComparisonTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final LearnedValues left = new LearnedValues(100);
    private final LearnedValues right = new LearnedValues(100);
    private final ResponseComparison comparison = new ResponseComparison(
            new BodyTree(MessageTypes.none()),
            new IdRules(Set.of()),
            Rules.none().ignoredFields(),
            1 << 20,
            left,
            right);
    private final Exchange exchange = new Exchange(
            null, 0, 0, "GET /orders", new RecordedRequest("GET", "/orders", "http", "", List.of(), Body.EMPTY), null);

    private static Outcome outcome(int status, String body, String... fields) {
        List<Field> all = new ArrayList<>();
        all.add(new Field("Content-Type", "application/json"));
        for (int i = 0; i < fields.length; i += 2) {
            all.add(new Field(fields[i], fields[i + 1]));
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Outcome(null, new ReceivedResponse(status, all, bytes, bytes.length), null, "", 0, 0);
    }

    private List<String> paths(Outcome before, Outcome after) {
        return comparison.compare(exchange, before, after).stream()
                .map(it -> it.kind().text() + " " + it.path())
                .toList();
    }

    private List<String> bodies(String before, String after) {
        return paths(outcome(200, before), outcome(200, after));
    }

    @Test
    void comparesStructure() {
        assertThat(bodies("{\"a\":1,\"b\":[1.0,2]}", "{ \"b\":[1,2.00], \"a\":1e0 }"))
                .isEmpty();
        assertThat(bodies("{\"a\":[{\"b\":1},{\"b\":2}]}", "{\"a\":[{\"b\":7},{\"b\":8}]}"))
                .containsExactly("body $.a[*].b");
        assertThat(bodies("{\"a\":[1]}", "{\"a\":[1,2]}")).containsExactly("body $.a[*]");
        assertThat(bodies("{\"a\":1}", "{\"b\":1}")).containsExactly("body $.a", "body $.b");
        assertThat(bodies("{\"a\":1}", "{\"a\":\"1\"}")).containsExactly("body $.a");
        assertThat(bodies("{\"a\":null}", "{}")).containsExactly("body $.a");
        assertThat(bodies("{\"a\":1", "{\"a\":2")).containsExactly("body $ (bytes)");
    }

    @Test
    void comparesFields() {
        assertThat(paths(
                        outcome(200, "", "X-A", "1", "Date", "x", "X-B", "2", "x-a", "3"),
                        outcome(200, "", "x-b", "2", "x-A", "1", "X-A", "3", "Date", "y")))
                .isEmpty();
        assertThat(paths(outcome(200, "", "X-A", "1"), outcome(200, "", "X-A", "2")))
                .containsExactly("field x-a");
        assertThat(paths(outcome(200, "", "Cache-Control", "no-store"), outcome(200, "")))
                .containsExactly("field cache-control");
        assertThat(paths(
                        outcome(200, "", "Set-Cookie", "a=1; Path=/; Expires=Mon", "Set-Cookie", "b=1; Secure"),
                        outcome(200, "", "Set-Cookie", "b=2", "Set-Cookie", "a=9; Expires=Tue; Path=/")))
                .containsExactly("field set-cookie b");
    }

    @Test
    void statusHidesTheRest() {
        assertThat(paths(outcome(200, "{\"a\":1}"), outcome(500, "{}", "X-A", "1")))
                .containsExactly("status 200 -> 500");
    }

    @Test
    void failureIsADifference() {
        Outcome cut = new Outcome(null, null, Failure.CUT, "closed", 0, 0);
        assertThat(paths(outcome(200, ""), cut)).containsExactly("failure response -> cut");
        assertThat(ResponseComparison.isComparable(cut, cut)).isFalse();
        Outcome hook = new Outcome(null, null, Failure.HOOK, "thrown", 0, 0);
        assertThat(ResponseComparison.isComparable(hook, outcome(200, ""))).isFalse();
    }

    /** Each build created its own order for the recorded order 17. */
    @Test
    void idsOfTheSameRecordedIdAreEqual() {
        left.learn("order", "17", "100");
        right.learn("order", "17", "200");
        assertThat(bodies("{\"id\":100}", "{\"id\":200}")).isEmpty();
        assertThat(bodies("{\"id\":\"100\"}", "{\"id\":\"200\"}")).isEmpty();
        assertThat(bodies("{\"self\":\"/v1/orders/100\"}", "{\"self\":\"/v1/orders/200\"}"))
                .isEmpty();
        assertThat(paths(
                        outcome(201, "", "Location", "http://a/v1/orders/100"),
                        outcome(201, "", "Location", "http://b/v1/orders/200")))
                .isEmpty();
        assertThat(bodies("{\"id\":100}", "{\"id\":201}")).containsExactly("body $.id");
        assertThat(bodies("{\"count\":100}", "{\"count\":200}")).containsExactly("body $.count");
        assertThat(bodies("{\"customerId\":100}", "{\"customerId\":200}")).containsExactly("body $.customerId");
    }

    @Test
    void comparesOnlyHeadOfStreams() {
        Outcome one = outcome(200, "data: 1", "Content-Type", "text/event-stream");
        List<Field> fields = List.of(new Field("Content-Type", "text/event-stream"));
        Outcome before = new Outcome(null, new ReceivedResponse(200, fields, new byte[3], 3), null, "", 0, 0);
        Outcome after = new Outcome(null, new ReceivedResponse(200, fields, new byte[9], 9), null, "", 0, 0);
        assertThat(paths(before, after)).isEmpty();
        assertThat(one.response()).isNotNull();
    }

    private static JsonNode random(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> NODES.numberNode(random.nextInt(1000));
            case 1 -> NODES.textNode("t" + random.nextInt(1000));
            case 2 -> NODES.booleanNode(random.nextBoolean());
            case 3 -> NODES.nullNode();
            case 4 -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(random(random, depth + 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set("m" + random.nextInt(9), random(random, depth + 1));
                }
                yield object;
            }
        };
    }

    private static JsonNode shuffled(JsonNode tree, Random random) {
        if (tree instanceof ObjectNode object) {
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
            Collections.shuffle(members, random);
            ObjectNode result = NODES.objectNode();
            members.forEach(it -> result.set(it.getKey(), shuffled(it.getValue(), random)));
            return result;
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode result = NODES.arrayNode();
            array.forEach(it -> result.add(shuffled(it, random)));
            return result;
        }
        return tree;
    }

    /** The order of members never matters, and the comparison is symmetric. */
    @Property(tries = 500)
    void orderOfMembersDoesNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        JsonNode tree = random(random, 0);
        assertThat(bodies(tree.toString(), shuffled(tree, random).toString())).isEmpty();
        JsonNode other = random(random, 0);
        assertThat(bodies(tree.toString(), other.toString())).isEqualTo(bodies(other.toString(), tree.toString()));
        assertThat(bodies(tree.toString(), other.toString()).isEmpty()).isEqualTo(tree.equals(other));
    }
}
