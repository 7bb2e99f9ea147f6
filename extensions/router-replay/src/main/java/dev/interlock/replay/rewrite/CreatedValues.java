package dev.interlock.replay.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Collects the ids and tokens in a recorded response. */
final class CreatedValues {
    /** Maximum number of values of one response. */
    private static final int MAX_VALUES = 20;

    private final IdRules ids;
    private final Set<String> values = new LinkedHashSet<>();

    CreatedValues(IdRules ids) {
        this.ids = ids;
    }

    Set<String> all() {
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
        } else if (ids.isId(name) || IdRules.isDistinct(tree.asText())) {
            add(tree.asText());
        }
    }
}
