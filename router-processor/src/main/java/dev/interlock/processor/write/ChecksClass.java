package dev.interlock.processor.write;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.CheckedType;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.plan.DfaText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.lang.model.element.Modifier;

/**
 * Writes the class that holds what all checks of an application share: automata and bounds, and a method for each type whose
 * members are checked.
 */
final class ChecksClass {
    private final Application application;
    private final ClassName name;
    private final Names constantNames = new Names(List.of());
    private final Map<Object, String> constants = new LinkedHashMap<>();
    private final List<FieldSpec> fields = new ArrayList<>();
    private final Map<String, CheckedType> types = new LinkedHashMap<>();
    private final Map<String, String> methods = new LinkedHashMap<>();

    ChecksClass(Application application) {
        this.application = application;
        this.name = ClassName.get(application.packageName(), application.routerName() + "Checks");
        Names methodNames = new Names(List.of());
        for (CheckedType type : application.checkedTypes()) {
            String simpleName =
                    MoreTypes.asTypeElement(type.type()).getSimpleName().toString();
            types.put(type.name(), type);
            methods.put(type.name(), methodNames.unique(Names.camel(Names.upperSnake(simpleName)), ""));
        }
    }

    /**
     * The constant for an automaton.
     *
     * @param subject what it is named after
     */
    CodeBlock pattern(Rule.Matches pattern, String subject) {
        return constant(pattern.dfa(), RuntimeTypes.TEXT_PATTERN, Names.upperSnake(subject) + "_PATTERN", () -> {
            CodeBlock pieces = DfaText.pieces(pattern.dfa()).stream()
                    .map(piece -> CodeBlock.of("$S", piece))
                    .collect(CodeBlock.joining(",\n"));
            return CodeBlock.of("$T.parse($L)", RuntimeTypes.TEXT_PATTERN, pieces);
        });
    }

    /** The constant for a number. */
    CodeBlock decimal(BigDecimal number) {
        ClassName type = ClassName.get(BigDecimal.class);
        return number.signum() == 0
                ? CodeBlock.of("$T.ZERO", type)
                : constant(number, type, numberName("DECIMAL", number), () -> CodeBlock.of("new $T($S)", type, number));
    }

    /** The constant for a number. */
    CodeBlock integer(BigInteger number) {
        ClassName type = ClassName.get(BigInteger.class);
        return number.signum() == 0
                ? CodeBlock.of("$T.ZERO", type)
                : constant(number, type, numberName("INTEGER", number), () -> CodeBlock.of("new $T($S)", type, number));
    }

    private static String numberName(String kind, Number number) {
        return kind + "_" + Names.upperSnake(number.toString().replace("-", "MINUS_"));
    }

    private CodeBlock constant(Object value, ClassName type, String wanted, Supplier<CodeBlock> initializer) {
        String constant = constants.computeIfAbsent(value, key -> {
            String unique = constantNames.unique(wanted, "_");
            fields.add(FieldSpec.builder(type, unique, Modifier.STATIC, Modifier.FINAL)
                    .initializer(initializer.get())
                    .build());
            return unique;
        });
        return CodeBlock.of("$T.$N", name, constant);
    }

    /**
     * The call that checks the members of a value.
     *
     * @param depth of the value in others, for a type that can hold itself
     */
    CodeBlock call(String type, String found, String value, CodeBlock depth) {
        String method = Objects.requireNonNull(methods.get(type));
        return Objects.requireNonNull(types.get(type)).isRecursive()
                ? CodeBlock.of("$T.$N($N, $N, $L)", name, method, found, value, depth)
                : CodeBlock.of("$T.$N($N, $N)", name, method, found, value);
    }

    /** The class; empty if nothing that was written before needs it. */
    Optional<TypeSpec> type() {
        List<MethodSpec> all = types.values().stream().map(this::method).toList();
        if (all.isEmpty() && fields.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Declarations.generatedClass(application, name.simpleName())
                .addJavadoc(
                        "Constraints of {@link $T}. Generated: edit the annotated classes instead.", application.root())
                .addFields(fields)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethods(all)
                .build());
    }

    private MethodSpec method(CheckedType type) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(Objects.requireNonNull(methods.get(type.name())))
                .addJavadoc(
                        "Notes each constraint of {@link $T} that does not hold.", MoreTypes.asTypeElement(type.type()))
                .addModifiers(Modifier.STATIC)
                .returns(RuntimeTypes.VIOLATIONS)
                .addParameter(RuntimeTypes.VIOLATIONS, "found")
                .addParameter(TypeName.get(type.type()), "value");
        CodeBlock.Builder code = CodeBlock.builder();
        if (type.isRecursive()) {
            method.addParameter(TypeName.INT, "depth");
            code.beginControlFlow("if ($T.isTooDeep(depth))", RuntimeTypes.VIOLATIONS)
                    .addStatement("return $T.tooDeep(found)", RuntimeTypes.VIOLATIONS)
                    .endControlFlow();
        }
        CodeBlock deeper = CodeBlock.of(type.isRecursive() ? "depth + 1" : "0");
        Names locals = new Names(List.of("value", "found", "depth"));
        ChecksWriter writer = new ChecksWriter(code, locals, this, "found", deeper);
        type.properties().forEach(property -> writer.property(property, "value"));
        return method.addCode(code.addStatement("return found").build()).build();
    }
}
