package dev.interlock.processor.testing.shapes;

import dev.interlock.processor.testing.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates whole random applications: controllers in two packages, filters, and classes for errors. */
final class Applications {
    private final Draw draw;
    private final Home main;
    private final Home parts;

    Applications(Draw draw) {
        this.draw = draw;
        main = new Home(draw, Home.MAIN);
        parts = new Home(draw, Home.PARTS);
    }

    RandomApplication next(long seed) {
        Optional<Mistake> mistake = mistake(seed);
        boolean hasPrincipal = draw.oneIn(2, Kind.FILTER);
        boolean hasAdapters = draw.oneIn(8, Kind.GENERATOR_OF_ADAPTERS);
        if (hasAdapters) {
            main.avoidClashes();
        }
        Set<String> controllers = controllers(hasPrincipal, mistake);
        if (hasAdapters) {
            controllers.add(new Adapters(draw, main).next());
        }
        String router = application(controllers, hasPrincipal);
        if (draw.oneIn(6, Kind.SECOND_APPLICATION)) {
            String name = "Second" + draw.number();
            String filters = hasPrincipal ? ", filters = Caller.class" : "";
            main.add(
                    name,
                    "@HttpApp(controllers = " + classes(List.copyOf(controllers)) + filters + ") interface " + name
                            + " {}");
        }
        if (mistake.isEmpty() && draw.oneIn(4, Kind.ROUTER_IN_USE)) {
            main.add("Main", "final class Main { " + router + " router; }");
        }
        List<Source> sources = Stream.of(main.sources(), parts.sources())
                .flatMap(Collection::stream)
                .toList();
        return new RandomApplication(
                seed, sources, List.copyOf(main.later()), Home.MAIN + "." + router, hasAdapters, mistake, draw.kinds());
    }

    /** Returns the mistake for a seed. Every fifth seed has one. All mistakes occur in turn. */
    private static Optional<Mistake> mistake(long seed) {
        Mistake[] mistakes = Mistake.values();
        return seed % 5 == 4 ? Optional.of(mistakes[(int) (seed / 5 % mistakes.length)]) : Optional.empty();
    }

    private Set<String> controllers(boolean hasPrincipal, Optional<Mistake> mistake) {
        // Makes sure that the package exists in every application.
        parts.add("Anchor", "public interface Anchor {}");
        String filter = "";
        if (draw.oneIn(3, Kind.BOUND_FILTER)) {
            filter = "Bound" + draw.number();
            main.add(filter, filter(filter));
        }
        Set<String> controllers = new LinkedHashSet<>();
        Types shared = Types.of(draw, parts, List.of());
        Controllers own = new Controllers(
                Types.of(draw, main, List.of(shared)), List.of(new Supertypes(shared, hasPrincipal)), hasPrincipal);
        controllers.add(own.next(filter, mistake.map(Mistake::members).orElse("")));
        for (int left = draw.upTo(1); left > 0; left--) {
            controllers.add(own.next("", ""));
        }
        if (draw.oneIn(2)) {
            controllers.add(new Controllers(shared, List.of(), hasPrincipal).next("", ""));
        }
        mistake.filter(it -> !it.listed().isEmpty()).ifPresent(it -> {
            it.files().forEach(main::add);
            controllers.add(it.listed());
        });
        return controllers;
    }

    /** Declares the application and returns the simple name of its router. */
    private String application(Set<String> controllers, boolean hasPrincipal) {
        List<String> listed = new ArrayList<>(controllers);
        String members = "";
        String annotations = "";
        boolean isNested = draw.oneIn(5, Kind.NESTED_APPLICATION);
        if (draw.oneIn(6, Kind.APPLICATION_IS_CONTROLLER)) {
            annotations = "@Controller(\"/api\") ";
            members = "@Get(\"/api\") " + draw.of("", "public ") + "String api() { return null; }";
            listed.add(isNested ? "Shop.Api" : "Api");
        }
        String values = "controllers = " + classes(listed) + filters(hasPrincipal) + errors()
                + (draw.oneIn(4, Kind.TRAILING_SLASH)
                        ? ", trailingSlash = TrailingSlash." + draw.of("IGNORE", "REDIRECT", "STRICT")
                        : "");
        String kind = draw.of("final class", "class", "record");
        String api = kind + " Api" + (kind.equals("record") ? "()" : "") + " { " + members + " }";
        String head = "@HttpApp(" + values + ") " + annotations;
        if (isNested) {
            main.add(
                    "Shop",
                    main.access() + "class Shop { " + head + draw.of("", "public ", "protected ") + "static " + api
                            + " }");
            return "Shop_ApiRouter";
        }
        main.add("Api", head + main.access() + api);
        return "ApiRouter";
    }

    private String filters(boolean hasPrincipal) {
        List<String> filters = new ArrayList<>();
        if (hasPrincipal) {
            filters.add("Caller");
            main.add("Caller", filter("Caller"));
        }
        if (draw.oneIn(4)) {
            filters.add("dev.interlock.filter.SecurityHeaders");
        }
        return filters.isEmpty() ? "" : ", filters = " + classes(filters);
    }

    private String filter(String name) {
        String method = draw.of(
                "",
                "public boolean before(Request request, Response response) { return true; }",
                "public void finish(Request request, Response response) {}");
        return main.access() + "class " + name + " implements dev.interlock.http.Filter { " + method + " }";
    }

    private String errors() {
        if (!draw.oneIn(3, Kind.ERRORS)) {
            return "";
        }
        String name = "Failures" + draw.number();
        String methods = Stream.of("TimeoutException", "NoSuchElementException", "IllegalArgumentException")
                .map(it -> Errors.method(draw, main.nestedAccess(), it))
                .collect(Collectors.joining("\n"));
        if (draw.oneIn(2, Kind.DECLARED_EXCEPTION)) {
            String failure = main.typeName();
            String problem = draw.of("", "@ProblemType(status = 409, title = \"Conflict\") ");
            String reference = main.place(
                    failure,
                    problem + "class " + failure + " extends " + draw.of("Exception", "RuntimeException") + " {}");
            methods += "\n" + Errors.method(draw, main.nestedAccess(), reference);
        }
        main.add(name, main.access() + "class " + name + " { " + methods + " }");
        return ", errors = " + name + ".class";
    }

    private static String classes(List<String> names) {
        return names.stream().map(it -> it + ".class").collect(Collectors.joining(", ", "{", "}"));
    }
}
