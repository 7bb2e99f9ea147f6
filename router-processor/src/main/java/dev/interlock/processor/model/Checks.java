package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.type.TypeMirror;

/**
 * The checks of one value.
 *
 * @param type type of the value
 * @param constraints constraints on the value itself
 * @param cascade name of the {@link CheckedType} whose checks the value must pass; empty if there is none
 * @param contents checks of the values that the value contains, such as the elements of a list
 */
public record Checks(
        TypeMirror type,
        ValueKind kind,
        List<Constraint> constraints,
        Optional<String> cascade,
        List<Contents> contents) {
    public Checks {
        constraints = List.copyOf(constraints);
        contents = List.copyOf(contents);
    }

    /** Returns an instance without checks. */
    public static Checks none(TypeMirror type) {
        return new Checks(type, ValueKind.OTHER, List.of(), Optional.empty(), List.of());
    }

    /** Returns a copy without the constraints for whose rules {@code kind} is true. */
    public Checks without(Predicate<Rule> kind) {
        List<Constraint> others = constraints.stream()
                .filter(constraint -> !kind.test(constraint.rule()))
                .toList();
        return new Checks(type, this.kind, others, cascade, contents);
    }

    /** Whether there are no checks. */
    public boolean isEmpty() {
        return constraints.isEmpty() && cascade.isEmpty() && contents.isEmpty();
    }

    /** The checks of all values that have the same role within another value. */
    public record Contents(Role role, Checks checks) {}

    /** Role of a value within another value. */
    public enum Role {
        /** Element of a collection or array. */
        ELEMENT,
        /** Key of a map. */
        KEY,
        /** Value of a map. */
        VALUE,
        /** Content of an optional. */
        CONTENT
    }
}
