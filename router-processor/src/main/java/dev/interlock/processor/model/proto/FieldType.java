package dev.interlock.processor.model.proto;

/** The type of a field. A group is a message that is {@linkplain FieldSchema#delimited() delimited}. */
public enum FieldType {
    DOUBLE,
    FLOAT,
    INT32,
    INT64,
    UINT32,
    UINT64,
    SINT32,
    SINT64,
    FIXED32,
    FIXED64,
    SFIXED32,
    SFIXED64,
    BOOL,
    STRING,
    BYTES,
    ENUM,
    MESSAGE;

    /** Whether a repeated field of this type can be packed. */
    public boolean isPackable() {
        return this != STRING && this != BYTES && this != MESSAGE;
    }
}
