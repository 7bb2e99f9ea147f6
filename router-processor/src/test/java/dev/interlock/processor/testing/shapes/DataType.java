package dev.interlock.processor.testing.shapes;

/**
 * A type that is read and written as JSON.
 *
 * @param name name in a source
 * @param hasConstraints whether {@code @Valid} checks something in it
 */
record DataType(String name, boolean hasConstraints) {
    /** Text before the type that requests checks of its members. */
    String valid(Draw draw) {
        return hasConstraints && draw.oneIn(2, Kind.CASCADE) ? "@Valid " : "";
    }
}
