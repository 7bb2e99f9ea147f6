package dev.interlock.processor.model.proto;

/** Number of values that a field has. */
public enum Cardinality {
    SINGULAR,
    REPEATED,
    /** Repeated entries, each with a key and a value. */
    MAP
}
