package dev.interlock.benchmarks.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Java sources of a route set, as a user would write them: controllers with one handler for each route, and the
 * application that lists the controllers.
 */
final class ControllerSources {
    /** Name of the generated router. */
    static final String ROUTER = "measured.ApiRouter";

    private static final int HANDLERS_PER_CONTROLLER = 100;

    private ControllerSources() {}

    /** Returns the source texts by file path. */
    static Map<String, String> of(RouteSet set) {
        Map<String, String> sources = new LinkedHashMap<>();
        List<String> controllers = new ArrayList<>();
        for (int from = 0; from < set.size(); from += HANDLERS_PER_CONTROLLER) {
            String name = "Controller" + from / HANDLERS_PER_CONTROLLER;
            String handlers = IntStream.range(from, Math.min(set.size(), from + HANDLERS_PER_CONTROLLER))
                    .mapToObj(number -> handler(number, set.endpoints().get(number)))
                    .collect(Collectors.joining("\n"));
            controllers.add(name + ".class");
            sources.put("measured/" + name + ".java", """
                    package measured;
                    import dev.interlock.annotation.*;
                    @Controller
                    public final class %s {
                    %s}
                    """.formatted(name, handlers));
        }
        sources.put("measured/Api.java", """
                package measured;
                import dev.interlock.annotation.HttpApp;
                @HttpApp(controllers = {%s})
                public final class Api {}
                """.formatted(String.join(", ", controllers)));
        return sources;
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
