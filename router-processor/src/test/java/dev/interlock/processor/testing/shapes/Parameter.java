package dev.interlock.processor.testing.shapes;

import java.util.Set;

/**
 * A parameter of a handler, or a component of a record of parameters.
 *
 * @param annotations what binds it and the constraints on it, with a blank behind each
 * @param variables path variables that it takes
 * @param needs what the route must be
 */
record Parameter(String annotations, String type, String name, Set<String> variables, Set<Need> needs) {
    /** What a route must be so that a parameter makes sense. */
    enum Need {
        BODY,
        FORM,
        BLOCKING,
        STAGE,
        PRINCIPAL
    }

    Parameter(String annotations, String type, String name) {
        this(annotations, type, name, Set.of(), Set.of());
    }

    Parameter with(Need... needs) {
        return new Parameter(annotations, type, name, variables, Set.of(needs));
    }

    String text() {
        return annotations + type + " " + name;
    }
}
