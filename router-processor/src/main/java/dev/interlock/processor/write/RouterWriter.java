package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.check.route.ProvenApplication;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.FilterWriter.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Writes the router of an application. A large router consists of several classes. */
public final class RouterWriter {
    private static final Modifier[] CONSTANT = {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL};

    private final Application application;
    private final TablesWriter tables;
    private final ChecksClass checks;
    private final BindingsClass bindings;
    private final Layout layout;
    private final ClassName name;
    private final List<Instance> instances;
    private final JsonFields json;
    private final ErrorWriter errors;
    private final SourcesWriter sources;

    private RouterWriter(ProvenApplication proven, List<String> tables, List<SourceDigest> sources) {
        this.application = proven.application();
        this.checks = new ChecksClass(application);
        this.bindings = new BindingsClass(application);
        this.json = JsonFields.of(application);
        this.layout = Layout.of(NumberedRoute.of(proven));
        this.tables = new TablesWriter(application, tables);
        this.errors = new ErrorWriter(application, json);
        this.name = ClassName.get(application.packageName(), application.routerName());
        this.instances = application.instances();
        this.sources = new SourcesWriter(application, sources);
    }

    /**
     * Returns the generated files of an application. Each file has one originating element, the application class.
     *
     * @param tables text of the dispatch plan
     * @param sources classes that the application was read from, with their digests
     */
    public static List<JavaFile> write(ProvenApplication proven, List<String> tables, List<SourceDigest> sources) {
        Application application = proven.application();
        RouterWriter writer = new RouterWriter(proven, tables, sources);
        List<String> warnings = Declarations.warnings(application);
        boolean isJavaLangClear = JavaLang.isClearIn(application.root());
        return writer.types().stream()
                .map(type -> Declarations.suppressing(type, warnings))
                .map(type -> JavaFile.builder(application.packageName(), type)
                        .skipJavaLangImports(isJavaLangClear)
                        .build())
                .toList();
    }

    private List<TypeSpec> types() {
        if (!layout.isSplit()) {
            return withOthers(Stream.of(whole()));
        }
        PartWriter parts = new PartWriter(application, layout, checks, bindings, json);
        return withOthers(Stream.of(Stream.of(split(parts)), parts.types().stream(), Stream.of(tables.type()))
                .flatMap(it -> it));
    }

    /** Returns the given types, followed by the other generated types that they refer to. */
    private List<TypeSpec> withOthers(Stream<TypeSpec> types) {
        List<TypeSpec> all = types.collect(Collectors.toCollection(ArrayList::new));
        all.addAll(checks.types());
        all.addAll(bindings.types());
        all.addAll(sources.types());
        if (!json.isEmpty()) {
            all.add(new JsonWriter(application, json).type());
        }
        return all;
    }

    /** Returns a router that consists of one class. */
    private TypeSpec whole() {
        RouteGroup routes = new RouteGroup(
                layout.parts().stream().flatMap(List::stream).toList(),
                layout.fields(instances, json),
                checks,
                json,
                application.filters().size());
        TypeSpec.Builder type = declaration();
        List<MethodSpec> bindings = routes.addConstants(type);
        type.addField(dispatch(tables.parsed()));
        type.addField(routes.infos(CONSTANT));
        Declarations.addFields(type, instances);
        Declarations.addFields(type, routes.boundFilters());
        if (!json.isEmpty()) {
            type.addField(json.field());
        }
        CodeBlock filters = routes.createFilters(this.bindings);
        type.addMethod(constructor(CodeBlock.join(List.of(assignments(instances, !json.isEmpty()), filters), "")));
        addEntryPoints(type, routes.dispatch(CodeBlock.of("unknownRoute(route)")), routes::filterCalls);
        errors.addTo(type, routes.errorDispatch(errors));
        type.addMethods(errors.chains(application.controllers()));
        return type.addMethods(bindings).build();
    }

    /** Returns a router that passes each request to the part that contains the route. */
    private TypeSpec split(PartWriter parts) {
        TypeSpec.Builder type = declaration();
        type.addField(FieldSpec.builder(TypeName.INT, "ROUTES_PER_PART", CONSTANT)
                .initializer("$L", layout.routesPerPart())
                .build());
        type.addField(dispatch(tables.reference()));
        parts.addInfos(type, CONSTANT);
        parts.addFields(type);
        List<Instance> own = Stream.concat(application.filters().stream(), application.errors().stream())
                .toList();
        Declarations.addFields(type, own);
        boolean usesJson = errors.usesJson(application.errors());
        if (usesJson) {
            type.addField(json.field());
        }
        type.addMethod(constructor(CodeBlock.join(List.of(parts.assignments(), assignments(own, usesJson)), "")));
        addEntryPoints(type, parts.dispatch(), parts::filterCalls);
        errors.addTo(type, parts.errorDispatch());
        return type.build();
    }

