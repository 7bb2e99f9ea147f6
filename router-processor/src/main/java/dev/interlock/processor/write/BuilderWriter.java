package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Instance;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes the builder of a router with many instances. Long argument lists are hard to read, and a method can have at
 * most 255 parameters (JVMS section 4.3.3).
 */
final class BuilderWriter {
    /**
     * A router with at least this many instances gets a builder. With so many instances, a call of {@code of} is hard
     * to read.
     */
    private static final int LEAST_INSTANCES = 10;

    private final ClassName router;
    private final ClassName name;
    private final List<Instance> instances;
    private final JsonFields json;
    private final boolean isPublic;

    BuilderWriter(ClassName router, List<Instance> instances, JsonFields json, boolean isPublic) {
        this.router = router;
        this.name = name(router, instances);
        this.instances = instances;
        this.json = json;
        this.isPublic = isPublic;
    }

    /** Whether the router has enough instances to need a builder. */
    static boolean isNeeded(List<Instance> instances) {
        return instances.size() >= LEAST_INSTANCES;
    }

    /** Returns the class name of the builder. */
    static ClassName name(ClassName router, List<Instance> instances) {
        boolean isTaken =
                instances.stream().anyMatch(it -> it.type().getSimpleName().contentEquals("Builder"));
        return router.nestedClass(isTaken ? "RouterBuilder" : "Builder");
    }

    /** Returns the parameter for the builder, for constructors that take their instances from a builder. */
    static ParameterSpec parameter(ClassName router, List<Instance> instances) {
        return ParameterSpec.builder(name(router, instances), "builder").build();
    }

    /** Returns the statements of a constructor that copy the given fields from a builder. */
    static CodeBlock assignments(Stream<String> fields) {
        CodeBlock.Builder code = CodeBlock.builder();
        fields.forEach(it -> code.addStatement("this.$N = builder.$N", it, it));
        return code.build();
    }

    /** Returns the static method that creates a builder. */
    MethodSpec start() {
        return MethodSpec.methodBuilder("builder")
                .addJavadoc("Starts a router. Its builder takes each instance by name.")
                .addModifiers(access(Modifier.STATIC))
                .returns(name)
                .addStatement("return new $T()", name)
                .build();
    }

    /** Returns the builder as a nested class of the router. */
    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc(
                        "Takes the instances that a {@link $T} calls. Several threads may call them at the same time.",
                        router)
                .addModifiers(access(Modifier.STATIC, Modifier.FINAL));
        Declarations.parameters(instances).forEach(it -> type.addField(field(it)));
        if (!json.isEmpty()) {
            type.addField(field(json.parameter()));
        }
        type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        Declarations.parameters(instances).forEach(it -> type.addMethod(setter(it)));
        if (!json.isEmpty()) {
            type.addMethod(configuration());
        }
        return type.addMethod(build()).build();
    }

    /**
     * Returns the builder's field for a value. The field is not private, because the parts of a large router read it.
     */
    private static FieldSpec field(ParameterSpec value) {
        return FieldSpec.builder(value.type(), value.name()).build();
    }

    private MethodSpec setter(ParameterSpec value) {
        return MethodSpec.methodBuilder(value.name())
                .addModifiers(access())
                .returns(name)
                .addParameter(value)
                .addStatement("this.$N = $L", value, FactoryWriter.required(value.name()))
                .addStatement("return this")
                .build();
    }

    private MethodSpec configuration() {
        List<ParameterSpec> configurations = JsonWriter.configurations(json);
        CodeBlock arguments = configurations.stream()
                .map(it -> FactoryWriter.required(it.name()))
                .collect(CodeBlock.joining(", "));
        return MethodSpec.methodBuilder(json.variable())
                .addJavadoc("Configures JSON. Without this call, JSON has its default configuration.")
                .addModifiers(access())
                .returns(name)
                .addParameters(configurations)
                .addStatement("this.$N = new $T($L)", json.variable(), json.holder(), arguments)
                .addStatement("return this")
                .build();
    }

    private MethodSpec build() {
        MethodSpec.Builder build = MethodSpec.methodBuilder("build")
                .addJavadoc("Returns the router.\n\n@throws $T if an instance is not set", IllegalStateException.class)
                .addModifiers(access())
                .returns(router);
        for (Instance instance : instances) {
            build.beginControlFlow("if ($N == null)", instance.name())
                    .addStatement("throw new $T($S)", IllegalStateException.class, instance.name() + " is not set")
                    .endControlFlow();
        }
        if (!json.isEmpty()) {
            build.beginControlFlow("if ($N == null)", json.variable())
                    .addStatement("$N = new $T()", json.variable(), json.holder())
                    .endControlFlow();
        }
        return build.addStatement("return new $T(this)", router).build();
    }

    private Modifier[] access(Modifier... others) {
        return Stream.concat(isPublic ? Stream.of(Modifier.PUBLIC) : Stream.of(), Stream.of(others))
                .toArray(Modifier[]::new);
    }

    /**
     * Returns an expression that creates the router with a builder. The expression passes all instances and the given
     * JSON configurations to the builder.
     */
    CodeBlock chain(List<ParameterSpec> configurations) {
        CodeBlock.Builder code = CodeBlock.builder().add("new $T()", name);
        instances.forEach(it -> code.add("\n.$N($N)", it.name(), it.name()));
        if (!configurations.isEmpty()) {
            CodeBlock arguments =
                    configurations.stream().map(it -> CodeBlock.of("$N", it)).collect(CodeBlock.joining(", "));
            code.add("\n.$N($L)", json.variable(), arguments);
        }
        return code.add("\n.build()").build();
    }
}
