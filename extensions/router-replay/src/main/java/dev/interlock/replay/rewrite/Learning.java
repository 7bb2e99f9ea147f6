package dev.interlock.replay.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.replay.traffic.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Learns values by comparing a recorded response with the response of a target. */
final class Learning {
    private final IdRules ids;
    private final LearnedValues values;

    Learning(IdRules ids, LearnedValues values) {
        this.ids = ids;
        this.values = values;
    }

    /** Learns from members in the same place of both trees. */
    void learn(JsonNode recorded, JsonNode received, String name, String thing, Credentials credentials) {
        if (recorded.isObject() && received.isObject()) {
            for (Map.Entry<String, JsonNode> member : recorded.properties()) {
                JsonNode other = received.get(member.getKey());
                if (other != null) {
                    String inner = member.getValue().isContainerNode() ? IdRules.noun(member.getKey()) : thing;
                    learn(member.getValue(), other, member.getKey(), inner, credentials);
                }
            }
        } else if (recorded.isArray() && received.isArray()) {
            for (int i = 0; i < Math.min(recorded.size(), received.size()); i++) {
                learn(recorded.get(i), received.get(i), name, thing, credentials);
            }
        } else if (recorded.isValueNode() && received.isValueNode()) {
            learnValue(name, thing, recorded.asText(), received.asText(), credentials);
        }
    }

    private void learnValue(String name, String thing, String recorded, String received, Credentials credentials) {
        if (recorded.isEmpty() || received.isEmpty()) {
            return;
        }
        if (isBearerToken(name)) {
            credentials.setToken(received);
        }
        if (ids.isId(name)) {
            values.learn(ids.scope(name, thing, recorded), recorded, received);
        } else if (!recorded.equals(received) && IdRules.isDistinct(recorded) && IdRules.isDistinct(received)) {
            values.learn(LearnedValues.GLOBAL, recorded, received);
        }
    }

    private static boolean isBearerToken(String name) {
        return switch (name) {
            case "token", "accessToken", "access_token", "jwt", "idToken", "id_token" -> true;
            default -> false;
        };
    }

    /** Learns from the values of cookies with the same name. */
    void learnCookies(List<Field> recorded, List<Field> received, Credentials credentials) {
        Map<String, String> before = new HashMap<>();
        for (Field field : recorded) {
            if (field.isNamed("set-cookie")) {
                before.put(cookieName(field.value()), cookieValue(field.value()));
            }
        }
        for (Field field : received) {
            if (field.isNamed("set-cookie")) {
                String name = cookieName(field.value());
                String value = cookieValue(field.value());
                credentials.setCookie(name, value);
                String old = before.get(name);
                if (old != null && !old.isEmpty() && !value.isEmpty()) {
                    values.learn(cookieScope(name), old, value);
                }
            }
        }
    }

    static String cookieScope(String name) {
        return "cookie " + name;
    }

    private static String cookieName(String setCookie) {
        int equals = setCookie.indexOf('=');
        return equals < 0 ? "" : setCookie.substring(0, equals).strip();
    }

    static String cookieValue(String setCookie) {
        int end = setCookie.indexOf(';');
        String pair = end < 0 ? setCookie : setCookie.substring(0, end);
        return pair.substring(pair.indexOf('=') + 1).strip();
    }

    /** Learns from segments in the same place of both paths. An id may happen to be the same in both. */
    void learnLocation(String recorded, String received) {
        List<String> before = segments(recorded);
        List<String> after = segments(received);
        if (before.size() != after.size()) {
            return;
        }
        String thing = "";
        for (int i = 0; i < before.size(); i++) {
            String old = before.get(i);
            boolean mayBeId = !old.equals(after.get(i)) || hasDigit(old);
            if (!old.isEmpty() && !after.get(i).isEmpty() && mayBeId) {
                String scope = IdRules.isDistinct(old) ? LearnedValues.GLOBAL : thing;
                values.learn(scope, old, after.get(i));
            } else {
                thing = IdRules.noun(old);
            }
        }
    }

    private static boolean hasDigit(String segment) {
        return segment.chars().anyMatch(Character::isDigit);
    }

    private static List<String> segments(String location) {
        int scheme = location.indexOf("://");
        String path = location;
        if (scheme >= 0) {
            int start = location.indexOf('/', scheme + 3);
            path = start < 0 ? "/" : location.substring(start);
        }
        int query = path.indexOf('?');
        return new ArrayList<>(List.of((query < 0 ? path : path.substring(0, query)).split("/", -1)));
    }
}
