package dev.interlock.replay.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Collects the ids and tokens that a recorded response gave to its client. */
final class CreatedValues {
    /** Limit on the values of one response. */
    private static final int MOST = 20;

    private final IdRules ids;
    private final Set<String> values = new LinkedHashSet<>();

    CreatedValues(IdRules ids) {
        this.ids = ids;
    }

    Set<String> all() {
        return values;
    }

    void add(String value) {
        if (!value.isEmpty() && values.size() < MOST) {
            values.add(value);
        }
    }

    /** Adds the segments of a location that may be ids. */
    void addLocation(String location) {
        int query = location.indexOf('?');
        for (String segment : (query < 0 ? location : location.substring(0, query)).split("/", -1)) {
            if (segment.chars().anyMatch(Character::isDigit)) {
                add(segment);
            }
        }
    }

    void addMembers(JsonNode tree, String name) {
        if (values.size() >= MOST) {
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
