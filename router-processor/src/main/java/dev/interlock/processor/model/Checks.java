package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.type.TypeMirror;

/**
 * Checks of one value.
 *
 * @param type type of the value
 * @param constraints constraints on the value itself
 * @param cascade name of the {@link CheckedType} whose checks the value must pass; empty if none
 * @param contents checks of the values within the value
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

    /** Returns a copy without one kind of constraint. */
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

    /** Values within another value. */
    public record Contents(Role role, Checks checks) {}

    /** Role of a value within another. */
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
