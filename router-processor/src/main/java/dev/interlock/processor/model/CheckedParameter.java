package dev.interlock.processor.model;

import java.util.List;

/**
 * What is checked of a parameter before its handler is called.
 *
 * @param members what is checked of a record of parameters as a whole, once it is made
 */
public record CheckedParameter(Parameter parameter, Checks checks, List<CheckedType.Property> members) {
    public CheckedParameter {
        members = List.copyOf(members);
    }
}
