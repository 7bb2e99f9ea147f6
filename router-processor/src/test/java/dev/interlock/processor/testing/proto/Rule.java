package dev.interlock.processor.testing.proto;

/** Number of a field's values, and their storage. If a syntax lacks a rule, it uses the most similar one. */
enum Rule {
    /** One value, which is not written while it is zero. */
    IMPLICIT,
    /** One value with presence. */
    EXPLICIT,
    REQUIRED,
    /** Many values, each with its tag. */
    EXPANDED,
    /** Many values, packed if the type allows it. */
    PACKED;

    boolean isRepeated() {
        return this == EXPANDED || this == PACKED;
    }
}
