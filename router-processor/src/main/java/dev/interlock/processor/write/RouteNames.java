package dev.interlock.processor.write;

import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.model.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of a route in generated code.
 *
 * @param constant name of the constant for the number of the route, such as {@code GET_ORDERS_ID}
 * @param method name of the binding method that calls the handler, such as {@code getOrdersId}
 */
record RouteNames(String constant, String method) {
    /** Names of the constants that a router or part has in addition to the constants of its routes. */
    private static final Set<String> CONSTANTS = Set.of(
            "DISPATCH",
            "ROUTES",
            "ROUTES_PER_PART",
            "NOT_FOUND",
            "BAD_PATH",
            "METHOD_NOT_ALLOWED",
            "OPTIONS",
            "REDIRECT",
            "PART");

    private static final Set<String> METHODS = Set.of(
            "after",
            "begin",
            "call",
            "challenge",
            "filters",
            "finish",
            "handle",
            "match",
            "of",
            "onError",
            "onApplicationError",
            "onControllerError",
            "returned");

    /** Creates a scope for the names of constants in one class. */
    static Names constantScope() {
        return new Names(CONSTANTS);
    }

    /** Returns the names of an application's routes, in the order of the routes. */
    static List<RouteNames> of(Application application) {
        Names constants = constantScope();
        Names methods = new Names(METHODS);
        Map<String, String> snakes = new HashMap<>();
        List<RouteNames> names = new ArrayList<>();
        for (Route route : application.routes()) {
            String constant = constants.unique(wanted(route, snakes), "_");
            names.add(new RouteNames(constant, methods.unique(Names.camel(constant), "_")));
        }
        return names;
    }

    /**
     * Returns the preferred name of the constant for a route.
     * @param snakes cache of the results of {@link Names#upperSnake}, because many routes share segments
     */
    private static String wanted(Route route, Map<String, String> snakes) {
        String wanted = Stream.concat(Stream.of(route.method()), words(route.template()))
                .map(text -> snakes.computeIfAbsent(text, Names::upperSnake))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("_"));
        return Names.constant(wanted);
    }

    private static Stream<String> words(PathTemplate template) {
        List<Segment> segments = template.segments();
        if (segments.size() == 1 && isEmpty(segments.get(0))) {
            return Stream.of("ROOT");
        }
        boolean endsInSlash = isEmpty(segments.get(segments.size() - 1));
        Stream<String> words = segments.stream().map(RouteNames::text);
        return endsInSlash ? Stream.concat(words, Stream.of("SLASH")) : words;
    }

    private static boolean isEmpty(Segment segment) {
        return segment instanceof Literal literal && literal.text().isEmpty();
    }

    private static String text(Segment segment) {
        if (segment instanceof Variable variable) {
            return variable.prefix() + "_" + variable.name() + "_" + variable.suffix();
        }
        return segment instanceof CatchAll catchAll ? catchAll.name() : ((Literal) segment).text();
    }
}
