package dev.interlock.processor.testing.shapes;

import dev.interlock.processor.testing.shapes.TextType.Role;

/** Creates constraints that fit a value. Some are from the specification, others belong to the application. */
final class Constraints {
    private static final String MEMBERS = "String message() default \"is wrong\"; Class<?>[] groups() default {}; "
            + "Class<? extends Payload>[] payload() default {}; ";

    private final Draw draw;
    private final Home home;

    Constraints(Draw draw, Home home) {
        this.draw = draw;
        this.home = home;
    }

    /** Returns constraints, each followed by a space. The result may be empty. */
    String on(Role role) {
        if (role == Role.OTHER || !draw.oneIn(3)) {
            return "";
        }
        if (role == Role.CHARACTERS && draw.oneIn(5, Kind.COMPOSED_CONSTRAINT)) {
            return "@" + composed() + " ";
        }
        if ((role == Role.CHARACTERS || role == Role.INTEGER || role == Role.OBJECT) && draw.oneIn(5, Kind.VALIDATOR)) {
            return "@" + validated(role) + " ";
        }
        draw.note(Kind.CONSTRAINT);
        return draw.of(role.constraints()) + " ";
    }

    /** Returns a constraint on a whole class, followed by a space. */
    String ofClass() {
        String name = home.typeName();
        return "@"
                + home.place(
                        name,
                        "@Constraint(validatedBy = " + name + ".Check.class) "
                                + "@Retention(RetentionPolicy.RUNTIME) @interface " + name + " { " + MEMBERS
                                + "class Check implements ConstraintValidator<" + name + ", Object> { "
                                + "public boolean isValid(Object value, ConstraintValidatorContext context) { return true; } } }")
                + " ";
    }

    private String composed() {
        String name = home.typeName();
        return home.place(
                name,
                "@NotBlank @Size(max = 9) @Constraint(validatedBy = {}) " + interfaceOf(name) + "{ " + MEMBERS + "}");
    }

    private String validated(Role role) {
        String name = home.typeName();
        String value = role == Role.INTEGER ? "Number" : role == Role.CHARACTERS ? "CharSequence" : "Object";
        String more = draw.of(
                "",
                "int value() default 3; ",
                "Class<?> type() default List.class; RetentionPolicy policy() default RetentionPolicy.CLASS; ",
                "String[] names() default {\"a\", \"b\"}; long[] numbers() default {}; ",
                "Size size() default @Size(max = 3); char sign() default '\\''; ");
        String validator = draw.of("", "final ") + "class Check implements ConstraintValidator<" + name + ", " + value
                + "> { public boolean isValid(" + value
                + " value, ConstraintValidatorContext context) { return true; } }";
        return home.place(
                name,
                "@Constraint(validatedBy = " + name + ".Check.class) " + interfaceOf(name) + "{ " + MEMBERS + more
                        + validator + " }");
    }

    private static String interfaceOf(String name) {
        return "@Retention(RetentionPolicy.RUNTIME) @Target({ElementType.FIELD, ElementType.METHOD, "
                + "ElementType.PARAMETER, ElementType.TYPE_USE}) @interface " + name + " ";
    }
}
