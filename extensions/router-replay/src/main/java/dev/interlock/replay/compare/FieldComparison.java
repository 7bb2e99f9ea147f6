package dev.interlock.replay.compare;

import dev.interlock.replay.traffic.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the fields of responses. Ignores the order of names. */
final class FieldComparison {
    private static final String SET_COOKIE = "set-cookie";

    private final Set<String> ignored;
    private final Equivalence equivalence;
    private final List<Difference> into;

    FieldComparison(Set<String> ignored, Equivalence equivalence, List<Difference> into) {
        this.ignored = ignored;
        this.equivalence = equivalence;
        this.into = into;
    }

    void compare(List<Field> left, List<Field> right) {
        Map<String, String> before = byName(left);
        Map<String, String> after = byName(right);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            String old = before.getOrDefault(name, Difference.MISSING);
            String now = after.getOrDefault(name, Difference.MISSING);
            if (!areSame(name, old, now)) {
                into.add(Difference.of(Difference.Kind.FIELD, name, old, now));
            }
        }
    }

    private boolean areSame(String name, String old, String now) {
        if (old.equals(now)) {
            return true;
        }
        boolean isUrl = name.equals("location") || name.equals("content-location");
        return isUrl ? equivalence.areSamePaths(path(old), path(now)) : equivalence.areSame(name, "", old, now);
    }

    private static String path(String url) {
        int scheme = url.indexOf("://");
        int path = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
        return path < 0 ? "/" : url.substring(path);
    }

    /** Returns values by lower-case name. Each cookie has its own entry, without its value. */
    private Map<String, String> byName(List<Field> fields) {
        Map<String, String> values = new TreeMap<>();
        for (Field field : fields) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (ignored.contains(name)) {
                continue;
            }
            if (name.equals(SET_COOKIE)) {
                String cookie = field.value();
                int equals = cookie.indexOf('=');
                values.put(
                        SET_COOKIE + " "
                                + (equals < 0 ? "" : cookie.substring(0, equals).strip()),
                        attributes(cookie));
            } else {
                values.merge(name, field.value().strip(), (a, b) -> a + ", " + b);
            }
        }
        return values;
    }

    private static String attributes(String cookie) {
        List<String> attributes = new ArrayList<>();
        Arrays.stream(cookie.split(";"))
                .skip(1)
                .map(String::strip)
                // The expiry time depends on the time of the response.
                .map(attribute -> attribute.regionMatches(true, 0, "expires=", 0, 8) ? "Expires" : attribute)
                .sorted()
                .forEach(attributes::add);
        return String.join("; ", attributes);
    }
}
