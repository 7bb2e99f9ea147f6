package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.interlock.processor.model.CheckedType.Property;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.Checks.Contents;
import dev.interlock.processor.model.Checks.Role;
import dev.interlock.processor.model.Constraint;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.model.ValueKind;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Writes the statements that check values and collect the violations in a variable. */
final class ChecksWriter {
    private final CodeBlock.Builder code;
    private final Names locals;
    private final ChecksClass checks;
    private final Predicates predicates;
    private final String found;
    private final CodeBlock depth;
    /** Whether the statements are within a condition that no member of the body is missing. */
    private final boolean isComplete;

    /**
     * Creates a writer of statements for one method.
     *
     * @param found name of the variable that collects the violations
     * @param depth nesting depth of the value; used only for a type that can contain itself
     */
    ChecksWriter(CodeBlock.Builder code, Names locals, ChecksClass checks, String found, CodeBlock depth) {
        this(code, locals, checks, found, depth, false);
    }

    private ChecksWriter(
            CodeBlock.Builder code,
            Names locals,
            ChecksClass checks,
            String found,
            CodeBlock depth,
            boolean isComplete) {
        this.code = code;
        this.locals = locals;
        this.checks = checks;
        this.predicates = new Predicates(checks.constants());
        this.found = found;
        this.depth = depth;
        this.isComplete = isComplete;
    }

    /**
     * Returns a lambda expression that checks a value and adds the violations to earlier violations.
     *
     * @param all checks of the value
     * @param isNullable whether the value may be null
     */
    static CodeBlock lambda(List<Checks> all, boolean isNullable, Names locals, ChecksClass checks) {
        Optional<CodeBlock> reference = isNullable || all.size() > 1 ? Optional.empty() : checks.reference(all.get(0));
        if (reference.isPresent()) {
            return reference.get();
        }
        String found = locals.unique("found", "");
        String value = locals.unique("value", "");
        CodeBlock.Builder check = CodeBlock.builder().add("($N, $N) -> {\n$>", found, value);
        ChecksWriter writer = new ChecksWriter(check, locals, checks, found, CodeBlock.of("0"));
        all.forEach(it -> writer.value(it, value, isNullable, true, CheckedLocation.of("")));
        return check.addStatement("return $N", found).add("$<}").build();
    }

    /**
     * Writes the check of a property: of one member, or of several members together. The check of several members runs
     * only if no member of the body is missing.
     */
    void member(Property property, String owner) {
        if (!property.isDerived() && !property.pointer().isEmpty()) {
            read(property, owner);
            return;
        }
        code.beginControlFlow("if ($L)", isComplete());
        property(property, owner);
        code.endControlFlow();
    }

    /** Returns the condition that no member of the body is missing. */
    private CodeBlock isComplete() {
        return CodeBlock.of("$T.isComplete($N)", RuntimeTypes.VIOLATIONS, found);
    }

    /** Writes the check of a member. The code runs only if no member of the body is missing. */
    void property(Property property, String owner) {
        new ChecksWriter(code, locals, checks, found, depth, true).read(property, owner);
    }

    private void read(Property property, String owner) {
        Element element = property.element();
        if (element instanceof TypeElement) {
            value(property.checks(), owner, false, true, CheckedLocation.of(property.pointer()));
            return;
        }
        String name = element.getSimpleName().toString();
        String local = locals.unique(local(name), "");
        String call = element.getKind() == ElementKind.METHOD ? "()" : "";
        code.addStatement("$T $N = $N.$N" + call, TypeName.get(property.checks().type()), local, owner, name);
        value(property.checks(), local, true, true, CheckedLocation.of(property.pointer()));
    }

    /** Returns the name of the variable for a member: {@code street} for {@code getStreet}. */
    private static String local(String member) {
        return Names.camel(Names.upperSnake(member.replaceFirst("^(get|is)(?=[A-Z])", "")));
    }

    /**
     * Writes the check of a value.
     *
     * @param value name of the variable that holds the value
     * @param isNullable whether the value may be null
     * @param holdsNull whether elements of the value may be null
     */
    void value(Checks all, String value, boolean isNullable, boolean holdsNull, CheckedLocation location) {
        withoutValidators(all.without(Rule::judgesNull), value, isNullable, holdsNull, location);
        all.constraints().stream()
                .filter(it -> it.rule().judgesNull())
                .forEach(it -> judged(it, all, value, isNullable, location));
    }

