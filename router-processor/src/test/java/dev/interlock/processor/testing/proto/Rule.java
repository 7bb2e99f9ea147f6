package dev.interlock.processor.testing.proto;

/** Number and storage of a field's values. If a syntax lacks a rule, it uses the most similar rule. */
enum Rule {
    /** One value, which is not written if it is zero. */
    IMPLICIT,
    /** One value with presence. */
    EXPLICIT,
    REQUIRED,
    /** Many values, each with its own tag. */
    EXPANDED,
    /** Many values, packed if the type allows it. */
    PACKED;

    boolean isRepeated() {
        return this == EXPANDED || this == PACKED;
    }
}
