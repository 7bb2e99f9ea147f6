package dev.interlock.peers.common;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A route of {@code routes.txt}.
 *
 * @param number number of the route, from 1
 * @param query name of the query parameter, or empty if there is none
 * @param text response of a route of kind {@link Kind#TEXT}
 */
public record ShopRoute(
        int number, String method, String template, List<String> variables, String query, Kind kind, String text) {
    private static final int WORDS = 4;

    /** Kind of a route's response. */
    public enum Kind {
        TEXT,
        NUMBER,
        RECEIPT,
        ORDER,
        NOTHING
    }

    /** Returns all routes. */
    public static List<ShopRoute> all() {
        List<ShopRoute> routes = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(ShopRoute.class.getResourceAsStream("/routes.txt"), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    routes.add(parse(routes.size() + 1, line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return routes;
    }

    private static ShopRoute parse(int number, String line) {
        String[] words = line.split(" ", WORDS);
        int mark = words[1].indexOf('?');
        String path = mark < 0 ? words[1] : words[1].substring(0, mark);
        List<String> variables = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (segment.startsWith("{")) {
                variables.add(segment.substring(1, segment.length() - 1));
            }
        }
        String query = mark < 0 ? "" : words[1].substring(mark + 1);
        Kind kind = Kind.valueOf(words[2].toUpperCase(Locale.ROOT));
        return new ShopRoute(
                number,
                words[0],
                path,
                List.copyOf(variables),
                query,
                kind,
                words.length == WORDS ? words[WORDS - 1] : "");
    }

    /** Returns the template in the syntax of frameworks that write {@code :name}. */
    public String colonTemplate() {
        return template.replace("{", ":").replace("}", "");
    }
}
