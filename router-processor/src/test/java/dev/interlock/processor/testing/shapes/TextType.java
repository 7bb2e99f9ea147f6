package dev.interlock.processor.testing.shapes;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A type to which text of a request can be converted.
 *
 * @param name name in a source
 * @param boxed name as a type argument
 * @param role kind of constraints that fit
 * @param text text that can be converted, and that satisfies every constraint of the role
 */
record TextType(String name, String boxed, Role role, String text) {
    /** Groups of types that support the same constraints. */
    enum Role {
        INTEGER("@Min(1)", "@Max(99)", "@Positive", "@PositiveOrZero", "@Digits(integer = 3, fraction = 0)"),
        DECIMAL("@DecimalMin(\"0.5\")", "@DecimalMax(value = \"99\", inclusive = false)", "@Positive"),
        FLOATING("@Positive", "@PositiveOrZero"),
        CHARACTERS("@Size(max = 30)", "@NotBlank", "@NotEmpty", "@Pattern(regexp = \"[a-z0-9]+\")"),
        BYTES("@Size(max = 30)", "@NotEmpty", "@Pattern(regexp = \"[a-z0-9]+\")"),
        MOMENT("@Past", "@PastOrPresent"),
        TRUTH("@AssertTrue"),
        OBJECT("@NotNull"),
        OTHER();

        private final ImmutableList<String> constraints;

        Role(String... constraints) {
            this.constraints = ImmutableList.copyOf(constraints);
        }

        List<String> constraints() {
            return constraints;
        }
    }

    static final List<TextType> BUILT_IN = List.of(
            primitive("int", "Integer", Role.INTEGER, "7"),
            primitive("long", "Long", Role.INTEGER, "7"),
            primitive("short", "Short", Role.INTEGER, "7"),
            primitive("byte", "Byte", Role.INTEGER, "7"),
            primitive("boolean", "Boolean", Role.TRUTH, "true"),
            primitive("double", "Double", Role.FLOATING, "7.5"),
            primitive("float", "Float", Role.FLOATING, "7.5"),
            primitive("char", "Character", Role.OTHER, "c"),
            object("Integer", Role.INTEGER, "7"),
            object("Long", Role.INTEGER, "7"),
            object("Boolean", Role.TRUTH, "true"),
            object("Character", Role.OBJECT, "c"),
            object("String", Role.CHARACTERS, "abc"),
            object("String", Role.CHARACTERS, "abc"),
            object("String", Role.CHARACTERS, "abc"),
            object("CharSequence", Role.CHARACTERS, "abc"),
            object("Slice", Role.BYTES, "abc"),
            object("UUID", Role.OBJECT, "123e4567-e89b-12d3-a456-426614174000"),
            object("BigDecimal", Role.DECIMAL, "7.5"),
            object("BigInteger", Role.INTEGER, "7"),
            object("Instant", Role.MOMENT, "2001-02-03T04:05:06Z"),
            object("LocalDate", Role.MOMENT, "2001-02-03"),
            object("YearMonth", Role.MOMENT, "2001-02"),
            object("Duration", Role.OBJECT, "PT1S"),
            object("ZoneId", Role.OBJECT, "UTC"));

    static TextType primitive(String name, String boxed, Role role, String text) {
        return new TextType(name, boxed, role, text);
    }

    static TextType object(String name, Role role, String text) {
        return new TextType(name, name, role, text);
    }

    boolean isPrimitive() {
        return !name.equals(boxed);
    }
}
