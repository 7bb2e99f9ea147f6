package dev.interlock.processor.write;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Writes records that implement annotation interfaces. With these records, generated code creates instances of
 * annotations without reflection.
 */
final class AnnotationRecords {
    /** Members of constraint annotations that never serve as placeholders in a message. */
    private static final Set<String> NO_PLACEHOLDERS = Set.of("message", "groups", "payload");

    private final ClassName holder;
    /** Class that declares the method {@code array}. This method creates generic arrays. */
    private final ClassName arrays;

    private final Names names = new Names(List.of());
    private final Map<TypeElement, ClassName> records = new LinkedHashMap<>();
    private boolean usesArrays;

    /**
     * Creates an empty collection of records.
     * @param holder class that contains the records
     * @param arrays class with the static method that returns its arguments as an array
     */
    AnnotationRecords(ClassName holder, ClassName arrays) {
        this.holder = holder;
        this.arrays = arrays;
    }

    /** Whether an expression of {@link #instance} calls the method {@code array}. */
    boolean usesArrays() {
        return usesArrays;
    }

    /** Returns the records that the expressions of {@link #instance} use. */
    List<TypeSpec> types() {
        return records.entrySet().stream()
                .map(entry -> type(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns an expression that creates an instance of the annotation. */
    CodeBlock instance(AnnotationMirror annotation) {
        TypeElement type = MoreTypes.asTypeElement(annotation.getAnnotationType());
        ClassName record = records.computeIfAbsent(
                type, key -> holder.nestedClass(names.unique(key.getSimpleName() + "Annotation", "")));
        Map<ExecutableElement, AnnotationValue> values = AnnotationMirrors.getAnnotationValuesWithDefaults(annotation);
        CodeBlock arguments = ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .map(member -> value(member.getReturnType(), Objects.requireNonNull(values.get(member))))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of("new $T($L)", record, arguments);
    }

    /**
     * Returns the names and values of the members that serve as placeholders. The code begins with a comma, because it
     * follows other arguments of a call.
     */
    CodeBlock members(AnnotationMirror annotation) {
        CodeBlock.Builder code = CodeBlock.builder();
        AnnotationMirrors.getAnnotationValuesWithDefaults(annotation).forEach((member, value) -> {
            String name = member.getSimpleName().toString();
            if (!NO_PLACEHOLDERS.contains(name)) {
                code.add(",\n$S, $S", name, text(value));
            }
        });
        return code.build();
    }

    private static String text(AnnotationValue value) {
        if (value.getValue() instanceof List<?> values) {
            return values.stream().map(it -> text((AnnotationValue) it)).collect(Collectors.joining(", "));
        }
        return value.getValue() instanceof VariableElement constant
                ? constant.getSimpleName().toString()
                : value.getValue().toString();
    }

    private CodeBlock value(TypeMirror type, AnnotationValue value) {
        Object constant = value.getValue();
        if (constant instanceof List<?> values) {
            return array(type, values);
        }
        if (constant instanceof AnnotationMirror annotation) {
            return instance(annotation);
        }
        if (constant instanceof VariableElement element) {
            return CodeBlock.of(
                    "$T.$N",
                    TypeName.get(element.asType()),
                    element.getSimpleName().toString());
        }
        return constant instanceof TypeMirror named ? CodeBlock.of("$T.class", TypeName.get(named)) : literal(constant);
    }

    private static CodeBlock literal(Object constant) {
        if (constant instanceof String) {
            return CodeBlock.of("$S", constant);
        }
        if (constant instanceof Character character) {
            return CodeBlock.of("(char) $L", (int) character);
        }
        if (constant instanceof Byte || constant instanceof Short) {
            return CodeBlock.of("($L) $L", constant instanceof Byte ? "byte" : "short", constant);
        }
        if (constant instanceof Long) {
            return CodeBlock.of("$LL", constant);
        }
        if (constant instanceof Float number) {
            return CodeBlock.of("$T.intBitsToFloat($L)", Float.class, Float.floatToIntBits(number));
        }
        return constant instanceof Double number
                ? CodeBlock.of("$T.longBitsToDouble($LL)", Double.class, Double.doubleToLongBits(number))
                : CodeBlock.of("$L", constant);
    }

    private CodeBlock array(TypeMirror type, List<?> values) {
        TypeMirror component = MoreTypes.asArray(type).getComponentType();
        CodeBlock elements = values.stream()
                .map(it -> value(component, (AnnotationValue) it))
                .collect(CodeBlock.joining(", "));
        if (TypeName.get(component) instanceof ParameterizedTypeName) {
            usesArrays = true;
            return CodeBlock.of("$T.array($L)", arrays, elements);
        }
        return CodeBlock.of("new $T[] {$L}", TypeName.get(component), elements);
    }

    private static TypeSpec type(TypeElement annotation, ClassName name) {
        List<ExecutableElement> members = ElementFilter.methodsIn(annotation.getEnclosedElements());
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        members.forEach(member ->
                components.addParameter(ParameterSpec.builder(TypeName.get(member.getReturnType()), name(member))
                        .build()));
        return TypeSpec.recordBuilder(name)
                .addJavadoc("{@link $T} with the values of one use.", annotation)
                .addSuperinterface(TypeName.get(annotation.asType()))
                .recordConstructor(components.build())
                .addMethod(annotationType(annotation))
                .addMethods(members.stream()
                        .filter(member -> isArray(member))
                        .map(AnnotationRecords::copy)
                        .toList())
                .addMethod(equals(annotation, members))
                .addMethod(hashCode(members))
                .addMethod(toString(annotation, members))
                .build();
    }

    private static String name(ExecutableElement member) {
        return member.getSimpleName().toString();
    }

    private static boolean isArray(ExecutableElement member) {
        return member.getReturnType().getKind() == TypeKind.ARRAY;
    }

    private static MethodSpec.Builder override(String name, TypeName result) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(result);
    }

    private static MethodSpec annotationType(TypeElement annotation) {
        TypeName anyAnnotation = WildcardTypeName.subtypeOf(Annotation.class);
        return override("annotationType", ParameterizedTypeName.get(ClassName.get(Class.class), anyAnnotation))
                .addStatement("return $T.class", annotation)
                .build();
    }

    private static MethodSpec copy(ExecutableElement member) {
        return override(name(member), TypeName.get(member.getReturnType()))
                .addStatement("return $N.clone()", name(member))
                .build();
    }

    private static MethodSpec equals(TypeElement annotation, List<ExecutableElement> members) {
        CodeBlock same = Stream.concat(
                        Stream.of(CodeBlock.of("other instanceof $T that", annotation)),
                        members.stream().map(AnnotationRecords::isSame))
                .collect(CodeBlock.joining("\n&& "));
        return override("equals", TypeName.BOOLEAN)
                .addParameter(Object.class, "other")
                .addStatement("return $L", same)
                .build();
    }

    private static CodeBlock isSame(ExecutableElement member) {
        TypeName type = TypeName.get(member.getReturnType());
        if (type instanceof ArrayTypeName) {
            return CodeBlock.of("$1T.equals(this.$2N, that.$2N())", Arrays.class, name(member));
        }
        return type.isPrimitive()
                ? CodeBlock.of("$1T.compare(this.$2N, that.$2N()) == 0", type.box(), name(member))
                : CodeBlock.of("this.$1N.equals(that.$1N())", name(member));
    }

    /**
     * Returns the {@code hashCode} method of a record. {@link java.lang.annotation.Annotation#hashCode} defines the sum
     * that the method computes.
     */
    private static MethodSpec hashCode(List<ExecutableElement> members) {
        CodeBlock sum = members.stream()
                .map(member -> CodeBlock.of("(127 * $S.hashCode() ^ $L)", name(member), hash(member)))
                .collect(CodeBlock.joining("\n+ "));
        return override("hashCode", TypeName.INT)
                .addStatement("return $L", members.isEmpty() ? CodeBlock.of("0") : sum)
                .build();
    }

    private static CodeBlock hash(ExecutableElement member) {
        TypeName type = TypeName.get(member.getReturnType());
        if (type instanceof ArrayTypeName) {
            return CodeBlock.of("$T.hashCode(this.$N)", Arrays.class, name(member));
        }
        return type.isPrimitive()
                ? CodeBlock.of("$T.hashCode(this.$N)", type.box(), name(member))
                : CodeBlock.of("this.$N.hashCode()", name(member));
    }

    private static MethodSpec toString(TypeElement annotation, List<ExecutableElement> members) {
        CodeBlock shown = members.stream()
                .map(member -> CodeBlock.of("$S + $L", name(member) + "=", shown(member)))
                .collect(CodeBlock.joining(" + \", \"\n+ "));
        CodeBlock body = members.isEmpty() ? CodeBlock.of("") : CodeBlock.of(" + $L", shown);
        return override("toString", ClassName.get(String.class))
                .addStatement("return $S$L + $S", "@" + annotation.getQualifiedName() + "(", body, ")")
                .build();
    }

    private static CodeBlock shown(ExecutableElement member) {
        return isArray(member)
                ? CodeBlock.of("$T.toString(this.$N)", Arrays.class, name(member))
                : CodeBlock.of("this.$N", name(member));
    }
}
