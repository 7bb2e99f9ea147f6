package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.FilterWriter.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the parts of a router that is too large for one class. Also writes the code of the router that calls them. */
final class PartWriter {
    private final Application application;
    private final JsonFields json;
    private final List<Part> parts = new ArrayList<>();
    private final ErrorWriter errors;
    private final BindingsClass bindings;

    PartWriter(Application application, Layout layout, ChecksClass checks, BindingsClass bindings, JsonFields json) {
        this.application = application;
        this.errors = new ErrorWriter(application, json);
        this.json = json;
        this.bindings = bindings;
        List<Instance> instances = application.instances();
        Set<String> fields = layout.fields(instances, json);
        for (List<NumberedRoute> routes : layout.parts()) {
            RouteGroup group = new RouteGroup(
                    routes, fields, checks, json, application.filters().size());
            String name = application.routerName() + "Part" + parts.size();
            ClassName className = ClassName.get(application.packageName(), name);
            parts.add(new Part(parts.size(), className, group, group.instances(instances)));
        }
    }

    private record Part(int number, ClassName name, RouteGroup routes, List<Instance> instances) {
        String field() {
            return "part" + number;
        }
    }

    private boolean usesJson(Part part) {
        return part.routes().usesJson() || errors.usesJson(part.instances());
    }

    /** Returns the classes of the parts. */
    List<TypeSpec> types() {
        return parts.stream().map(this::type).toList();
    }

    private TypeSpec type(Part part) {
        TypeSpec.Builder type = Declarations.generatedClass(
                        application, part.name().simpleName())
                .addJavadoc(
                        "Some of the routes of {@link $T}. Generated: edit the annotated classes instead.",
                        ClassName.get(application.packageName(), application.routerName()))
                .addField(FieldSpec.builder(TypeName.INT, "PART", Modifier.STATIC, Modifier.FINAL)
                        .initializer("$L", part.number())
                        .build());
        List<MethodSpec> bindings = part.routes().addConstants(type);
        type.addField(part.routes().infos(Modifier.STATIC, Modifier.FINAL));
        Declarations.addFields(type, part.instances());
        Declarations.addFields(type, part.routes().boundFilters());
        if (usesJson(part)) {
            type.addField(json.field());
        }
        CodeBlock unknownRoute =
                CodeBlock.of("new $T($S + route)", IllegalArgumentException.class, "No route has the number ");
        if (errors.isNeeded(part.instances())) {
            type.addMethod(errors.controllerMethod("onError", part.routes().errorDispatch(errors)));
        }
        type.addMethods(errors.chains(part.instances()))
                .addMethod(constructor(part))
                .addMethod(Declarations.routeMethod("handle")
                        .addCode(part.routes().dispatch(unknownRoute))
                        .build());
        for (Moment moment : Moment.values()) {
            CodeBlock calls = part.routes().filterCalls(moment);
            if (!calls.isEmpty()) {
                type.addMethod(moment.declaration().addCode(calls).build());
            }
        }
        return type.addMethods(bindings).build();
    }

    private MethodSpec constructor(Part part) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        if (takesBuilder()) {
            return constructor
                    .addParameter(BuilderWriter.parameter(router(), application.instances()))
                    .addCode(BuilderWriter.assignments(fields(part)))
                    .addCode(part.routes().createFilters(bindings))
                    .build();
        }
        constructor
                .addParameters(Declarations.parameters(part.instances()))
                .addCode(Declarations.assignments(part.instances()));
        if (usesJson(part)) {
            constructor.addParameter(json.parameter()).addCode(json.assignment());
        }
        return constructor.addCode(part.routes().createFilters(bindings)).build();
    }

    private boolean takesBuilder() {
        return BuilderWriter.isNeeded(application.instances());
    }

    private ClassName router() {
        return ClassName.get(application.packageName(), application.routerName());
    }

    /** Returns the names of the fields that the constructor of a part sets. */
    private Stream<String> fields(Part part) {
        Stream<String> codecs = usesJson(part) ? Stream.of(json.variable()) : Stream.of();
        return Stream.concat(part.instances().stream().map(Instance::name), codecs);
    }

    /**
     * Adds the router constant with the facts about the routes of all parts. Its code uses no stream, because a stream
     * would load 70 classes at the start.
     */
    void addInfos(TypeSpec.Builder router, Modifier... modifiers) {
        TypeName type = ParameterizedTypeName.get(ClassName.get(List.class), RuntimeTypes.ROUTE_INFO);
        router.addField(FieldSpec.builder(type, "ROUTES", modifiers).build());
        CodeBlock.Builder code = CodeBlock.builder().addStatement("$T routes = new $T<>()", type, ArrayList.class);
        parts.forEach(part -> code.addStatement("routes.addAll($T.ROUTES)", part.name()));
        router.addStaticBlock(
                code.addStatement("ROUTES = $T.copyOf(routes)", List.class).build());
    }

    void addFields(TypeSpec.Builder router) {
        parts.forEach(part -> router.addField(part.name(), part.field(), Modifier.PRIVATE, Modifier.FINAL));
    }

    /** Returns the statements that create the parts, for the constructor of the router. */
    CodeBlock assignments() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (Part part : parts) {
            String arguments = takesBuilder() ? "builder" : fields(part).collect(Collectors.joining(", "));
            code.addStatement("this.$N = new $T($L)", part.field(), part.name(), arguments);
        }
        return code.build();
    }

    /**
     * Returns the statements that select the part of a route by the number of the route. The part calls the error
     * methods of the controller.
     */
    CodeBlock errorDispatch() {
        CodeBlock.Builder code = CodeBlock.builder().add("return switch (route / ROUTES_PER_PART) {\n$>");
        parts.stream()
                .filter(part -> errors.isNeeded(part.instances()))
                .forEach(part -> code.addStatement(
                        "case $T.PART -> $N.onError(route, thrown, request, response)", part.name(), part.field()));
        return code.addStatement("default -> false").add("$<};\n").build();
    }

    /** Returns the statements that select the part of a route by the number of the route. The part runs the handler. */
    CodeBlock dispatch() {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (route / ROUTES_PER_PART)");
        for (Part part : parts) {
            code.addStatement("case $T.PART -> $N.handle(route, request, response)", part.name(), part.field());
        }
        return code.addStatement("default -> throw unknownRoute(route)")
                .endControlFlow()
                .build();
    }

    /**
     * Returns the statements that select the part of a route by the number of the route. The part calls the filters of
     * the route. Empty if no route has its own filters.
     */
    CodeBlock filterCalls(Moment moment) {
        List<Part> filtered = parts.stream()
                .filter(part -> !part.routes().filterCalls(moment).isEmpty())
                .toList();
        CodeBlock.Builder code = CodeBlock.builder();
        if (filtered.isEmpty()) {
            return code.build();
        }
        code.beginControlFlow("switch (route / ROUTES_PER_PART)");
        for (Part part : filtered) {
            code.addStatement(
                    "case $T.PART -> $N.$L(route, $L)", part.name(), part.field(), moment.method(), moment.arguments());
        }
        return code.beginControlFlow("default ->")
                .add("// Other parts have no filters of their own.\n")
                .endControlFlow()
                .endControlFlow()
                .build();
    }
}
