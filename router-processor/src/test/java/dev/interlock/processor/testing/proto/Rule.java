package dev.interlock.processor.testing.proto;

/** Number and encoding of the values of a field. If a syntax lacks a rule, the most similar rule is used. */
enum Rule {
    /** One value. It is not written if it is zero. */
    IMPLICIT,
    /** One value. Its presence is known, even if it is zero. */
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
