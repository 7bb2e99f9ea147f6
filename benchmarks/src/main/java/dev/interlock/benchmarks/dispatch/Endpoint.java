package dev.interlock.benchmarks.dispatch;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One route of a set.
 *
 * @param method for example {@code GET}
 * @param template for example {@code /users/{user}/keys}; a catch-all is written <code>{*rest}</code>
 */
record Endpoint(String method, String template) {
    /**
     * Orders the routes for routers that take the first match. In this order, no route hides a later route. Compares
     * segment by segment: literals come before variables, and variables before a catch-all.
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

    /** Returns the name of a variable or catch-all segment. */
    static String nameOf(String segment) {
        return segment.substring(isCatchAll(segment) ? 2 : 1, segment.length() - 1);
    }

    List<String> segments() {
        return List.of(template.substring(1).split("/", -1));
    }

    /** Returns the names of the variables and the catch-all, from left to right. */
    List<String> variables() {
        return segments().stream()
                .filter(segment -> segment.startsWith("{"))
                .map(Endpoint::nameOf)
                .toList();
    }

    boolean hasCatchAll() {
        return template.contains("{*");
    }

    /** Returns the template with {@code :name} for variables and the given text for a catch-all. */
    String withColons(String catchAll) {
        return VARIABLE.matcher(CATCH_ALL.matcher(template).replaceAll(catchAll))
                .replaceAll(":$1");
    }

    /** Returns the template in the syntax of matchit 0.7 and of the GitHub list. */
    String withColonsAndStars() {
        return withColons("*$1");
    }

    /** Returns a regular expression that matches the same paths, with a group for each variable. */
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
