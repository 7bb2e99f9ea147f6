package dev.interlock.processor.testing.shapes;

/**
 * A type that is read and written as JSON.
 *
 * @param name as a source writes it
 * @param hasConstraints whether {@code @Valid} leads to something
 */
record DataType(String name, boolean hasConstraints) {
    /** Put before the type where its members are to be checked. */
    String valid(Draw draw) {
        return hasConstraints && draw.oneIn(2, Kind.CASCADE) ? "@Valid " : "";
    }
}
