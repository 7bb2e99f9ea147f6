package dev.interlock.benchmarks.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route of {@code routes.txt}.
 *
 * @param number from 1 in the order of the file
 * @param query the name of its query parameter
 * @param text what a route of kind {@link Kind#TEXT} answers, else empty
 */
record Route(int number, String method, String template, Optional<String> query, Kind kind, String text) {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final int WORDS = 4;

    /** What a route answers; {@code routes.txt} says how. */
    enum Kind {
        TEXT,
        NUMBER,
        RECEIPT,
        ORDER,
        NOTHING
    }

    /** Reads the file, of which lines that begin with {@code #} are comments. */
    static List<Route> parse(List<String> lines) {
        List<Route> routes = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                routes.add(parse(routes.size() + 1, line));
            }
        }
        return routes;
    }

    private static Route parse(int number, String line) {
        String[] words = line.split(" ", WORDS);
        if (words.length < WORDS - 1) {
            throw new IllegalArgumentException("No route: " + line);
        }
        String[] target = words[1].split("\\?", 2);
        return new Route(
                number,
                words[0],
                target[0],
                target.length > 1 ? Optional.of(target[1]) : Optional.empty(),
                Kind.valueOf(words[2].toUpperCase(Locale.ROOT)),
                words.length == WORDS ? words[WORDS - 1] : "");
    }

    /** How many parameters it has, that of the query included. */
    int parameters() {
        return (int) VARIABLE.matcher(template).results().count() + (query.isPresent() ? 1 : 0);
    }

    /** The path and query with these values of the parameters, in their order. */
    String target(long... values) {
        int[] next = {0};
        Matcher matcher = VARIABLE.matcher(template);
        String path = matcher.replaceAll(variable -> Long.toString(values[next[0]++]));
        return query.map(name -> path + "?" + name + "=" + values[next[0]]).orElse(path);
    }
}
