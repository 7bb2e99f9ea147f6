package dev.interlock.processor.model;

/** What reads and writes JSON; the first that takes a type does. */
public enum JsonLibrary {
    /** avaje-jsonb, whose adapters are generated. */
    JSONB,
    /** jackson-databind, which finds out by reflection when a type is first read or written. */
    JACKSON
}
