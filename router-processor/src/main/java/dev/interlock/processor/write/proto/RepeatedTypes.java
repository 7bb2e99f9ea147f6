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
 * @param runtime type of the object that the accessor returns
 * @param maker code that creates this object
 */
record RepeatedTypes(TypeName declared, TypeName runtime, CodeBlock maker) {
    static RepeatedTypes of(Value accessor, FieldPlan plan, EnumMethods enums) {
        ValueType type = accessor.type();
        return switch (type.form()) {
            case INT -> plain(RuntimeTypes.REPEATED_INT, RuntimeTypes.INT_ELEMENTS);
            case LONG -> plain(RuntimeTypes.REPEATED_LONG, RuntimeTypes.LONG_ELEMENTS);
            case FLOAT -> plain(RuntimeTypes.REPEATED_FLOAT, RuntimeTypes.FLOAT_ELEMENTS);
            case DOUBLE -> plain(RuntimeTypes.REPEATED_DOUBLE, RuntimeTypes.DOUBLE_ELEMENTS);
            case BOOLEAN -> plain(RuntimeTypes.REPEATED_BOOLEAN, RuntimeTypes.BOOLEAN_ELEMENTS);
            case CHARACTERS -> plain(repeated(type), RuntimeTypes.TEXT_ELEMENTS);
            case STRING -> plain(repeated(type), RuntimeTypes.STRING_ELEMENTS);
            case SLICE -> plain(repeated(type), RuntimeTypes.SLICE_ELEMENTS);
            case BYTES -> plain(repeated(type), RuntimeTypes.BYTES_ELEMENTS);
            case ENUM -> enumeration(type, enums.method(type));
            case MESSAGE -> plan.isMap() ? entries(type) : messages(type);
        };
    }

    private static TypeName repeated(ValueType type) {
        return ParameterizedTypeName.get(RuntimeTypes.REPEATED, TypeNames.of(type));
    }

    private static RepeatedTypes plain(TypeName declared, ClassName runtime) {
        return new RepeatedTypes(declared, runtime, CodeBlock.of("new $T(tape)", runtime));
    }

    private static RepeatedTypes enumeration(ValueType type, String method) {
        TypeName runtime = ParameterizedTypeName.get(RuntimeTypes.ENUM_ELEMENTS, TypeNames.of(type));
        CodeBlock maker = CodeBlock.of("new $T<>(tape, number -> $L(number))", RuntimeTypes.ENUM_ELEMENTS, method);
        return new RepeatedTypes(repeated(type), runtime, maker);
    }

    private static RepeatedTypes messages(ValueType type) {
        ClassName decoder = GeneratedNames.decoder(type.message().orElseThrow());
        TypeName runtime = ParameterizedTypeName.get(RuntimeTypes.RECORD_ELEMENTS, TypeNames.of(type));
        CodeBlock maker =
                CodeBlock.of("new $T<>(tape, $T.class, $T::new)", RuntimeTypes.RECORD_ELEMENTS, decoder, decoder);
        return new RepeatedTypes(repeated(type), runtime, maker);
    }

    private static RepeatedTypes entries(ValueType type) {
        ClassName decoder = GeneratedNames.decoder(type.message().orElseThrow());
        TypeName view = TypeNames.of(type);
        return new RepeatedTypes(
                ParameterizedTypeName.get(RuntimeTypes.ENTRIES, view),
                ParameterizedTypeName.get(RuntimeTypes.MAP_ENTRIES, view),
                CodeBlock.of("$T.entries(tape)", decoder));
    }
}
