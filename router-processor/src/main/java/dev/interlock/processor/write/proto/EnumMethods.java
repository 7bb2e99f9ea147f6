package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.EnumConstants;
import dev.interlock.processor.model.proto.ValueType;
import dev.interlock.processor.write.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The methods of a decoder that give the constant of an enum for a number. */
final class EnumMethods {
    private final Names names = new Names(List.of());
    private final Map<EnumConstants, String> methods = new LinkedHashMap<>();

    /** The name of the method for an enum, which is written when it is first asked for. */
    String method(ValueType type) {
        return methods.computeIfAbsent(type.constants().orElseThrow(), this::name);
    }

    private String name(EnumConstants constants) {
        return names.unique("to" + constants.type().getSimpleName(), "");
    }

    List<MethodSpec> methods() {
        return methods.entrySet().stream()
                .map(it -> write(it.getValue(), it.getKey()))
                .toList();
    }

    private static MethodSpec write(String name, EnumConstants constants) {
        ClassName type = ClassName.get(constants.type());
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("return switch (number)");
        for (EnumConstants.Constant constant : constants.constants()) {
            code.addStatement("case $L -> $T.$L", constant.number(), type, constant.name());
        }
        constants
                .unrecognized()
                .ifPresentOrElse(
                        it -> code.addStatement("default -> $T.$L", type, it),
                        () -> code.addStatement(
                                "default -> throw new $T(number + $S)",
                                IllegalStateException.class,
                                " is no number of " + type.simpleName()));
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(type)
                .addParameter(TypeName.INT, "number")
                .addCode(code.unindent().add("};\n").build())
                .build();
    }
}
