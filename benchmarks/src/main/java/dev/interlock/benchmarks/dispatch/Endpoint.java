package dev.interlock.benchmarks.dispatch;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One route of a set.
 *
 * @param method such as {@code GET}
 * @param template such as {@code /users/{user}/keys}; a catch-all is written <code>{*rest}</code>
 */
record Endpoint(String method, String template) {
    /**
     * Every route stands before those that would hide it from a router which takes the first that matches: segment by
     * segment, literals before variables before a catch-all.
     */
    static final Comparator<Endpoint> BY_RANK =
            Comparator.comparing(Endpoint::ranks, Arrays::compare).thenComparing(Endpoint::template);

    private static final Pattern CATCH_ALL = Pattern.compile("\\{\\*(\\w+)}");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    static boolean isVariable(String segment) {
        return segment.startsWith("{") && !isCatchAll(segment);
    }

    static boolean isCatchAll(String segment) {
        return segment.startsWith("{*");
    }

    /** The name of a variable or catch-all. */
    static String nameOf(String segment) {
        return segment.substring(isCatchAll(segment) ? 2 : 1, segment.length() - 1);
    }

    List<String> segments() {
        return List.of(template.substring(1).split("/", -1));
    }

    /** The names of the variables and the catch-all, from the left. */
    List<String> variables() {
        return segments().stream()
                .filter(segment -> segment.startsWith("{"))
                .map(Endpoint::nameOf)
                .toList();
    }

    boolean hasCatchAll() {
        return template.contains("{*");
    }

    /** The template with {@code :name} for variables and the given text for a catch-all. */
    String withColons(String catchAll) {
        return VARIABLE.matcher(CATCH_ALL.matcher(template).replaceAll(catchAll))
                .replaceAll(":$1");
    }

    /** The template as matchit 0.7 and the GitHub list write it. */
    String withColonsAndStars() {
        return withColons("*$1");
    }

    /** An expression that matches what the template does, with a group for each variable. */
    Pattern pattern() {
        return Pattern.compile(segments().stream().map(Endpoint::expression).collect(Collectors.joining("/", "/", "")));
    }

    private static String expression(String segment) {
        if (isCatchAll(segment)) {
            return "(.*)";
        }
        return isVariable(segment) ? "([^/]+)" : Pattern.quote(segment);
    }

    private int[] ranks() {
        return segments().stream()
                .mapToInt(segment -> isCatchAll(segment) ? 2 : isVariable(segment) ? 1 : 0)
                .toArray();
    }
}
