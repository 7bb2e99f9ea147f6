package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * What is checked of a parameter before its handler is called.
 *
 * @param members what is checked of a record of parameters as a whole, once it is made
 * @param elements what is checked of each value of a body of many, as it arrives
 */
public record CheckedParameter(
        Parameter parameter, Checks checks, List<CheckedType.Property> members, Optional<Checks> elements) {
    public CheckedParameter {
        members = List.copyOf(members);
    }
}
