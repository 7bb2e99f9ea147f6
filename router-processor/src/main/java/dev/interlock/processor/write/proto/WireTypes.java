package dev.interlock.processor.write.proto;

import dev.interlock.processor.model.proto.FieldSchema;

/** Names of the constants of the runtime for wire types. */
final class WireTypes {
    static final String LEN = "LEN";

    private WireTypes() {}

    /**
     * Returns the wire type of the value of a field. For a repeated field, returns the wire type of a single element
     * that is not packed.
     */
    static String of(FieldSchema field) {
        return switch (field.type()) {
            case DOUBLE, FIXED64, SFIXED64 -> "I64";
            case FLOAT, FIXED32, SFIXED32 -> "I32";
            case STRING, BYTES -> LEN;
            case MESSAGE -> field.delimited() ? "SGROUP" : LEN;
            case INT32, INT64, UINT32, UINT64, SINT32, SINT64, BOOL, ENUM -> "VARINT";
        };
    }
}
