package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.MessageView.Value;
import dev.interlock.processor.model.proto.ValueType;
import dev.interlock.processor.write.GeneratedNames;

/**
 * Types for an accessor of several values.
 *
 * @param declared type in the view
 * @param runtime type of the object
 * @param maker code that creates an instance
 */
record RepeatedTypes(TypeName declared, TypeName runtime, CodeBlock maker) {
    static RepeatedTypes of(Value accessor, FieldPlan plan, EnumMethods enums) {
        ValueType type = accessor.type();
        return switch (type.form()) {
            case INT -> plain(ProtoTypes.REPEATED_INT, ProtoTypes.INT_ELEMENTS);
            case LONG -> plain(ProtoTypes.REPEATED_LONG, ProtoTypes.LONG_ELEMENTS);
            case FLOAT -> plain(ProtoTypes.REPEATED_FLOAT, ProtoTypes.FLOAT_ELEMENTS);
            case DOUBLE -> plain(ProtoTypes.REPEATED_DOUBLE, ProtoTypes.DOUBLE_ELEMENTS);
            case BOOLEAN -> plain(ProtoTypes.REPEATED_BOOLEAN, ProtoTypes.BOOLEAN_ELEMENTS);
            case CHARACTERS -> plain(repeated(type), ProtoTypes.TEXT_ELEMENTS);
            case STRING -> plain(repeated(type), ProtoTypes.STRING_ELEMENTS);
            case SLICE -> plain(repeated(type), ProtoTypes.SLICE_ELEMENTS);
            case BYTES -> plain(repeated(type), ProtoTypes.BYTES_ELEMENTS);
            case ENUM -> enumeration(type, enums.method(type));
            case MESSAGE -> plan.isMap() ? entries(type) : messages(type);
        };
    }

    private static TypeName repeated(ValueType type) {
        return ParameterizedTypeName.get(ProtoTypes.REPEATED, TypeNames.of(type));
    }

    private static RepeatedTypes plain(TypeName declared, ClassName runtime) {
        return new RepeatedTypes(declared, runtime, CodeBlock.of("new $T(tape)", runtime));
    }

    private static RepeatedTypes enumeration(ValueType type, String method) {
        TypeName runtime = ParameterizedTypeName.get(ProtoTypes.ENUM_ELEMENTS, TypeNames.of(type));
        CodeBlock maker = CodeBlock.of("new $T<>(tape, number -> $L(number))", ProtoTypes.ENUM_ELEMENTS, method);
        return new RepeatedTypes(repeated(type), runtime, maker);
    }

    private static RepeatedTypes messages(ValueType type) {
        ClassName decoder = GeneratedNames.decoder(type.message().orElseThrow());
        TypeName runtime = ParameterizedTypeName.get(ProtoTypes.RECORD_ELEMENTS, TypeNames.of(type));
        CodeBlock maker =
                CodeBlock.of("new $T<>(tape, $T.class, $T::new)", ProtoTypes.RECORD_ELEMENTS, decoder, decoder);
        return new RepeatedTypes(repeated(type), runtime, maker);
    }

    private static RepeatedTypes entries(ValueType type) {
        ClassName decoder = GeneratedNames.decoder(type.message().orElseThrow());
        TypeName view = TypeNames.of(type);
        return new RepeatedTypes(
                ParameterizedTypeName.get(ProtoTypes.ENTRIES, view),
                ParameterizedTypeName.get(ProtoTypes.MAP_ENTRIES, view),
                CodeBlock.of("$T.entries(tape)", decoder));
    }
}
