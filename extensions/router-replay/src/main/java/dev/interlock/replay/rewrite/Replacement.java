package dev.interlock.replay.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replaces learned values in targets, forms and trees. */
final class Replacement {
    private final IdRules ids;
    private final LearnedValues values;

    Replacement(IdRules ids, LearnedValues values) {
        this.ids = ids;
        this.values = values;
    }

    /** Returns the replacement of the value of a member or parameter, or null. */
    @Nullable
    String of(String name, String thing, String value) {
        if (value.isEmpty() || value.length() > LearnedValues.MOST_CHARACTERS) {
            return null;
        }
        String global = values.replacement(LearnedValues.GLOBAL, value);
        if (global != null || !ids.isId(name)) {
            return global;
        }
        return values.replacement(ids.scope(name, thing, value), value);
    }

    /** Returns a target with replaced segments and parameters. */
    String target(String target) {
        int query = target.indexOf('?');
        String path = path(query < 0 ? target : target.substring(0, query));
        return query < 0 ? path : path + "?" + form(target.substring(query + 1), IdRules.thing(target));
    }

    String path(String path) {
        String[] segments = path.split("/", -1);
        String thing = "";
        for (int i = 0; i < segments.length; i++) {
            String found = segment(segments[i], thing);
            if (found == null) {
                thing = IdRules.noun(segments[i]);
            } else {
                segments[i] = found;
            }
        }
        return String.join("/", segments);
    }

    private @Nullable String segment(String segment, String thing) {
        if (segment.isEmpty()) {
            return null;
        }
        // A custom method may follow the id: /orders/17:cancel.
        int verb = segment.indexOf(':');
        String id = decode(verb > 0 ? segment.substring(0, verb) : segment);
        String found = values.replacement(LearnedValues.GLOBAL, id);
        if (found == null) {
            found = values.replacement(thing, id);
        }
        return found == null ? null : encode(found) + (verb > 0 ? segment.substring(verb) : "");
    }

    /** Returns parameters of a query or form with replaced values. */
    String form(String parameters, String thing) {
        List<String> result = new ArrayList<>();
        for (String parameter : parameters.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? "" : decode(parameter.substring(0, equals));
            String found = equals < 0 ? null : of(name, thing, decode(parameter.substring(equals + 1)));
            result.add(found == null ? parameter : parameter.substring(0, equals + 1) + encode(found));
        }
        return String.join("&", result);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Replaces values in a tree. Returns whether it replaced any. */
    boolean replaceIn(JsonNode tree, String name, String thing) {
        boolean isChanged = false;
        if (tree instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                JsonNode value = member.getValue();
                JsonNode found = value(value, member.getKey(), thing);
                if (found != null) {
                    member.setValue(found);
                    isChanged = true;
                } else if (value.isContainerNode()) {
                    isChanged |= replaceIn(value, member.getKey(), IdRules.noun(member.getKey()));
                }
            }
        } else if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode found = value(array.get(i), name, thing);
                if (found != null) {
                    array.set(i, found);
                    isChanged = true;
                } else {
                    isChanged |= replaceIn(array.get(i), name, thing);
                }
            }
        }
        return isChanged;
    }

    private @Nullable JsonNode value(JsonNode value, String name, String thing) {
        if (value.isTextual()) {
            String text = value.textValue();
            String found = of(name, thing, text);
            if (found == null && text.startsWith("/")) {
                String path = target(text);
                found = path.equals(text) ? null : path;
            }
            return found == null ? null : TextNode.valueOf(found);
        }
        String found = value.isIntegralNumber() ? of(name, thing, value.asText()) : null;
        return found != null && found.matches("-?[0-9]{1,40}") ? BigIntegerNode.valueOf(new BigInteger(found)) : null;
    }
}
