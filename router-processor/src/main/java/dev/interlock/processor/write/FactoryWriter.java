package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes the static methods that create a router. */
final class FactoryWriter {
    /**
     * Largest number of instances for which the router gets a method {@code of}. A method can have at most 255
     * parameters (JVMS section 4.3.3), and some of these are JSON configurations.
     */
    private static final int MOST_INSTANCES = 250;

    private final ClassName router;
    private final List<Instance> instances;
    private final JsonFields json;
    private final boolean isPublic;

    FactoryWriter(ClassName router, List<Instance> instances, JsonFields json, boolean isPublic) {
        this.router = router;
        this.instances = instances;
        this.json = json;
        this.isPublic = isPublic;
    }

    /**
     * Returns the methods {@code of}. One method takes the instances. If the application has JSON, a second method also
     * takes the JSON configurations. Empty if there are more than {@link #MOST_INSTANCES} instances.
     */
    List<MethodSpec> methods() {
        if (instances.size() > MOST_INSTANCES) {
            return List.of();
        }
        if (json.isEmpty()) {
            return List.of(method(
                            "Returns a router that calls these instances. Several threads may call them at the same time.")
                    .addStatement("return $L", created(CodeBlock.of(""), List.of()))
                    .build());
        }
        return List.of(standard(), configured());
    }

    /** Returns an expression that creates the router, with a builder if the router has one. */
    private CodeBlock created(CodeBlock codecs, List<ParameterSpec> configurations) {
        return BuilderWriter.isNeeded(instances)
                ? new BuilderWriter(router, instances, json, isPublic).chain(configurations)
                : CodeBlock.of("new $T(\n$L$L)", router, instances(), codecs);
    }

    private MethodSpec.Builder method(String javadoc) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("of")
                .addJavadoc(javadoc)
                .addModifiers(Modifier.STATIC)
                .returns(router)
                .addParameters(Declarations.parameters(instances));
        return isPublic ? method.addModifiers(Modifier.PUBLIC) : method;
    }

    private CodeBlock instances() {
        return instances.stream().map(it -> required(it.name())).collect(CodeBlock.joining(",\n"));
    }

    /** Returns an expression that checks that a parameter is not null. */
    static CodeBlock required(String name) {
        return CodeBlock.of("$T.requireNonNull($N, $S)", Objects.class, name, name + " is null");
    }

    private MethodSpec standard() {
        return method("Returns a router that calls these instances, with the default configuration of JSON.\n"
                        + "Several threads may call them at the same time.")
                .addStatement("return $L", created(CodeBlock.of(",\nnew $T()", json.holder()), List.of()))
                .build();
    }

    private MethodSpec configured() {
        Names taken = new Names(instances.stream().map(Instance::name).toList());
        List<ParameterSpec> configurations = new ArrayList<>();
        for (ParameterSpec it : JsonWriter.configurations(json)) {
            TypeName type = it.type();
            configurations.add(
                    ParameterSpec.builder(type, taken.unique(it.name(), "")).build());
        }
        CodeBlock codecs =
                configurations.stream().map(it -> required(it.name())).collect(CodeBlock.joining(", "));
        return method("Returns a router that calls these instances, with this configuration of JSON.\n"
                        + "Several threads may call them at the same time.")
                .addParameters(configurations)
                .addStatement(
                        "return $L", created(CodeBlock.of(",\nnew $T($L)", json.holder(), codecs), configurations))
                .build();
    }
}
