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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the parts of a router that is too large for one class, and what the router needs to reach them. */
final class PartWriter {
    private final Application application;
    private final JsonFields json;
    private final List<Part> parts = new ArrayList<>();

    PartWriter(Application application, Layout layout, ChecksClass checks, JsonFields json) {
        this.application = application;
        this.json = json;
        List<String> fields = Stream.concat(
                        application.controllers().stream().map(Instance::name), Stream.of(json.variable()))
                .toList();
        for (List<NumberedRoute> routes : layout.parts()) {
            RouteGroup group = new RouteGroup(routes, fields, checks, json);
            String name = application.routerName() + "Part" + parts.size();
            ClassName className = ClassName.get(application.packageName(), name);
            parts.add(new Part(parts.size(), className, group, group.controllers(application.controllers())));
        }
    }

    private record Part(int number, ClassName name, RouteGroup routes, List<Instance> controllers) {
        String field() {
            return "part" + number;
        }
    }

    /** The classes of the parts. */
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
        Declarations.addFields(type, part.controllers());
        MethodSpec.Builder constructor =
                MethodSpec.constructorBuilder().addParameters(Declarations.parameters(part.controllers()));
        constructor.addCode(Declarations.assignments(part.controllers()));
        if (part.routes().usesJson()) {
            type.addField(json.field());
            constructor.addParameter(json.parameter()).addCode(json.assignment());
        }
        CodeBlock unknownRoute =
                CodeBlock.of("new $T($S + route)", IllegalArgumentException.class, "No route has the number ");
        return type.addMethod(constructor.build())
                .addMethod(Declarations.routeMethod("handle")
                        .addCode(part.routes().dispatch(unknownRoute))
                        .build())
                .addMethods(bindings)
                .build();
    }

    /** The router's list of the routes of all parts. */
    FieldSpec allInfos(Modifier... modifiers) {
        CodeBlock lists = parts.stream()
                .map(part -> CodeBlock.of("$T.ROUTES", part.name()))
                .collect(CodeBlock.joining(",\n"));
        TypeName type = ParameterizedTypeName.get(ClassName.get(List.class), RuntimeTypes.ROUTE_INFO);
        return FieldSpec.builder(type, "ROUTES", modifiers)
                .initializer("$T.of(\n$>$>$L)\n.flatMap($T::stream)\n.toList()$<$<", Stream.class, lists, List.class)
                .build();
    }

    void addFields(TypeSpec.Builder router) {
        parts.forEach(part -> router.addField(part.name(), part.field(), Modifier.PRIVATE, Modifier.FINAL));
    }

    /** Creates the parts in the router's constructor. */
    CodeBlock assignments() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (Part part : parts) {
            Stream<String> controllers = part.controllers().stream().map(Instance::name);
            Stream<String> codecs = part.routes().usesJson() ? Stream.of(json.variable()) : Stream.of();
            String arguments = Stream.concat(controllers, codecs).collect(Collectors.joining(", "));
            code.addStatement("this.$N = new $T($L)", part.field(), part.name(), arguments);
        }
        return code.build();
    }

    /** The statements that lead from a route's number to its part. */
    CodeBlock dispatch() {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (route / ROUTES_PER_PART)");
        for (Part part : parts) {
            code.addStatement("case $T.PART -> $N.handle(route, request, response)", part.name(), part.field());
        }
        return code.addStatement("default -> throw unknownRoute(route)")
                .endControlFlow()
                .build();
    }
}
