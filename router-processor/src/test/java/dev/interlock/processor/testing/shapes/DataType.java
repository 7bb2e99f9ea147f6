package dev.interlock.processor.testing.shapes;

/**
 * A type with a JSON form.
 *
 * @param name name in a source
 * @param hasConstraints whether {@code @Valid} has constraints to check in the type
 */
record DataType(String name, boolean hasConstraints) {
    /** Returns {@code @Valid} for the type, or an empty text. */
    String valid(Draw draw) {
        return hasConstraints && draw.oneIn(2, Kind.CASCADE) ? "@Valid " : "";
    }
}
