package dev.interlock.processor.testing.shapes;

import java.util.Set;

/**
 * A parameter of a handler, or a component of a record of parameters.
 *
 * @param annotations annotations that bind or constrain the parameter, each followed by a space
 * @param variables path variables that the parameter reads
 * @param needs requirements of the parameter on its route
 */
record Parameter(String annotations, String type, String name, Set<String> variables, Set<Need> needs) {
    /** Requirement of a parameter on its route. */
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
