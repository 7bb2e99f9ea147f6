package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.type.TypeMirror;

/**
 * What is checked of one value.
 *
 * @param type of the value
 * @param constraints on the value itself
 * @param cascade the name of the {@link CheckedType} whose checks the value has to pass; empty if none
 * @param contents what is checked of the values within
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

    /** Nothing. */
    public static Checks none(TypeMirror type) {
        return new Checks(type, ValueKind.OTHER, List.of(), Optional.empty(), List.of());
    }

    /** The same checks without the constraints whose rule is of a kind. */
    public Checks without(Predicate<Rule> kind) {
        List<Constraint> others = constraints.stream()
                .filter(constraint -> !kind.test(constraint.rule()))
                .toList();
        return new Checks(type, this.kind, others, cascade, contents);
    }

    /** Whether nothing is. */
    public boolean isEmpty() {
        return constraints.isEmpty() && cascade.isEmpty() && contents.isEmpty();
    }

    /** Values within another. */
    public record Contents(Role role, Checks checks) {}

    /** Which of the values within another. */
    public enum Role {
        /** Of a collection or array. */
        ELEMENT,
        /** Of a map. */
        KEY,
        /** Of a map. */
        VALUE,
        /** Of an optional. */
        CONTENT
    }
}
