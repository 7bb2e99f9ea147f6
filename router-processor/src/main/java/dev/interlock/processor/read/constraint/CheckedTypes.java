package dev.interlock.processor.read.constraint;

import dev.interlock.processor.check.constraint.Subject;
import dev.interlock.processor.model.CheckedType;
import dev.interlock.processor.model.CheckedType.Property;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.ValueKind;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import dev.interlock.processor.source.TypeBounds;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** The records and classes of one application whose members have constraints. Each type is read once. */
public final class CheckedTypes {
    private final Scope scope;
    private final ChecksReader checks;
    private final Map<String, CheckedType> read = new TreeMap<>();
    /** Names of the types that the reader has read or is reading. */
    private final Set<String> begun = new HashSet<>();
    /** Names of the types whose members have mistakes. These mistakes were already reported. */
    private final Set<String> flawed = new HashSet<>();

    public CheckedTypes(Scope scope) {
        this.scope = scope;
        this.checks = new ChecksReader(scope, this);
    }

    /** Returns the reader of the checks on a single value. */
    ChecksReader checks() {
        return checks;
    }

    /**
     * Reads the constraints on the methods and on the type of a record of parameters. The router checks them after it
     * has created the record.
     */
    Outcome<List<Property>> methods(DeclaredType record) {
        return new MembersReader(scope, checks, record).readMethods();
    }

    /**
     * Returns the name of the type whose members {@code @Valid} checks. If the type has nothing to check, reports the
     * annotation and returns empty. Does not report it if the declared type contains a type variable, because other
     * type arguments may have constraints.
     *
     * @param declared type of the subject in the source
     */
    Outcome<Optional<String>> cascade(Subject subject, AnnotationMirror annotation, TypeMirror declared) {
        Outcome<Optional<String>> name =
                subject.kind() == ValueKind.OTHER ? find(subject.type()) : Outcome.sound(Optional.empty());
        if (name.value().isEmpty() && !TypeBounds.hasVariable(declared)) {
            scope.report(
                    ConstraintMessage.NOTHING_TO_CHECK,
                    subject.place(annotation),
                    subject.name(),
                    subject.describedType());
            return Outcome.flawed(Optional.empty());
        }
        return name;
    }

    /**
     * Returns the name of a type that has checks; empty if it has none. If the members of the type have mistakes, only
     * the first call for the type returns a flawed outcome.
     */
    Outcome<Optional<String>> find(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return Outcome.sound(Optional.empty());
        }
        String name = plainName(type);
        boolean isSound = !begun.add(name) || read(name, declared);
        CheckedType known = read.get(name);
        // A type that is still being read counts as checked. It refers to itself, possibly through other types.
        boolean isChecked = known == null || !known.properties().isEmpty() || flawed.contains(name);
        return new Outcome<>(isChecked ? Optional.of(name) : Optional.empty(), isSound);
    }

    /** Reads the members of a type. Returns whether they have no mistakes. */
    private boolean read(String name, DeclaredType type) {
        Outcome<List<Property>> members = new MembersReader(scope, checks, type).read();
        read.put(name, new CheckedType(name, type, members.value(), false));
        if (!members.isSound()) {
            flawed.add(name);
        }
        return members.isSound();
    }

    /** Returns the types that have checks, sorted by name. */
    public List<CheckedType> all() {
        return read.values().stream()
                .filter(type -> !type.properties().isEmpty())
                .map(type -> new CheckedType(type.name(), type.type(), type.properties(), isRecursive(type)))
                .toList();
    }

    private boolean isRecursive(CheckedType type) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(targets(type));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                open.addAll(targets(Objects.requireNonNull(read.get(next))));
            }
        }
        return reached.contains(type.name());
    }

    private static List<String> targets(CheckedType type) {
        return type.properties().stream()
                .flatMap(property -> targets(property.checks()))
                .toList();
    }

    private static Stream<String> targets(Checks checks) {
        return Stream.concat(
                checks.cascade().stream(), checks.contents().stream().flatMap(it -> targets(it.checks())));
    }

    /** Returns the text of a type without annotations. */
    private static String plainName(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return plainName(array.getComponentType()) + "[]";
        }
        List<? extends TypeMirror> arguments =
                type instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
        return arguments.isEmpty()
                ? Classes.nameOf(type)
                : arguments.stream()
                        .map(CheckedTypes::plainName)
                        .collect(Collectors.joining(", ", Classes.nameOf(type) + "<", ">"));
    }
}
