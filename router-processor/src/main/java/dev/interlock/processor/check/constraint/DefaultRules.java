package dev.interlock.processor.check.constraint;

import dev.interlock.processor.language.Language;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.Constraint;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.model.ValueKind;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.math.BigDecimal;
import java.util.Optional;

/** Checks the default value of a parameter against the constraints that the processor can evaluate. */
public final class DefaultRules {
    private DefaultRules() {}

    /**
     * Whether the default value fulfils all constraints that the processor can evaluate. Reports the first constraint
     * that it violates.
     */
    public static boolean check(Scope scope, Parameter.Text parameter, Checks checks) {
        Optional<String> text = parameter.fallback();
        Optional<Constraint> broken = checks.constraints().stream()
                .filter(constraint -> text.isPresent() && !holds(constraint.rule(), checks.kind(), text.get()))
                .findFirst();
        broken.ifPresent(constraint -> scope.report(
                ConstraintMessage.INVALID_DEFAULT,
                Place.of(
                        parameter.element(),
                        Annotations.find(parameter.element(), RuntimeAnnotations.DEFAULT)
                                .orElseThrow()),
                parameter.element().getSimpleName(),
                text.orElseThrow(),
                constraint.message()));
        return broken.isEmpty();
    }

    private static boolean holds(Rule rule, ValueKind kind, String text) {
        if (rule instanceof Rule.All all) {
            return all.rules().stream().allMatch(it -> holds(it, kind, text));
        }
        if (kind.isNumber()) {
            return holds(rule, new BigDecimal(text));
        }
        return kind != ValueKind.TEXT || holds(rule, text);
    }

    private static boolean holds(Rule rule, BigDecimal number) {
        if (!(rule instanceof Rule.Bound bound)) {
            return true;
        }
        int order = number.compareTo(bound.value());
        return order == 0 ? bound.inclusive() : order > 0 == bound.isLower();
    }

    private static boolean holds(Rule rule, String text) {
        if (rule instanceof Rule.Size size) {
            return text.length() >= size.least() && text.length() <= size.most();
        }
        if (rule instanceof Rule.NotBlank) {
            return !text.isBlank();
        }
        return !(rule instanceof Rule.Matches pattern)
                || Language.of(pattern.dfa()).contains(text);
    }
}
