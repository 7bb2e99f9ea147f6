package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * Checks of a parameter before its handler is called.
 *
 * @param members checks on the methods and the type of a record of parameters, which run after the record is created
 * @param elements checks of each value of a streamed body, which run when the value arrives
 */
public record CheckedParameter(
        Parameter parameter, Checks checks, List<CheckedType.Property> members, Optional<Checks> elements) {
    public CheckedParameter {
        members = List.copyOf(members);
    }
}
