package dev.interlock.processor.write.proto;

import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.ValueType;
import dev.interlock.processor.model.proto.ValueType.Form;

/** Names of the methods of the runtime that write values. */
final class WriteMethods {
    private WriteMethods() {}

    /** Returns the name of the method for packed numbers. The argument is the name of the method for one number. */
    static String packed(String single) {
        return "packed" + Character.toUpperCase(single.charAt(0)) + single.substring(1);
    }

    /**
     * Returns the name of the method that writes the values of a field. The method has an overload for each Java type.
     */
    static String of(FieldSchema field, ValueType type) {
        return switch (field.type()) {
            case INT32, ENUM -> "int32";
            case INT64, UINT64 -> "int64";
            case UINT32 -> "uint32";
            case SINT32 -> "sint32";
            case SINT64 -> "sint64";
            case FIXED32, SFIXED32 -> "fixed32";
            case FIXED64, SFIXED64 -> "fixed64";
            case BOOL -> "bool";
            case FLOAT, DOUBLE -> "floating";
            case BYTES -> "bytes";
            case STRING -> type.form() != Form.SLICE ? "string" : field.verifiesUtf8() ? "utf8" : "bytes";
            case MESSAGE -> throw new IllegalArgumentException(field.name() + " is begun and ended");
        };
    }
}
