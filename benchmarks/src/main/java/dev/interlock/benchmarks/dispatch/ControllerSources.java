package dev.interlock.benchmarks.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sources of a route set as a user would write them: controllers with one handler for each route, and the
 * application that lists the controllers.
 */
final class ControllerSources {
    /** Simple name of the application. The router's name adds {@code Router}. */
    static final String APPLICATION = "Api";

    static final String PACKAGE = "measured";

    private static final int HANDLERS_PER_CONTROLLER = 100;

    private ControllerSources() {}

    /** Returns the source texts by simple class name. */
    static Map<String, String> of(RouteSet set) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (int from = 0; from < set.size(); from += HANDLERS_PER_CONTROLLER) {
            String name = "Controller" + from / HANDLERS_PER_CONTROLLER;
            sources.put(name, controller(name, set, from, Math.min(set.size(), from + HANDLERS_PER_CONTROLLER)));
        }
        sources.put(APPLICATION, application(List.copyOf(sources.keySet())));
        return sources;
    }

    private static String application(List<String> controllers) {
        String listed = controllers.stream().map(name -> name + ".class").collect(Collectors.joining(", "));
        return """
                package %s;

                import dev.interlock.annotation.HttpApp;

                @HttpApp(controllers = {%s})
                public final class %s {}
                """.formatted(PACKAGE, listed, APPLICATION);
    }

    private static String controller(String name, RouteSet set, int from, int to) {
        String handlers = IntStream.range(from, to)
                .mapToObj(number -> handler(number, set.endpoints().get(number)))
                .collect(Collectors.joining("\n"));
        return """
                package %s;

                import dev.interlock.annotation.*;

                @Controller
                public final class %s {
                %s}
                """.formatted(PACKAGE, name, handlers);
    }

    private static String handler(int number, Endpoint endpoint) {
        String annotation =
                endpoint.method().charAt(0) + endpoint.method().substring(1).toLowerCase(Locale.ROOT);
        String parameters = endpoint.variables().stream()
                .map(variable -> "String " + variable)
                .collect(Collectors.joining(", "));
        return """
                    @%s("%s")
                    public void handler%d(%s) {}
                """.formatted(annotation, endpoint.template(), number, parameters);
    }
}