    private void withoutValidators(
            Checks of, String value, boolean isNullable, boolean holdsNull, CheckedLocation location) {
        boolean mayBeNull = isNullable && !of.type().getKind().isPrimitive();
        if (isNullable && !mayBeNull && !isComplete && !location.isParameter() && !location.isWhole()) {
            of.constraints().stream()
                    .filter(it -> it.rule() instanceof Rule.Present && it.hasOwnMessage())
                    .limit(1)
                    .forEach(it -> noteIfMissing(of, value, location, it.message()));
        }
        List<Constraint> atNull = mayBeNull
                ? of.constraints().stream()
                        .filter(it -> it.rule().refusesNull())
                        .toList()
                : List.of();
        CodeBlock.Builder present = CodeBlock.builder();
        ChecksWriter inner = new ChecksWriter(present, locals, checks, found, depth, isComplete);
        inner.present(of, value, holdsNull, location);
        if (!mayBeNull) {
            code.add(present.build());
        } else if (atNull.isEmpty()) {
            addUnlessNull(of, value, present.build(), location);
        } else {
            code.beginControlFlow("if ($N == null)", value);
            atNull.forEach(constraint ->
                    code.addStatement(location.noteNull(found, constraint.message(), constraint.hasOwnMessage())));
            if (!present.isEmpty()) {
                code.nextControlFlow("else").add(present.build());
            }
            code.endControlFlow();
        }
    }

    /**
     * Writes the code that sets the message for a missing primitive member. Only values that are 0 or false can belong
     * to a missing member.
     */
    private void noteIfMissing(Checks of, String value, CheckedLocation location, String message) {
        addIf(
                CodeBlock.of(of.kind() == ValueKind.BOOLEAN ? "!$N" : "$N == 0", value),
                CodeBlock.builder()
                        .addStatement(location.noteIfMissing(found, message))
                        .build());
    }

    /**
     * Writes the check of a value with a validator. A validator also receives null if the value may be null. It never
     * receives a missing member, or a value with missing members.
     */
    private void judged(Constraint constraint, Checks of, String value, boolean isNullable, CheckedLocation location) {
        boolean mayBeNull = isNullable && !of.type().getKind().isPrimitive();
        CodeBlock.Builder check = CodeBlock.builder();
        ChecksWriter inner = new ChecksWriter(check, locals, checks, found, depth, isComplete);
        inner.judge(constraint, of, value, mayBeNull, location);
        boolean mayLackMembers = !isComplete && !location.isParameter();
        if (mayLackMembers && !LeafTypes.isLeaf(of)) {
            addIf(isComplete(), check.build());
        } else if (mayLackMembers && isNullable) {
            addIf(CodeBlock.of("$L || $L", isGiven(of, value), isComplete()), check.build());
        } else {
            code.add(check.build());
        }
    }

    /**
     * Returns a condition that holds only for a member that is present: the value is not null, 0 or false. A missing
     * member has one of these three values.
     */
    private static CodeBlock isGiven(Checks of, String value) {
        if (!of.type().getKind().isPrimitive()) {
            return CodeBlock.of("$N != null", value);
        }
        return CodeBlock.of(of.kind() == ValueKind.BOOLEAN ? "$N" : "$N != 0", value);
    }

    private void judge(Constraint constraint, Checks of, String value, boolean mayBeNull, CheckedLocation location) {
        if (constraint.rule() instanceof Rule.Custom custom) {
            code.add(validated(custom, constraint, of, value, location));
            return;
        }
        Rule.All all = (Rule.All) constraint.rule();
        Optional<CodeBlock> fails = predicates.failsWithValidators(all, constraint.message(), of, value, mayBeNull);
        fails.ifPresent(condition ->
                code.beginControlFlow("if ($L)", condition).addStatement(location.note(found, constraint.message())));
        all.validator().ifPresent(custom -> {
            fails.ifPresent(condition -> code.nextControlFlow("else"));
            code.add(validated(custom, constraint, of, value, location));
        });
        fails.ifPresent(condition -> code.endControlFlow());
    }

    private CodeBlock validated(
            Rule.Custom custom, Constraint constraint, Checks of, String value, CheckedLocation location) {
        CodeBlock validator = checks.constants().validator(custom, constraint.message(), of.type());
        return CodeBlock.builder()
                .addStatement(location.check(found, validator, value))
                .build();
    }

    private void addUnlessNull(Checks of, String value, CodeBlock present, CheckedLocation location) {
        CodeBlock isThere = CodeBlock.of("$N != null", value);
        boolean isOne = of.constraints().size() == 1
                && of.cascade().isEmpty()
                && of.contents().isEmpty()
                && !(of.constraints().get(0).rule() instanceof Rule.All);
        if (!isOne) {
            addIf(isThere, present);
            return;
        }
        Constraint only = of.constraints().get(0);
        CodeBlock note = CodeBlock.builder()
                .addStatement(location.note(found, only.message()))
                .build();
        predicates
                .fails(only.rule(), of.kind(), CodeBlock.of("$N", value), value)
                .ifPresent(fails -> addIf(
                        only.rule() instanceof Rule.Absent ? isThere : CodeBlock.of("$L && $L", isThere, fails), note));
    }

