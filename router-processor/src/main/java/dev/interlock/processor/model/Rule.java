package dev.interlock.processor.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/**
 * The rule of a constraint for a value. Most rules accept null. Exceptions are rules that {@linkplain #refusesNull
 * reject null} or {@linkplain #judgesNull pass it to a validator}.
 */
public sealed interface Rule {
    /** Whether the rule rejects null. */
    default boolean refusesNull() {
        return false;
    }

    /** Whether the rule passes null to a validator of the application. The validator then accepts or rejects null. */
    default boolean judgesNull() {
        return false;
    }

    /** The value must not be null. */
    record Present() implements Rule {
        @Override
        public boolean refusesNull() {
            return true;
        }
    }

    /** The value must be null. */
    record Absent() implements Rule {}

    /** The text must have at least one character that is not white space. */
    record NotBlank() implements Rule {
        @Override
        public boolean refusesNull() {
            return true;
        }
    }

    /**
     * The number of characters, elements or bytes of the value must be in a range.
     *
     * @param least smallest number, at least 0
     * @param most largest number; {@link Integer#MAX_VALUE} for no limit
     * @param refusesNull whether the rule rejects null
     */
    record Size(int least, int most, boolean refusesNull) implements Rule {}

    /** The number must be above a lower bound or below an upper bound. It may be equal to an inclusive bound. */
    record Bound(BigDecimal value, boolean isLower, boolean inclusive) implements Rule {
        /** Returns the relation of a value to the bound in words, for example {@code at least}. */
        public String comparison() {
            if (isLower) {
                return inclusive ? "at least" : "greater than";
            }
            return inclusive ? "at most" : "less than";
        }

        /** Returns the lowest integer that a lower bound allows, or the highest integer that an upper bound allows. */
        public BigInteger whole() {
            BigInteger nearest = value.setScale(0, isLower ? RoundingMode.CEILING : RoundingMode.FLOOR)
                    .toBigIntegerExact();
            boolean isValue = new BigDecimal(nearest).compareTo(value) == 0;
            BigInteger next = isLower ? BigInteger.ONE : BigInteger.ONE.negate();
            return isValue && !inclusive ? nearest.add(next) : nearest;
        }
    }

    /** The number must not have more digits before and after the decimal point than these limits. */
    record Digits(int integer, int fraction) implements Rule {}

    /**
     * The text must be in a regular language.
     *
     * @param regexp regular expression as written in the source
     */
    record Matches(String regexp, Dfa dfa) implements Rule {}

    /** The text must be an e-mail address. */
    record Email() implements Rule {}

    /** The boolean must equal {@code expected}. */
    record Truth(boolean expected) implements Rule {}

    /** The time must be in the past or in the future. The current time may also be allowed. */
    record Time(boolean isPast, boolean orPresent) implements Rule {}

    /**
     * A validator of the application must accept the value. For different types of values, the same annotation may have
     * different validators.
     *
     * @param validator class of the validator, whose constructor has no parameters
     * @param annotation annotation that initializes the validator
     */
    record Custom(TypeElement validator, AnnotationMirror annotation) implements Rule {
        @Override
        public boolean judgesNull() {
            return true;
        }
    }

    /**
     * Several rules with one message. A value that violates several of them has only one violation.
     *
     * @param validator validator of the annotation that is composed of the other rules. It receives only values that
     *     fulfil these rules, and chooses its own messages.
     */
    record All(List<Rule> rules, Optional<Custom> validator) implements Rule {
        public All {
            rules = List.copyOf(rules);
        }

        @Override
        public boolean refusesNull() {
            return rules.stream().anyMatch(Rule::refusesNull);
        }

        @Override
        public boolean judgesNull() {
            return validator.isPresent() || rules.stream().anyMatch(Rule::judgesNull);
        }
    }
}
