package dev.interlock.processor.write.proto;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.interlock.processor.write.CodeWeight;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the instance fields of a class. If the constructor would be too long, separate methods set the fields. */
final class FieldSetup {
    /** Number of bytecodes that set one field, without the bytecodes of the initializer. */
    private static final int STORE = 8;

    private final List<FieldSpec> fields;
    private final List<MethodSpec> methods = new ArrayList<>();
    private final CodeBlock.Builder calls = CodeBlock.builder();

    private FieldSetup(List<FieldSpec> fields) {
        this.fields = fields;
    }

    /**
     * Returns the setup of fields that keep their initializers. If the initializers do not fit in the constructor,
     * methods set the fields instead.
     */
    static FieldSetup initialized(List<FieldSpec> fields, ParameterSpec parameter) {
        return fits(fields) ? new FieldSetup(fields) : byMethods(fields, parameter);
    }

    /**
     * Returns the setup of fields whose initializers refer to the parameter of the constructor. The constructor sets
     * the fields if the assignments fit. Otherwise methods set the fields.
     */
    static FieldSetup assigned(List<FieldSpec> fields, ParameterSpec parameter) {
        if (!fits(fields)) {
            return byMethods(fields, parameter);
        }
        FieldSetup setup = new FieldSetup(
                fields.stream().map(it -> bare(it, Modifier.FINAL)).toList());
        fields.forEach(it -> setup.calls.add(assignment(it)));
        return setup;
    }

    private static boolean fits(List<FieldSpec> fields) {
        return fields.stream().mapToInt(FieldSetup::weight).sum() <= CodeWeight.BUDGET;
    }

    private static FieldSetup byMethods(List<FieldSpec> fields, ParameterSpec parameter) {
        FieldSetup setup = new FieldSetup(fields.stream().map(FieldSetup::bare).toList());
        CodeWeight.split(fields, CodeWeight.BUDGET, FieldSetup::weight).forEach(run -> setup.addMethod(run, parameter));
        return setup;
    }

    private static int weight(FieldSpec field) {
        return field.initializer().isEmpty() ? 0 : STORE + CodeWeight.of(field.initializer());
    }

    private static FieldSpec bare(FieldSpec field, Modifier... more) {
        return FieldSpec.builder(field.type(), field.name(), Modifier.PRIVATE)
                .addModifiers(more)
                .build();
    }

    private static CodeBlock assignment(FieldSpec field) {
        return CodeBlock.builder()
                .addStatement("$N = $L", field, field.initializer())
                .build();
    }

    private void addMethod(List<FieldSpec> run, ParameterSpec parameter) {
        String name = "setUpPart" + (methods.size() + 1);
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).addParameter(parameter);
        run.stream().filter(it -> !it.initializer().isEmpty()).forEach(it -> method.addCode(assignment(it)));
        methods.add(method.build());
        calls.addStatement("$L($N)", name, parameter);
    }

    List<FieldSpec> fields() {
        return fields;
    }

    /** Returns the methods that set the fields; empty if the fields need no methods. */
    List<MethodSpec> methods() {
        return methods;
    }

    /**
     * Returns the code of the constructor that sets the fields: calls of {@link #methods()}, or assignments. Empty if
     * the fields have initializers.
     */
    CodeBlock calls() {
        return calls.build();
    }
}