    private void addIf(CodeBlock condition, CodeBlock statements) {
        if (!statements.isEmpty()) {
            code.beginControlFlow("if ($L)", condition).add(statements).endControlFlow();
        }
    }

    /** Writes the check of a value that is not null. */
    private void present(Checks of, String value, boolean holdsNull, CheckedLocation location) {
        for (Constraint constraint : of.constraints()) {
            predicates
                    .fails(constraint.rule(), of.kind(), CodeBlock.of("$N", value), value)
                    .ifPresent(condition -> addIf(
                            condition,
                            CodeBlock.builder()
                                    .addStatement(location.note(found, constraint.message()))
                                    .build()));
        }
        of.cascade().ifPresent(type -> moved(location, inner -> inner.cascade(type, value)));
        if (of.contents().isEmpty()) {
            return;
        }
        if (of.kind().isOptional()) {
            optional(of, value, holdsNull, location);
        } else if (location.isParameter()) {
            moved(location, inner -> inner.contents(of, value, holdsNull, ""));
        } else {
            contents(of, value, holdsNull, location.pointer());
        }
    }

    private interface Step {
        void write(ChecksWriter writer);
    }

    /**
     * Writes the code of a step, whose violations are relative to a location. Then writes the code that moves these
     * violations to the location.
     */
    private void moved(CheckedLocation location, Step step) {
        if (location.isWhole()) {
            step.write(this);
            return;
        }
        String before = before();
        step.write(this);
        code.addStatement(location.move(found, before));
    }

    private String before() {
        String before = locals.unique("before", "");
        code.addStatement("int $N = $T.count($N)", before, RuntimeTypes.VIOLATIONS, found);
        return before;
    }

    private void cascade(String type, String value) {
        code.addStatement("$N = $L", found, checks.call(type, found, value, depth));
    }

    private void optional(Checks of, String value, boolean holdsNull, CheckedLocation location) {
        Checks content = of.contents().get(0).checks();
        String getter = switch (of.kind()) {
            case OPTIONAL_INT -> "getAsInt";
            case OPTIONAL_LONG -> "getAsLong";
            case OPTIONAL_DOUBLE -> "getAsDouble";
            default -> "get";
        };
        String local = locals.unique("content", "");
        code.beginControlFlow("if ($N.isPresent())", value)
                .addStatement("$T $N = $N.$L()", TypeName.get(content.type()), local, value, getter);
        value(content, local, false, holdsNull, location);
        code.endControlFlow();
    }

    private void contents(Checks of, String value, boolean holdsNull, String pointer) {
        if (of.kind() == ValueKind.MAP) {
            entries(of, value, holdsNull, pointer);
            return;
        }
        Checks element = of.contents().get(0).checks();
        String index = locals.unique("index", "");
        String local = locals.unique("element", "");
        code.addStatement("int $N = 0", index)
                .beginControlFlow("for ($T $N : $N)", TypeName.get(element.type()), local, value);
        String before = before();
        value(element, local, holdsNull, holdsNull, CheckedLocation.of(""));
        code.addStatement("$T.within($N, $N, $S, $N++)", RuntimeTypes.VIOLATIONS, found, before, pointer, index)
                .endControlFlow();
    }

    private void entries(Checks of, String value, boolean holdsNull, String pointer) {
        String entry = locals.unique("entry", "");
        TypeName type = ParameterizedTypeName.get(
                ClassName.get(Map.Entry.class), argument(of, Role.KEY), argument(of, Role.VALUE));
        code.beginControlFlow("for ($T $N : $N.entrySet())", type, entry, value);
        String before = before();
        for (Contents contents : of.contents()) {
            boolean isKey = contents.role() == Role.KEY;
            String local = locals.unique(isKey ? "key" : "held", "");
            code.addStatement(
                    "$T $N = $N.$L()",
                    TypeName.get(contents.checks().type()),
                    local,
                    entry,
                    isKey ? "getKey" : "getValue");
            value(contents.checks(), local, holdsNull, holdsNull, CheckedLocation.of(""));
        }
        code.addStatement(
                        "$T.withinEntry($N, $N, $S, $N.getKey())",
                        RuntimeTypes.VIOLATIONS,
                        found,
                        before,
                        pointer,
                        entry)
                .endControlFlow();
    }

    /** Returns the type of the keys or values of a map. If the keys or values have no checks, returns a wildcard. */
    private static TypeName argument(Checks map, Role role) {
        return map.contents().stream()
                .filter(contents -> contents.role() == role)
                .map(contents -> WildcardTypeName.subtypeOf(
                        TypeName.get(contents.checks().type())))
                .findFirst()
                .orElse(WildcardTypeName.subtypeOf(Object.class));
    }
}
