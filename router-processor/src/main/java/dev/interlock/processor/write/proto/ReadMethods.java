package dev.interlock.processor.write.proto;

import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.model.proto.ValueType.Form;

/** Names of the methods of the runtime that read values. */
final class ReadMethods {
    private ReadMethods() {}

    /** Returns the name of the method that decodes a number. */
    static String of(FieldType type) {
        return switch (type) {
            case INT32, ENUM -> "int32";
            case INT64, UINT64 -> "int64";
            case UINT32 -> "uint32";
            case SINT32 -> "sint32";
            case SINT64 -> "sint64";
            case FIXED32 -> "fixed32";
            case SFIXED32, FLOAT -> "sfixed32";
            case FIXED64, SFIXED64, DOUBLE -> "fixed64";
            case BOOL -> "bool";
            case STRING, BYTES, MESSAGE -> throw new IllegalArgumentException(type + " is no number");
        };
    }

    /** Returns the name of the method that decodes packed numbers. */
    static String packed(FieldType type) {
        return WriteMethods.packed(of(type));
    }

    static boolean isText(FieldType type) {
        return type == FieldType.STRING;
    }

    /** Returns the name of the method that returns the content of a slot as a Java type. */
    static String at(Form form) {
        return switch (form) {
            case INT, ENUM -> "intAt";
            case LONG -> "longAt";
            case FLOAT -> "floatAt";
            case DOUBLE -> "doubleAt";
            case BOOLEAN -> "booleanAt";
            case STRING -> "stringAt";
            case BYTES -> "bytesAt";
            case CHARACTERS, SLICE, MESSAGE -> throw new IllegalArgumentException(form + " is pointed at a slot");
        };
    }
}
