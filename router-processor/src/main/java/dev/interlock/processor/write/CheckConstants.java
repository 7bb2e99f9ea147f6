package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.plan.DfaText;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** Collects the constants that checks refer to: automata, bounds and validators. */
final class CheckConstants {
    /**
     * Largest number of constants in one class. HotSpot does not compile methods of 8,000 or more bytecodes
     * (HugeMethodLimit). With this number, the static initializer of the class stays below the limit.
     */
    private static final int MOST_CONSTANTS = 256;

    private static final TypeName PATTERN =
            ParameterizedTypeName.get(ClassName.get(Predicate.class), ClassName.get(CharSequence.class));

    private final Application application;
    private final ClassName first;
    private final Names names = new Names(List.of());
    private final Map<Object, CodeBlock> known = new LinkedHashMap<>();
    private final List<FieldSpec> fields = new ArrayList<>();
    private final ValidatorsClass validators;

    /**
     * Creates an empty collection of constants.
     * @param first name of the class that holds the first constants and all other parts of the checks
     */
    CheckConstants(Application application, ClassName first) {
        this.application = application;
        this.first = first;
        this.validators = new ValidatorsClass(application);
    }

    /**
     * Returns the constant for an automaton. The first call for an automaton adds the constant.
     *
     * @param subject text from which this method makes the name of the constant
     */
    CodeBlock pattern(Rule.Matches pattern, String subject) {
        return constant(pattern.dfa(), PATTERN, Names.constant(Names.upperSnake(subject)) + "_PATTERN", () -> {
            CodeBlock pieces = DfaText.pieces(pattern.dfa()).stream()
                    .map(piece -> CodeBlock.of("$S", piece))
                    .collect(CodeBlock.joining(",\n"));
            return CodeBlock.of("$T.pattern($L)", RuntimeTypes.CONSTRAINTS, pieces);
        });
    }

    /** Returns the constant for a validator of values of a type. */
    CodeBlock validator(Rule.Custom rule, String message, TypeMirror type) {
        return validators.constant(rule, message, type);
    }

    /** Returns the constant for a decimal number. */
    CodeBlock decimal(BigDecimal number) {
        ClassName type = ClassName.get(BigDecimal.class);
        return number.signum() == 0
                ? CodeBlock.of("$T.ZERO", type)
                : constant(number, type, numberName("DECIMAL", number), () -> CodeBlock.of("new $T($S)", type, number));
    }

    /** Returns the constant for an integer. */
    CodeBlock integer(BigInteger number) {
        ClassName type = ClassName.get(BigInteger.class);
        return number.signum() == 0
                ? CodeBlock.of("$T.ZERO", type)
                : constant(number, type, numberName("INTEGER", number), () -> CodeBlock.of("new $T($S)", type, number));
    }

    private static String numberName(String kind, Number number) {
        return kind + "_" + Names.upperSnake(number.toString().replace("-", "MINUS_"));
    }

    private CodeBlock constant(Object value, TypeName type, String wanted, Supplier<CodeBlock> initializer) {
        return known.computeIfAbsent(value, key -> {
            String unique = names.unique(wanted, "_");
            ClassName holder = holder(fields.size() / MOST_CONSTANTS);
            fields.add(FieldSpec.builder(type, unique, Modifier.STATIC, Modifier.FINAL)
                    .initializer(initializer.get())
                    .build());
            return CodeBlock.of("$T.$N", holder, unique);
        });
    }

    /** Returns the name of a class with constants. The class with number 0 also holds all other parts of the checks. */
    ClassName holder(int number) {
        return number == 0 ? first : ClassName.get(application.packageName(), first.simpleName() + number);
    }

    /** Returns the number of classes that the constants need. */
    int holders() {
        return (fields.size() + MOST_CONSTANTS - 1) / MOST_CONSTANTS;
    }

    /** Returns the constants of one class. */
    List<FieldSpec> fields(int number) {
        int from = Math.min(fields.size(), number * MOST_CONSTANTS);
        return fields.subList(from, Math.min(fields.size(), from + MOST_CONSTANTS));
    }

    /** Returns the classes that hold the validators. */
    List<TypeSpec> validators() {
        return validators.types();
    }
}
