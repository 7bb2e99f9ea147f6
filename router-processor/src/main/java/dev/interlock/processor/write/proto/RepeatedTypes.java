package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.MessageView.Value;
import dev.interlock.processor.model.proto.ValueType;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.GeneratedNames;

/**
 * Types for an accessor that returns several values.
 *
 * @param declared type that the view declares
 * @param maker code that creates the object that the accessor returns
 * @param mover name of the method that lets this object read a given slot
 */
record RepeatedTypes(TypeName declared, CodeBlock maker, String mover) {
    static RepeatedTypes of(Value accessor, FieldPlan plan, EnumMethods enums) {
        ValueType type = accessor.type();
        return switch (type.form()) {
            case INT -> plain(RuntimeTypes.REPEATED_INT, "newInts");
            case LONG -> plain(RuntimeTypes.REPEATED_LONG, "newLongs");
            case FLOAT -> plain(RuntimeTypes.REPEATED_FLOAT, "newFloats");
            case DOUBLE -> plain(RuntimeTypes.REPEATED_DOUBLE, "newDoubles");
            case BOOLEAN -> plain(RuntimeTypes.REPEATED_BOOLEAN, "newBooleans");
            case CHARACTERS -> plain(repeated(type), "newTexts");
            case STRING -> plain(repeated(type), "newStrings");
            case SLICE -> plain(repeated(type), "newSlices");
            case BYTES -> plain(repeated(type), "newArrays");
            case ENUM ->
                elements(repeated(type), CodeBlock.of("newConstants(tape, number -> $L(number))", enums.method(type)));
            case MESSAGE -> plan.isMap() ? entries(type) : messages(type);
        };
    }

    private static TypeName repeated(ValueType type) {
        return ParameterizedTypeName.get(RuntimeTypes.REPEATED, TypeNames.of(type));
    }

    private static RepeatedTypes plain(TypeName declared, String maker) {
        return elements(declared, CodeBlock.of("$L(tape)", maker));
    }

    private static RepeatedTypes elements(TypeName declared, CodeBlock maker) {
        return new RepeatedTypes(declared, maker, "elementsAt");
    }

    private static RepeatedTypes messages(ValueType type) {
        ClassName decoder = GeneratedNames.decoder(type.message().orElseThrow());
        return elements(repeated(type), CodeBlock.of("newMessages(tape, $T.class, $T::new)", decoder, decoder));
    }

    private static RepeatedTypes entries(ValueType type) {
        ClassName decoder = GeneratedNames.decoder(type.message().orElseThrow());
        TypeName declared = ParameterizedTypeName.get(RuntimeTypes.ENTRIES, TypeNames.of(type));
        return new RepeatedTypes(declared, CodeBlock.of("$T.entries(tape)", decoder), "entriesAt");
    }
}
