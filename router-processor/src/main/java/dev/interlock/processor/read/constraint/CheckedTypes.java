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

/** The records and classes of one application whose members are checked; each is read once. */
public final class CheckedTypes {
    private final Scope scope;
    private final ChecksReader checks;
    private final Map<String, CheckedType> read = new TreeMap<>();
    /** The names of types whose members are being read, or were. */
    private final Set<String> begun = new HashSet<>();
    /** The names of types whose members have mistakes, which were reported. */
    private final Set<String> flawed = new HashSet<>();

    public CheckedTypes(Scope scope) {
        this.scope = scope;
        this.checks = new ChecksReader(scope, this);
    }

    /** Reads what is checked of a value that stands for itself. */
    ChecksReader checks() {
        return checks;
    }

    /** The members of a record of parameters that are checked once it is made. */
    Outcome<List<Property>> methods(DeclaredType record) {
        return new MembersReader(scope, checks, record).readMethods();
    }

    /**
     * The name of the type that {@code @Valid} leads to; empty, and reported, if nothing of it is checked. That is no
     * mistake in a generic class, which may also be used with types that have constraints.
     *
     * @param declared the type of the subject as the source has it
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

    /** The name of a type of which something is checked; empty if nothing is. Mistakes are those of its first use. */
    Outcome<Optional<String>> find(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return Outcome.sound(Optional.empty());
        }
        String name = plainName(type);
        boolean isSound = !begun.add(name) || read(name, declared);
        CheckedType known = read.get(name);
        // One that is still being read refers to itself, and is checked if only for that.
        boolean isChecked = known == null || !known.properties().isEmpty() || flawed.contains(name);
        return new Outcome<>(isChecked ? Optional.of(name) : Optional.empty(), isSound);
    }

    /** Reads a type; returns whether its members have no mistake. */
    private boolean read(String name, DeclaredType type) {
        Outcome<List<Property>> members = new MembersReader(scope, checks, type).read();
        read.put(name, new CheckedType(name, type, members.value(), false));
        if (!members.isSound()) {
            flawed.add(name);
        }
        return members.isSound();
    }

    /** All of which something is checked, by name. */
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

    /** The text of a type without its annotations. */
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
