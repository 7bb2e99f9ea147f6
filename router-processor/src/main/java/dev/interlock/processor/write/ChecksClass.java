package dev.interlock.processor.write;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.CheckedType;
import dev.interlock.processor.model.CheckedType.Property;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Writes the class with the checks that all routes of an application share. The class has constants for automata and
 * bounds, and a method for each type with checked members.
 */
final class ChecksClass {
    private final Application application;
    private final ClassName name;
    private final Names methodNames = new Names(List.of());
    private final CheckConstants constants;
    private final Map<String, CheckedType> types = new LinkedHashMap<>();
    private final Map<String, String> methods = new LinkedHashMap<>();

    ChecksClass(Application application) {
        this.application = application;
        this.name = ClassName.get(application.packageName(), application.routerName() + "Checks");
        this.constants = new CheckConstants(application, name);
        for (CheckedType type : application.checkedTypes()) {
            String simpleName =
                    MoreTypes.asTypeElement(type.type()).getSimpleName().toString();
            types.put(type.name(), type);
            methods.put(type.name(), methodNames.unique(Names.camel(Names.upperSnake(simpleName)), ""));
        }
    }

    /** Returns the constants that conditions refer to. */
    CheckConstants constants() {
        return constants;
    }

    /**
     * Returns the call of the method that checks the members of a value.
     *
     * @param depth nesting depth of the value; used only for a type that can contain itself
     */
    CodeBlock call(String type, String found, String value, CodeBlock depth) {
        String method = Objects.requireNonNull(methods.get(type));
        return Objects.requireNonNull(types.get(type)).isRecursive()
                ? CodeBlock.of("$T.$N($N, $N, $L)", name, method, found, value, depth)
                : CodeBlock.of("$T.$N($N, $N)", name, method, found, value);
    }

    /** Returns a reference to the method that performs exactly the given checks; empty if no method does. */
    Optional<CodeBlock> reference(Checks checks) {
        return checks.cascade()
                .filter(type ->
                        checks.constraints().isEmpty() && checks.contents().isEmpty())
                .filter(type -> !Objects.requireNonNull(types.get(type)).isRecursive())
                .map(type -> CodeBlock.of("$T::$N", name, Objects.requireNonNull(methods.get(type))));
    }

    /**
     * Returns the class, followed by further classes for constants that do not fit in the first. Empty if the generated
     * code does not need the class.
     */
    List<TypeSpec> types() {
        List<MethodSpec> all =
                types.values().stream().flatMap(type -> methods(type).stream()).toList();
        List<TypeSpec> holders = new ArrayList<>();
        for (int number = 0; number < constants.holders() || (number == 0 && !all.isEmpty()); number++) {
            holders.add(Declarations.generatedClass(
                            application, constants.holder(number).simpleName())
                    .addJavadoc(
                            "Constraints of {@link $T}. Generated: edit the annotated classes instead.",
                            application.root())
                    .addFields(constants.fields(number))
                    .addMethod(MethodSpec.constructorBuilder()
                            .addModifiers(Modifier.PRIVATE)
                            .build())
                    .addMethods(number == 0 ? all : List.of())
                    .build());
        }
        holders.addAll(constants.validators());
        return holders;
    }

    /**
     * Returns the methods that check the members of a type. If there are many members, the first method calls the
     * others.
     */
    private List<MethodSpec> methods(CheckedType type) {
        List<Property> properties = type.properties();
        String method = Objects.requireNonNull(methods.get(type.name()));
        CodeBlock.Builder code = CodeBlock.builder();
        if (type.isRecursive()) {
            code.beginControlFlow("if ($T.isTooDeep(depth))", RuntimeTypes.VIOLATIONS)
                    .addStatement("return $T.tooDeep(found)", RuntimeTypes.VIOLATIONS)
                    .endControlFlow();
        }
        CodeBlock all = checks(type, properties);
        if (properties.size() == 1 || CodeWeight.isWithinBudget(all)) {
            return List.of(method(type, method, code.add(all)));
        }
        List<List<Property>> runs = CodeWeight.split(
                properties, CodeWeight.BUDGET, property -> CodeWeight.of(checks(type, List.of(property))));
        List<MethodSpec> parts = new ArrayList<>();
        for (List<Property> run : runs) {
            String part = methodNames.unique(method + "Part", "");
            parts.add(method(type, part, CodeBlock.builder().add(checks(type, run))));
            code.addStatement("found = $N(found, value$L)", part, type.isRecursive() ? ", depth" : "");
        }
        parts.add(0, method(type, method, code));
        return parts;
    }

    private CodeBlock checks(CheckedType type, List<Property> properties) {
        CodeBlock.Builder code = CodeBlock.builder();
        CodeBlock deeper = CodeBlock.of(type.isRecursive() ? "depth + 1" : "0");
        Names locals = new Names(List.of("value", "found", "depth"));
        ChecksWriter writer = new ChecksWriter(code, locals, this, "found", deeper);
        properties.forEach(property -> writer.member(property, "value"));
        return code.build();
    }

    private static MethodSpec method(CheckedType type, String name, CodeBlock.Builder code) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addJavadoc(
                        "Adds a violation for each broken constraint of {@link $T}.",
                        MoreTypes.asTypeElement(type.type()))
                .addModifiers(Modifier.STATIC)
                .returns(RuntimeTypes.VIOLATIONS)
                .addParameter(RuntimeTypes.VIOLATIONS, "found")
                .addParameter(TypeName.get(type.type()), "value");
        if (type.isRecursive()) {
            method.addParameter(TypeName.INT, "depth");
        }
        return method.addCode(code.addStatement("return found").build()).build();
    }
}
