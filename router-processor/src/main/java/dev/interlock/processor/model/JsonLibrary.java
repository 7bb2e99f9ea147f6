package dev.interlock.processor.model;

/**
 * A library that reads and writes JSON. For each type, the processor chooses the first library in this order that
 * supports the type.
 */
public enum JsonLibrary {
    /** avaje-jsonb, which generates its adapters. */
    JSONB,
    /** jackson-databind, which inspects a type by reflection at its first use. */
    JACKSON
}
