package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.model.ValueKind;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes conditions that hold if a value breaks a rule. Unless stated otherwise, the value is not null. */
final class Predicates {
    private final CheckConstants constants;
    private final Bounds bounds;

    Predicates(CheckConstants constants) {
        this.constants = constants;
        this.bounds = new Bounds(constants);
    }

    /**
     * Returns the condition that a value breaks the rule; empty if every value fulfils the rule.
     *
     * @param subject text from which this method makes the names of constants
     */
    Optional<CodeBlock> fails(Rule rule, ValueKind kind, CodeBlock value, String subject) {
        if (rule instanceof Rule.Present) {
            return Optional.empty();
        }
        if (rule instanceof Rule.Absent) {
            return Optional.of(CodeBlock.of("$L != null", value));
        }
        if (rule instanceof Rule.Truth truth) {
            return Optional.of(CodeBlock.of(truth.expected() ? "!$L" : "$L", value));
        }
        if (rule instanceof Rule.All all) {
            return any(all.rules(), kind, value, subject);
        }
        Optional<CodeBlock> holds = rule instanceof Rule.Bound bound
                ? bounds.holds(bound, kind, value)
                : Optional.of(call(rule, kind, value, subject));
        return holds.map(condition -> CodeBlock.of("!$L", condition));
    }

    /**
     * Returns the condition that a value breaks at least one rule of a composed constraint; empty if every value
     * fulfils the rules. The condition includes the validators among the rules, which also receive null. It does not
     * include the validator of the composed constraint itself.
     *
     * @param message message of the composed constraint
     * @param mayBeNull whether the value may be null
     */
    Optional<CodeBlock> failsWithValidators(Rule.All all, String message, Checks of, String value, boolean mayBeNull) {
        List<Rule> rules = all.rules().stream().flatMap(CustomRules::flat).toList();
        List<CodeBlock> parts = new ArrayList<>();
        List<Rule> others =
                rules.stream().filter(rule -> !(rule instanceof Rule.Custom)).toList();
        Optional<CodeBlock> broken = any(others, of.kind(), CodeBlock.of("$N", value), value);
        if (mayBeNull && all.refusesNull()) {
            parts.add(CodeBlock.of("$N == null", value));
            broken.ifPresent(parts::add);
        } else {
            broken.ifPresent(it -> parts.add(mayBeNull ? CodeBlock.of("($N != null && ($L))", value, it) : it));
        }
        rules.stream()
                .filter(Rule.Custom.class::isInstance)
                .map(rule -> constants.validator((Rule.Custom) rule, message, of.type()))
                .forEach(validator -> parts.add(CodeBlock.of("!$L.isValid($N)", validator, value)));
        return parts.isEmpty() ? Optional.empty() : Optional.of(CodeBlock.join(parts, " || "));
    }

    private Optional<CodeBlock> any(List<Rule> rules, ValueKind kind, CodeBlock value, String subject) {
        List<CodeBlock> parts = rules.stream()
                .flatMap(rule -> fails(rule, kind, value, subject).stream())
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(CodeBlock.join(parts, " || "));
    }

    private CodeBlock call(Rule rule, ValueKind kind, CodeBlock value, String subject) {
        if (rule instanceof Rule.Size size) {
            return CodeBlock.of(
                    "$T.sizeBetween($L, $L, $L)",
                    RuntimeTypes.CONSTRAINTS,
                    size(kind, value),
                    size.least(),
                    most(size));
        }
        if (rule instanceof Rule.Digits digits) {
            CodeBlock fraction =
                    kind == ValueKind.BIG_DECIMAL ? CodeBlock.of(", $L", digits.fraction()) : CodeBlock.of("");
            return CodeBlock.of("$T.digits($L, $L$L)", RuntimeTypes.CONSTRAINTS, value, digits.integer(), fraction);
        }
        if (rule instanceof Rule.Time time) {
            return CodeBlock.of("$T.$L($L)", RuntimeTypes.CONSTRAINTS, moment(time), value);
        }
        CodeBlock text = kind == ValueKind.SLICE ? CodeBlock.of("$T.text($L)", RuntimeTypes.CONSTRAINTS, value) : value;
        if (rule instanceof Rule.Matches pattern) {
            return CodeBlock.of("$L.test($L)", constants.pattern(pattern, subject), text);
        }
        return CodeBlock.of(
                "$T.$L($L)", RuntimeTypes.CONSTRAINTS, rule instanceof Rule.Email ? "email" : "notBlank", text);
    }

    private static CodeBlock size(ValueKind kind, CodeBlock value) {
        return switch (kind) {
            case ARRAY -> CodeBlock.of("$L.length", value);
            case COLLECTION, MAP -> CodeBlock.of("$L.size()", value);
            default -> CodeBlock.of("$L.length()", value);
        };
    }

    private static CodeBlock most(Rule.Size size) {
        return size.most() == Integer.MAX_VALUE
                ? CodeBlock.of("$T.MAX_VALUE", Integer.class)
                : CodeBlock.of("$L", size.most());
    }

    private static String moment(Rule.Time time) {
        if (time.isPast()) {
            return time.orPresent() ? "pastOrPresent" : "past";
        }
        return time.orPresent() ? "presentOrFuture" : "future";
    }
}
