package dev.interlock.benchmarks.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.PrimitiveIterator;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * A route of {@code routes.txt}.
 *
 * @param number number of the route in the file, from 1
 * @param template path and query, for example {@code /users/{user}?version={version}}
 * @param text response of a {@link Kind#TEXT} route, otherwise empty
 */
record Route(int number, String method, String template, Kind kind, String text) {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

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
                String[] words = (line + " ").split(" ", 4);
                // The file has only the name of the query parameter. The template also needs a variable for the value.
                String template = words[1].replaceFirst("\\?(\\w+)", "?$1={$1}");
                Kind kind = Kind.valueOf(words[2].toUpperCase(Locale.ROOT));
                routes.add(new Route(routes.size() + 1, words[0], template, kind, words[3].strip()));
            }
        }
        return routes;
    }

    /** Returns the number of parameters, including the query parameter. */
    int parameters() {
        return (int) VARIABLE.matcher(template).results().count();
    }

    /**
     * Returns the path and query with the values of the parameters.
     *
     * @param values values in the order of the template
     */
    String target(long... values) {
        PrimitiveIterator.OfLong next = LongStream.of(values).iterator();
        return VARIABLE.matcher(template).replaceAll(variable -> Long.toString(next.nextLong()));
    }
}
