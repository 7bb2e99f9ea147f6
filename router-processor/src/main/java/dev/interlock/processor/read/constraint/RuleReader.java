package dev.interlock.processor.read.constraint;

import com.google.auto.common.AnnotationValues;
import dev.interlock.processor.check.constraint.Subject;
import dev.interlock.processor.language.Flaw;
import dev.interlock.processor.language.Language;
import dev.interlock.processor.language.Mode;
import dev.interlock.processor.language.PatternParser;
import dev.interlock.processor.language.Reading;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.report.Caret;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/** Reads the rules of the constraints of {@code jakarta.validation.constraints}. */
final class RuleReader {
    /**
     * Flags that {@code @Pattern} may have. MULTILINE affects only anchors within the text, and the supported patterns
     * cannot contain these anchors.
     */
    private static final Set<String> FLAGS = Set.of("CASE_INSENSITIVE", "DOTALL", "MULTILINE", "UNIX_LINES");

    private final Scope scope;
    private final Map<String, Reading> patterns = new HashMap<>();

    RuleReader(Scope scope) {
        this.scope = scope;
    }

    /**
     * Returns the rule of a constraint. Empty if a mistake in a member of the constraint was reported.
     *
     * @param annotation annotation on the subject; mistakes are reported at this annotation
     * @param mirror the constraint: the annotation itself, or a part of a composed annotation
     */
    Optional<Rule> read(BuiltIn constraint, Subject subject, AnnotationMirror annotation, AnnotationMirror mirror) {
        return switch (constraint) {
            case NULL -> Optional.of(new Rule.Absent());
            case NOT_NULL -> Optional.of(new Rule.Present());
            case NOT_BLANK -> Optional.of(new Rule.NotBlank());
            case NOT_EMPTY -> Optional.of(new Rule.Size(1, Integer.MAX_VALUE, true));
            case SIZE -> size(subject, annotation, mirror);
            case MIN -> Optional.of(new Rule.Bound(integer(mirror), true, true));
            case MAX -> Optional.of(new Rule.Bound(integer(mirror), false, true));
            case DECIMAL_MIN -> decimal(subject, annotation, mirror, true);
            case DECIMAL_MAX -> decimal(subject, annotation, mirror, false);
            case POSITIVE -> Optional.of(new Rule.Bound(BigDecimal.ZERO, true, false));
            case POSITIVE_OR_ZERO -> Optional.of(new Rule.Bound(BigDecimal.ZERO, true, true));
            case NEGATIVE -> Optional.of(new Rule.Bound(BigDecimal.ZERO, false, false));
            case NEGATIVE_OR_ZERO -> Optional.of(new Rule.Bound(BigDecimal.ZERO, false, true));
            case DIGITS -> digits(subject, annotation, mirror);
            case PATTERN -> pattern(subject, annotation, mirror);
            case EMAIL -> email(subject, annotation, mirror);
            case ASSERT_TRUE -> Optional.of(new Rule.Truth(true));
            case ASSERT_FALSE -> Optional.of(new Rule.Truth(false));
            case PAST -> Optional.of(new Rule.Time(true, false));
            case PAST_OR_PRESENT -> Optional.of(new Rule.Time(true, true));
            case FUTURE -> Optional.of(new Rule.Time(false, false));
            case FUTURE_OR_PRESENT -> Optional.of(new Rule.Time(false, true));
        };
    }

    private static BigDecimal integer(AnnotationMirror mirror) {
        return BigDecimal.valueOf(AnnotationValues.getLong(Annotations.value(mirror, "value")));
    }

    private Optional<Rule> size(Subject subject, AnnotationMirror annotation, AnnotationMirror mirror) {
        int least = Annotations.number(mirror, "min");
        int most = Annotations.number(mirror, "max");
        if (least < 0 || most < 0) {
            String member = least < 0 ? "min" : "max";
            return refuse(subject, annotation, member, member + " is negative", "a size is at least 0");
        }
        if (least > most) {
            return refuse(
                    subject, annotation, "min", "min, " + least + ", is above max, " + most, "swap or correct them");
        }
        return Optional.of(new Rule.Size(least, most, false));
    }

    private Optional<Rule> decimal(
            Subject subject, AnnotationMirror annotation, AnnotationMirror mirror, boolean isLower) {
        String text = Annotations.text(mirror, "value");
        boolean inclusive = AnnotationValues.getBoolean(Annotations.value(mirror, "inclusive"));
        try {
            return Optional.of(new Rule.Bound(new BigDecimal(text), isLower, inclusive));
        } catch (NumberFormatException e) {
            return refuse(
                    subject,
                    annotation,
                    "value",
                    "\"" + text + "\" is not a number",
                    "write it for BigDecimal, such as 0.05");
        }
    }

    private Optional<Rule> digits(Subject subject, AnnotationMirror annotation, AnnotationMirror mirror) {
        for (String member : List.of("integer", "fraction")) {
            if (Annotations.number(mirror, member) < 0) {
                return refuse(subject, annotation, member, member + " is negative", "a number of digits is at least 0");
            }
        }
        return Optional.of(
                new Rule.Digits(Annotations.number(mirror, "integer"), Annotations.number(mirror, "fraction")));
    }

    private Optional<Rule> email(Subject subject, AnnotationMirror annotation, AnnotationMirror mirror) {
        Rule address = new Rule.Email();
        return Annotations.text(mirror, "regexp").equals(".*")
                ? Optional.of(address)
                : pattern(subject, annotation, mirror)
                        .map(pattern -> new Rule.All(List.of(address, pattern), Optional.empty()));
    }

    private Optional<Rule> pattern(Subject subject, AnnotationMirror annotation, AnnotationMirror mirror) {
        Set<String> flags = new TreeSet<>();
        for (AnnotationValue value : Annotations.list(mirror, "flags")) {
            String flag = value.getValue().toString();
            flags.add(flag);
            if (!FLAGS.contains(flag)) {
                scope.report(
                        ConstraintMessage.PATTERN_FLAG,
                        subject.place(annotation, "flags"),
                        Annotations.simpleName(annotation),
                        subject.name(),
                        flag);
                return Optional.empty();
            }
        }
        return pattern(subject, annotation, Annotations.text(mirror, "regexp"), flags);
    }

    private Optional<Rule> pattern(Subject subject, AnnotationMirror annotation, String regexp, Set<String> flags) {
        Mode mode = new Mode(
                true, flags.contains("CASE_INSENSITIVE"), flags.contains("DOTALL"), flags.contains("UNIX_LINES"));
        Reading reading = patterns.computeIfAbsent(mode + regexp, key -> PatternParser.parse(regexp, mode));
        if (reading instanceof Flaw flaw) {
            List<Object> arguments = new ArrayList<>(List.of(new Caret(regexp, flaw.position())));
            arguments.addAll(flaw.arguments());
            scope.report(flaw.message(), subject.place(annotation, "regexp"), arguments.toArray());
            return Optional.empty();
        }
        return Optional.of(new Rule.Matches(regexp, ((Language) reading).dfa()));
    }

    private Optional<Rule> refuse(
            Subject subject, AnnotationMirror annotation, String member, String mistake, String tip) {
        scope.report(
                ConstraintMessage.INVALID_CONSTRAINT,
                subject.place(annotation, member),
                Annotations.simpleName(annotation),
                subject.name(),
                mistake,
                tip);
        return Optional.empty();
    }
}
