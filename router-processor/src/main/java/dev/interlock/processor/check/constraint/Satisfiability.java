package dev.interlock.processor.check.constraint;

import dev.interlock.processor.language.Language;
import dev.interlock.processor.model.Constraint;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.model.ValueKind;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Scope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds constraints that no value can fulfil. */
public final class Satisfiability {
    private final Scope scope;

    public Satisfiability(Scope scope) {
        this.scope = scope;
    }

    /** Whether some value can fulfil all constraints of a subject. Reports the first contradiction between them. */
    public boolean check(Subject subject, List<Constraint> constraints) {
        if (constraints.isEmpty()) {
            return true;
        }
        List<Rule> rules = constraints.stream()
                .map(Constraint::rule)
                .flatMap(Satisfiability::flat)
                .toList();
        Optional<String> contradiction = Stream.of(
                        presence(subject, rules),
                        sizes(rules),
                        numbers(subject.kind(), rules),
                        truths(rules),
                        moments(rules),
                        patterns(rules))
                .flatMap(Optional::stream)
                .findFirst();
        contradiction.ifPresent(why -> scope.report(
                ConstraintMessage.IMPOSSIBLE_CONSTRAINT, Place.of(subject.element()), subject.name(), why));
        return contradiction.isEmpty();
    }

    private static Stream<Rule> flat(Rule rule) {
        return rule instanceof Rule.All all ? all.rules().stream().flatMap(Satisfiability::flat) : Stream.of(rule);
    }

    private static <T extends Rule> List<T> of(Class<T> type, List<Rule> rules) {
        return rules.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Optional<String> presence(Subject subject, List<Rule> rules) {
        if (of(Rule.Absent.class, rules).isEmpty()) {
            return Optional.empty();
        }
        if (subject.type().getKind().isPrimitive()) {
            return Optional.of("it must be null, which " + subject.describedType() + " never is");
        }
        return rules.stream().anyMatch(Rule::refusesNull)
                ? Optional.of("it must be both null and not null")
                : Optional.empty();
    }

    private static Optional<String> sizes(List<Rule> rules) {
        List<Rule.Size> sizes = of(Rule.Size.class, rules);
        int least = sizes.stream().mapToInt(Rule.Size::least).max().orElse(0);
        int most = sizes.stream().mapToInt(Rule.Size::most).min().orElse(Integer.MAX_VALUE);
        if (!of(Rule.NotBlank.class, rules).isEmpty()) {
            least = Math.max(least, 1);
        }
        return least > most
                ? Optional.of("its size must be at least " + least + " and at most " + most)
                : Optional.empty();
    }

    private static Optional<String> numbers(ValueKind kind, List<Rule> rules) {
        Interval interval = kind.isIntegral() ? Interval.of(kind) : Interval.ALL;
        for (Rule.Bound bound : of(Rule.Bound.class, rules)) {
            interval = interval.and(bound);
        }
        boolean isWhole = kind.isIntegral() || kind == ValueKind.BIG_INTEGER;
        return interval.isEmpty(isWhole) ? Optional.of("it must be " + interval) : Optional.empty();
    }

    private static Optional<String> truths(List<Rule> rules) {
        long different = of(Rule.Truth.class, rules).stream()
                .map(Rule.Truth::expected)
                .distinct()
                .count();
        return different > 1 ? Optional.of("it must be both true and false") : Optional.empty();
    }

    private static Optional<String> moments(List<Rule> rules) {
        List<Rule.Time> times = of(Rule.Time.class, rules);
        long sides = times.stream().map(Rule.Time::isPast).distinct().count();
        return sides > 1 && !times.stream().allMatch(Rule.Time::orPresent)
                ? Optional.of("it must be both in the past and in the future")
                : Optional.empty();
    }

    private static Optional<String> patterns(List<Rule> rules) {
        Optional<Language> common = of(Rule.Matches.class, rules).stream()
                .map(pattern -> Language.of(pattern.dfa()))
                .reduce(Language::intersection);
        return common.filter(Language::isEmpty).map(language -> "no text matches its patterns");
    }

    /**
     * A range of numbers.
     *
     * @param lower lower bound; empty for no limit
     * @param upper upper bound; empty for no limit
     */
    private record Interval(Optional<Rule.Bound> lower, Optional<Rule.Bound> upper) {
        static final Interval ALL = new Interval(Optional.empty(), Optional.empty());

        static Interval of(ValueKind kind) {
            return new Interval(
                    Optional.of(new Rule.Bound(BigDecimal.valueOf(kind.least()), true, true)),
                    Optional.of(new Rule.Bound(BigDecimal.valueOf(kind.most()), false, true)));
        }

        Interval and(Rule.Bound bound) {
            return bound.isLower()
                    ? new Interval(
                            Optional.of(lower.map(it -> narrower(it, bound)).orElse(bound)), upper)
                    : new Interval(
                            lower,
                            Optional.of(upper.map(it -> narrower(it, bound)).orElse(bound)));
        }

        private static Rule.Bound narrower(Rule.Bound one, Rule.Bound other) {
            int order = one.value().compareTo(other.value());
            if (order == 0) {
                return one.inclusive() ? other : one;
            }
            return order > 0 == one.isLower() ? one : other;
        }

        boolean isEmpty(boolean isWhole) {
            if (lower.isEmpty() || upper.isEmpty()) {
                return false;
            }
            if (isWhole) {
                return lower.get().whole().compareTo(upper.get().whole()) > 0;
            }
            int order = lower.get().value().compareTo(upper.get().value());
            boolean touches = lower.get().inclusive() && upper.get().inclusive();
            return order > 0 || (order == 0 && !touches);
        }

        @Override
        public String toString() {
            return Stream.concat(lower.stream(), upper.stream())
                    .map(bound -> bound.comparison() + " " + bound.value().toPlainString())
                    .collect(Collectors.joining(" and "));
        }
    }
}
