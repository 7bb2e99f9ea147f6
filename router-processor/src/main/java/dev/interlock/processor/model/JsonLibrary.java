package dev.interlock.processor.model;

/** A library that reads and writes JSON. The first library that supports a type is used. */
public enum JsonLibrary {
    /** avaje-jsonb, which generates its adapters. */
    JSONB,
    /** jackson-databind, which inspects a type by reflection at its first use. */
    JACKSON
}
