package dev.interlock.benchmarks.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Sources of an application that resembles the code of a team. Each controller has up to sixteen handlers and its own
 * JSON records. Handlers mix parameters, constraints and results. The same number of routes always gives the same
 * sources.
 */
final class ApplicationSources {
    private static final int CONTROLLERS_PER_PACKAGE = 10;

    private static final String PAGE = resource("page.txt");
    private static final String CONTROLLER = resource("controller.txt");
    /** Sources of the handlers of a controller. Empty lines separate them in the file. */
    private static final List<String> HANDLERS =
            List.of(resource("handlers.txt").split("\n\n"));

    private ApplicationSources() {}

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ApplicationSources.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the source texts by file path. */
    static Map<String, String> of(int routes) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("api/common/Page.java", PAGE);
        List<String> controllers = new ArrayList<>();
        for (int from = 0; from < routes; from += HANDLERS.size()) {
            int number = from / HANDLERS.size();
            String home = "domain" + number / CONTROLLERS_PER_PACKAGE;
            String handlers = HANDLERS.stream()
                    .limit(routes - (long) from)
                    .map(handler -> handler.strip().indent(4))
                    .collect(Collectors.joining("\n"));
            sources.put("api/" + home + "/Resources" + number + ".java", CONTROLLER.formatted(number, home, handlers));
            controllers.add("api." + home + ".Resources" + number + ".class");
        }
        sources.put("api/Api.java", """
                package api;

                import dev.interlock.annotation.HttpApp;

                @HttpApp(controllers = {
                    %s
                })
                public final class Api {}
                """.formatted(String.join(",\n    ", controllers)));
        return sources;
    }
}
