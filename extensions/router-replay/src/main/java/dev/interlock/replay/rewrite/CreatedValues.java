package dev.interlock.replay.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.replay.traffic.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Collects the ids and tokens in a recorded response. */
final class CreatedValues {
    /** Maximum number of values of one response. */
    private static final int MAX_VALUES = 20;

    private final IdRules ids;
    /** Noun of what the request creates. */
    private final String thing;

    private final Set<String> values = new LinkedHashSet<>();

    CreatedValues(IdRules ids, String thing) {
        this.ids = ids;
        this.thing = thing;
    }

    /**
     * Returns the values, without those that the request already has: what it names exists before, such as its product
     * or the version of the API in its path. Other requests with these must not wait.
     */
    Set<String> newTo(RecordedRequest request) {
        for (String known : request.target().split("[/?&=:]", -1)) {
            values.remove(known);
        }
        String body = new String(request.body().content(), StandardCharsets.UTF_8);
        values.removeIf(value -> !IdRules.isDistinct(value) && body.contains(value));
        return values;
    }

    void add(String value) {
        if (!value.isEmpty() && values.size() < MAX_VALUES) {
            values.add(value);
        }
    }

    /** Adds the segments of a Location that may be ids. */
    void addLocation(String location) {
        int query = location.indexOf('?');
        for (String segment : (query < 0 ? location : location.substring(0, query)).split("/", -1)) {
            if (segment.chars().anyMatch(Character::isDigit)) {
                add(segment);
            }
        }
    }

    void addMembers(JsonNode tree, String name) {
        if (values.size() >= MAX_VALUES) {
            return;
        }
        if (tree.isObject()) {
            for (Map.Entry<String, JsonNode> member : tree.properties()) {
                addMembers(member.getValue(), member.getKey());
            }
        } else if (tree.isArray()) {
            tree.forEach(element -> addMembers(element, name));
        } else if (ids.mayBeNew(name, thing, tree.asText())) {
            add(tree.asText());
        }
    }
}
