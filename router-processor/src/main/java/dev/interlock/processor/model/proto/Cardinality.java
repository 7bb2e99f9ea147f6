package dev.interlock.processor.model.proto;

/** How many values a field has. */
public enum Cardinality {
    SINGULAR,
    REPEATED,
    /** Repeated entries with a key and a value each. */
    MAP
}
