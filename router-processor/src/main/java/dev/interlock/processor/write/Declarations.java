package dev.interlock.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Writes parts of declarations that all generated classes have in common. */
final class Declarations {
    private static final String PROCESSOR = "dev.interlock.processor.RouterProcessor";

    private Declarations() {}

    /** Creates a builder of a class that is generated for an application. */
    static TypeSpec.Builder generatedClass(Application application, String name) {
        return generatedClass(application.root(), name);
    }

    /** Returns the names of the warnings that generated code must suppress because of the types of an application. */
    static List<String> warnings(Application application) {
        return Stream.concat(
                        Deprecations.in(application) ? Stream.of("deprecation", "removal") : Stream.of(),
                        RawTypes.in(application) ? Stream.of("rawtypes", "unchecked") : Stream.of())
                .toList();
    }

    /** Returns a copy of the type with an annotation that suppresses the warnings. */
    static TypeSpec suppressing(TypeSpec type, List<String> warnings) {
        if (warnings.isEmpty()) {
            return type;
        }
        CodeBlock names =
                warnings.stream().map(it -> CodeBlock.of("$S", it)).collect(CodeBlock.joining(", ", "{", "}"));
        return type.toBuilder()
                .addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                        .addMember("value", names)
                        .build())
                .build();
    }

    /** Creates a builder of a class that is generated from one element. */
    static TypeSpec.Builder generatedClass(TypeElement origin, String name) {
        return TypeSpec.classBuilder(name)
                .addOriginatingElement(origin)
                .addAnnotations(GeneratedMark.of(origin, PROCESSOR))
                .addModifiers(Modifier.FINAL);
    }

    static void addFields(TypeSpec.Builder type, List<Instance> instances) {
        instances.forEach(it -> type.addField(FieldSpec.builder(type(it), it.name(), Modifier.PRIVATE, Modifier.FINAL)
                .build()));
    }

    static List<ParameterSpec> parameters(List<Instance> instances) {
        return instances.stream()
                .map(it -> ParameterSpec.builder(type(it), it.name()).build())
                .toList();
    }

    static CodeBlock assignments(List<Instance> instances) {
        CodeBlock.Builder code = CodeBlock.builder();
        instances.forEach(it -> code.addStatement("this.$N = $N", it.name(), it.name()));
        return code.build();
    }

    /** Creates a builder of a method with three parameters: the number of a route, the request and the response. */
    static MethodSpec.Builder routeMethod(String name) {
        return MethodSpec.methodBuilder(name)
                .addParameter(TypeName.INT, "route")
                .addParameter(RuntimeTypes.REQUEST, "request")
                .addParameter(RuntimeTypes.RESPONSE, "response")
                .addException(Exception.class);
    }

    /** Returns the type of an instance. Each type argument is a wildcard. */
    private static TypeName type(Instance instance) {
        TypeElement element = instance.type();
        ClassName name = ClassName.get(element);
        int parameters = element.getTypeParameters().size();
        TypeName any = WildcardTypeName.subtypeOf(Object.class);
        return parameters == 0
                ? name
                : ParameterizedTypeName.get(
                        name, Collections.nCopies(parameters, any).toArray(TypeName[]::new));
    }

    /** Returns the type without type arguments and type variables, for class literals and links. */
    static TypeName erased(TypeName type) {
        if (type instanceof ParameterizedTypeName parameterized) {
            return parameterized.rawType();
        }
        if (type instanceof ArrayTypeName array) {
            return ArrayTypeName.of(erased(array.componentType()));
        }
        return type instanceof TypeVariableName variable
                ? variable.bounds().stream()
                        .findFirst()
                        .map(Declarations::erased)
                        .orElse(ClassName.OBJECT)
                : type;
    }
}
