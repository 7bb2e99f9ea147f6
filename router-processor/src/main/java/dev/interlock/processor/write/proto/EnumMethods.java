package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.EnumConstants;
import dev.interlock.processor.model.proto.EnumConstants.Constant;
import dev.interlock.processor.model.proto.ValueType;
import dev.interlock.processor.write.CodeWeight;
import dev.interlock.processor.write.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes the methods of a decoder that return an enum constant for a number. */
final class EnumMethods {
    private final Names names = new Names(List.of());
    private final Map<EnumConstants, String> methods = new LinkedHashMap<>();

    /** Returns the name of the method for an enum. The first call for an enum adds the method. */
    String method(ValueType type) {
        return methods.computeIfAbsent(type.constants().orElseThrow(), this::name);
    }

    private String name(EnumConstants constants) {
        return names.unique("to" + constants.type().getSimpleName(), "");
    }

    List<MethodSpec> methods() {
        List<MethodSpec> written = new ArrayList<>();
        methods.forEach((constants, name) -> written.addAll(write(name, constants)));
        return written;
    }

    /**
     * Returns the method for an enum. If the enum has many constants, also returns further methods that the first
     * method calls.
     */
    private List<MethodSpec> write(String name, EnumConstants constants) {
        List<List<Constant>> runs =
                CodeWeight.split(constants.constants(), CodeWeight.BUDGET, it -> CodeWeight.of(of(it, constants)));
        if (runs.size() == 1) {
            return List.of(write(name, constants, runs.get(0)));
        }
        List<MethodSpec> parts = new ArrayList<>();
        MethodSpec.Builder method = method(name, constants);
        for (int i = 0; i < runs.size(); i++) {
            List<Constant> run = runs.get(i);
            MethodSpec part = write(names.unique(name + "Part" + (i + 1), "_"), constants, run);
            parts.add(part);
            if (i < runs.size() - 1) {
                method.beginControlFlow(
                                "if (number <= $L)", run.get(run.size() - 1).number())
                        .addStatement("return $N(number)", part)
                        .endControlFlow();
            } else {
                method.addStatement("return $N(number)", part);
            }
        }
        parts.add(0, method.build());
        return parts;
    }

    private static CodeBlock of(Constant constant, EnumConstants constants) {
        return CodeBlock.of("case $L -> $T.$L", constant.number(), ClassName.get(constants.type()), constant.name());
    }

    private static MethodSpec write(String name, EnumConstants constants, List<Constant> some) {
        ClassName type = ClassName.get(constants.type());
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("return switch (number)");
        some.forEach(constant -> code.addStatement("$L", of(constant, constants)));
        constants
                .unrecognized()
                .ifPresentOrElse(
                        it -> code.addStatement("default -> $T.$L", type, it),
                        () -> code.addStatement(
                                "default -> throw new $T(number + $S)",
                                IllegalStateException.class,
                                " is no number of " + type.simpleName()));
        return method(name, constants)
                .addCode(code.unindent().add("};\n").build())
                .build();
    }

    private static MethodSpec.Builder method(String name, EnumConstants constants) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(ClassName.get(constants.type()))
                .addParameter(TypeName.INT, "number");
    }
}
