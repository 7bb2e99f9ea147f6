package dev.interlock.processor.testing.shapes;

/**
 * A type with a JSON form.
 *
 * @param name name in a source
 * @param hasConstraints whether {@code @Valid} has constraints to check in the type
 */
record DataType(String name, boolean hasConstraints) {
    /** Returns the text before the type that requests checks of its members. */
    String valid(Draw draw) {
        return hasConstraints && draw.oneIn(2, Kind.CASCADE) ? "@Valid " : "";
    }
}