    private TypeSpec.Builder declaration() {
        TypeSpec.Builder type = Declarations.generatedClass(application, application.routerName())
                .superclass(RuntimeTypes.ROUTER)
                .addJavadoc(
                        "Dispatch, binding and calls of {@link $T}. Generated: edit the annotated classes instead.",
                        application.root());
        if (isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        return type;
    }

    /** Whether the application, and therefore its router, is public. */
    private boolean isPublic() {
        Element element = application.root();
        while (element instanceof TypeElement && element.getModifiers().contains(Modifier.PUBLIC)) {
            element = element.getEnclosingElement();
        }
        return !(element instanceof TypeElement);
    }

    private static FieldSpec dispatch(CodeBlock value) {
        return FieldSpec.builder(RuntimeTypes.DISPATCH_TABLE, "DISPATCH", CONSTANT)
                .initializer(value)
                .build();
    }

    private CodeBlock assignments(List<Instance> fields, boolean usesJson) {
        if (BuilderWriter.isNeeded(instances)) {
            Stream<String> codecs = usesJson ? Stream.of(json.variable()) : Stream.of();
            return BuilderWriter.assignments(Stream.concat(fields.stream().map(Instance::name), codecs));
        }
        CodeBlock codecs = usesJson ? json.assignment() : CodeBlock.of("");
        return CodeBlock.join(List.of(Declarations.assignments(fields), codecs), "");
    }

    /**
     * Returns the parameters of the constructor: either all instances and the codecs, or a builder with these values.
     */
    private List<ParameterSpec> constructorParameters() {
        if (BuilderWriter.isNeeded(instances)) {
            return List.of(BuilderWriter.parameter(name, instances));
        }
        Stream<ParameterSpec> codecs = json.isEmpty() ? Stream.of() : Stream.of(json.parameter());
        return Stream.concat(Declarations.parameters(instances).stream(), codecs)
                .toList();
    }

    private MethodSpec constructor(CodeBlock assignments) {
        CodeBlock customMethods = application.customMethods().stream()
                .map(method -> CodeBlock.of(", $S", method))
                .collect(CodeBlock.joining(""));
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameters(constructorParameters())
                .addStatement(
                        "super($T.$L, ROUTES$L)",
                        RuntimeTypes.TRAILING_SLASH,
                        application.trailingSlash(),
                        customMethods)
                .addCode(assignments)
                .addCode(ValidatorsClass.initialize(application))
                .build();
    }

    private void addEntryPoints(TypeSpec.Builder type, CodeBlock call, Function<Moment, CodeBlock> filterCalls) {
        type.addMethods(new FactoryWriter(name, instances, json, isPublic()).methods());
        if (BuilderWriter.isNeeded(instances)) {
            BuilderWriter builder = new BuilderWriter(name, instances, json, isPublic());
            type.addMethod(builder.start()).addType(builder.type());
        }
        type.addMethod(MethodSpec.methodBuilder("match")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addParameter(TypeName.INT, "method")
                .addParameter(byte[].class, "bytes")
                .addParameter(TypeName.INT, "from")
                .addParameter(TypeName.INT, "to")
                .addParameter(RuntimeTypes.REQUEST_PATH, "path")
                .addStatement("return DISPATCH.match(method, bytes, from, to, path)")
                .build());
        application.challenge().ifPresent(value -> type.addMethod(challenge(value)));
        boolean filtered = !application.filters().isEmpty();
        type.addMethod(Declarations.routeMethod("handle")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addCode(filtered ? throughFilters() : call)
                .build());
        addMoments(type, filterCalls);
        sources.addTo(type);
        if (filtered) {
            type.addMethod(Declarations.routeMethod("call")
                    .addModifiers(Modifier.PRIVATE)
                    .addCode(call)
                    .build());
        }
    }

    private void addMoments(TypeSpec.Builder type, Function<Moment, CodeBlock> filterCalls) {
        for (Moment moment : Moment.values()) {
            CodeBlock calls = FilterWriter.calls(moment, application.filters(), filterCalls.apply(moment));
            if (!calls.isEmpty()) {
                type.addMethod(moment.declaration()
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addCode(calls)
                        .build());
            }
        }
    }

    private MethodSpec challenge(String value) {
        return MethodSpec.methodBuilder("challenge")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $S", value)
                .build();
    }

    private CodeBlock throughFilters() {
        CodeBlock.Builder code = CodeBlock.builder();
        boolean anyRouteWaits = layout.parts().stream()
                .flatMap(List::stream)
                .anyMatch(route -> FilterType.lastAsync(route.filterInstances()) >= 0);
        FilterWriter.open(
                code,
                application.filters(),
                0,
                anyRouteWaits ? Integer.MAX_VALUE : FilterType.lastAsync(application.filters()));
        code.addStatement("call(route, request, response)");
        FilterWriter.close(code, application.filters(), true);
        return code.build();
    }
}
