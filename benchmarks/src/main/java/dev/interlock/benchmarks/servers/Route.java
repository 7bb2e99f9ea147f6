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
 * @param number number of the route in the file, from 1
 * @param query name of the query parameter
 * @param text response of a {@link Kind#TEXT} route, otherwise empty
 */
record Route(int number, String method, String template, Optional<String> query, Kind kind, String text) {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final int WORDS = 4;

    /** Kind of a route's response. {@code routes.txt} describes the kinds. */
    enum Kind {
        TEXT,
        NUMBER,
        RECEIPT,
        ORDER,
        NOTHING
    }

    /** Parses the file. Lines that begin with {@code #} are comments. */
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

    /** Returns the number of parameters, including the query parameter. */
    int parameters() {
        return (int) VARIABLE.matcher(template).results().count() + (query.isPresent() ? 1 : 0);
    }

    /** Returns the path and query with these parameter values, in order. */
    String target(long... values) {
        int[] next = {0};
        Matcher matcher = VARIABLE.matcher(template);
        String path = matcher.replaceAll(variable -> Long.toString(values[next[0]++]));
        return query.map(name -> path + "?" + name + "=" + values[next[0]]).orElse(path);
    }
}
