package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.ValueType;
import dev.interlock.processor.runtime.RuntimeTypes;

/** Java types of protobuf values in generated code. */
final class TypeNames {
    private TypeNames() {}

    static TypeName of(ValueType type) {
        return switch (type.form()) {
            case INT -> TypeName.INT;
            case LONG -> TypeName.LONG;
            case FLOAT -> TypeName.FLOAT;
            case DOUBLE -> TypeName.DOUBLE;
            case BOOLEAN -> TypeName.BOOLEAN;
            case CHARACTERS -> ClassName.get(CharSequence.class);
            case STRING -> ClassName.get(String.class);
            case SLICE -> RuntimeTypes.SLICE;
            case BYTES -> ArrayTypeName.of(TypeName.BYTE);
            case ENUM -> ClassName.get(type.constants().orElseThrow().type());
            case MESSAGE -> ClassName.get(type.message().orElseThrow());
        };
    }
}
