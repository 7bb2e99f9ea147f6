package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.RouteFilter;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.FilterWriter.Moment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the members that one class needs for its routes: constants, metadata and binding methods. */
final class RouteGroup {
    private static final TypeName ROUTE_LIST =
            ParameterizedTypeName.get(ClassName.get(List.class), RuntimeTypes.ROUTE_INFO);

    private final List<NumberedRoute> routes;
    private final Set<String> fields;
    private final ChecksClass checks;
    private final JsonFields json;
    private final int filtersBefore;

    /**
     * Creates a writer for the routes of one class.
     *
     * @param fields names of the fields of the class
     * @param checks class for the shared checks; records which checks the binding methods use
     * @param filtersBefore number of filters of the application
     */
    RouteGroup(List<NumberedRoute> routes, Set<String> fields, ChecksClass checks, JsonFields json, int filtersBefore) {
        this.filtersBefore = filtersBefore;
        this.json = json;
        this.routes = routes;
        this.fields = fields;
        this.checks = checks;
    }

    /**
     * Returns the instances that these routes need: their controllers and their own filters. The order is the order in
     * {@code all}.
     */
    List<Instance> instances(List<Instance> all) {
        Set<Instance> own = routes.stream()
                .map(route -> route.route().handler())
                .flatMap(handler -> Stream.concat(
                        Stream.of(handler.controller()),
                        handler.filters().stream().map(RouteFilter::instance)))
                .collect(Collectors.toSet());
        return all.stream().filter(own::contains).toList();
    }

    /** Returns the filters that factories create for these routes. */
    List<Instance> boundFilters() {
        return routes.stream()
                .flatMap(NumberedRoute::boundFilters)
                .map(NumberedRoute.Filter::instance)
                .toList();
    }

    /**
     * Returns the constructor statements that create the filters of filter bindings. The statements call the factories,
     * which are in fields of the class.
     */
    CodeBlock createFilters(BindingsClass bindings) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (NumberedRoute route : routes) {
            route.boundFilters()
                    .forEach(filter -> code.addStatement(
                            "this.$N = $T.requireNonNull($>$>\n$L,\n$S$<$<)",
                            filter.instance().name(),
                            Objects.class,
                            bindings.filter(filter.bound().orElseThrow(), info(route)),
                            filter.declared().instance().type().getSimpleName() + " created null for "
                                    + route.route().method() + " "
                                    + route.route().template().text()));
        }
        return code.build();
    }

    /**
     * Returns an expression that reads the facts about a route from the constant {@code ROUTES}. The first element of
     * this list is for the first route of this class.
     */
    private CodeBlock info(NumberedRoute route) {
        NumberedRoute first = routes.get(0);
        String constant = route.names().constant();
        return first.number() == 0
                ? CodeBlock.of("ROUTES.get($N)", constant)
                : CodeBlock.of("ROUTES.get($N - $N)", constant, first.names().constant());
    }

    /** Whether at least one of these routes reads or writes JSON. */
    boolean usesJson() {
        return routes.stream()
                .anyMatch(route -> route.route().handler().json().findAny().isPresent());
    }

    /** Returns the statements that call the filters of the current route. Empty if no route has its own filters. */
    CodeBlock filterCalls(Moment moment) {
        return FilterWriter.ofRoutes(moment, routes);
    }

    /**
     * Adds the constants to the class and returns the binding methods. The caller adds these methods after the other
     * methods of the class.
     */
    List<MethodSpec> addConstants(TypeSpec.Builder type) {
        Names names = RouteNames.constantScope();
        routes.forEach(route -> names.unique(route.names().constant(), "_"));
        Constants constants = new Constants(names);
        List<MethodSpec> bindings = new ArrayList<>();
        for (NumberedRoute route : routes) {
            RouteWriter writer = new RouteWriter(route, json, filtersBefore);
            type.addField(writer.number());
            bindings.add(writer.binding(constants, fields, checks));
        }
        constants.fields().forEach(type::addField);
        return bindings;
    }

    /** Returns the constant that lists the facts about the routes. The runtime reads this list. */
    FieldSpec infos(Modifier... modifiers) {
        CodeBlock infos = routes.stream()
                .map(route -> new RouteWriter(route, json, filtersBefore).info(this::number))
                .collect(CodeBlock.joining(",\n"));
        return FieldSpec.builder(ROUTE_LIST, "ROUTES", modifiers)
                .initializer("$T.of(\n$>$>$L$<$<)", List.class, infos)
                .build();
    }

    /** Returns an expression for the number of a route: the constant, or a literal for a route of another class. */
    private CodeBlock number(NumberedRoute.Variant variant) {
        boolean isHere = routes.stream().anyMatch(route -> route.number() == variant.number());
        return isHere
                ? CodeBlock.of("$N", variant.constant())
                : CodeBlock.of("$L /* $L */", variant.number(), variant.constant());
    }

    /** Returns the statements that call the error methods of a controller, selected by the number of the route. */
    CodeBlock errorDispatch(ErrorWriter errors) {
        CodeBlock.Builder code = CodeBlock.builder().add("return switch (route) {\n$>");
        Map<Instance, List<NumberedRoute>> byController = routes.stream()
                .collect(Collectors.groupingBy(
                        route -> route.route().handler().controller(), LinkedHashMap::new, Collectors.toList()));
        byController.forEach((controller, own) -> {
            if (errors.isNeeded(List.of(controller))) {
                CodeBlock cases = own.stream()
                        .map(route -> CodeBlock.of("$N", route.names().constant()))
                        .collect(CodeBlock.joining(",$W"));
                code.addStatement("case $L -> $N(thrown, request, response)", cases, errors.chainName(controller));
            }
        });
        return code.addStatement("default -> false").add("$<};\n").build();
    }

    /** Returns the statements that call a binding method, selected by the number of the route. */
    CodeBlock dispatch(CodeBlock unknownRoute) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (route)");
        for (NumberedRoute route : routes) {
            RouteNames names = route.names();
            code.addStatement("case $N -> $N(request, response)", names.constant(), names.method());
        }
        return code.addStatement("default -> throw $L", unknownRoute)
                .endControlFlow()
                .build();
    }
}
