package dev.interlock.processor.testing.shapes;

import java.util.Set;

/**
 * A parameter of a handler, or a component of a record of parameters.
 *
 * @param annotations annotations that bind or constrain it, each followed by a blank
 * @param variables path variables that it takes
 * @param needs requirements on the route
 */
record Parameter(String annotations, String type, String name, Set<String> variables, Set<Need> needs) {
    /** Requirement on a route, so that a parameter makes sense. */
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
