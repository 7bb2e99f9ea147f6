package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * Checks of a parameter before its handler is called.
 *
 * @param members checks of a record of parameters as a whole, after it is created
 * @param elements checks of each value of a streamed body when it arrives
 */
public record CheckedParameter(
        Parameter parameter, Checks checks, List<CheckedType.Property> members, Optional<Checks> elements) {
    public CheckedParameter {
        members = List.copyOf(members);
    }
}
