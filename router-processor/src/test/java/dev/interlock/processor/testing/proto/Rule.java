package dev.interlock.processor.testing.proto;

/** How many values a field has and how they are kept; what a syntax does not know becomes what it has nearest to it. */
enum Rule {
    /** One that is not written when it is zero. */
    IMPLICIT,
    /** One that is there or not. */
    EXPLICIT,
    REQUIRED,
    /** Many, each with its tag. */
    EXPANDED,
    /** Many, in one run where the type allows that. */
    PACKED;

    boolean isRepeated() {
        return this == EXPANDED || this == PACKED;
    }
}
