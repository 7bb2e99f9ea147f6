package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * The checks of one parameter. All checks run before the handler is called, except the checks of streamed values.
 *
 * @param members checks on the methods and the type of a record of parameters; they run after the record is created
 * @param elements checks of each value of a streamed body; they run when the value arrives
 */
public record CheckedParameter(
        Parameter parameter, Checks checks, List<CheckedType.Property> members, Optional<Checks> elements) {
    public CheckedParameter {
        members = List.copyOf(members);
    }
}
