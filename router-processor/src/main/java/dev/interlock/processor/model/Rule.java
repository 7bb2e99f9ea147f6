package dev.interlock.processor.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/**
 * Rule of a constraint about a value. Null fulfils every rule, except the rules that {@linkplain #refusesNull reject
 * null}.
 */
public sealed interface Rule {
    /** Whether null does not fulfil the rule. */
    default boolean refusesNull() {
        return false;
    }

    /** Whether a validator of the application gets null, and accepts or rejects it. */
    default boolean judgesNull() {
        return false;
    }

    /** A value, whatever it is. */
    record Present() implements Rule {
        @Override
        public boolean refusesNull() {
            return true;
        }
    }

    /** No value. */
    record Absent() implements Rule {}

    /** Text with a character that is no white space. */
    record NotBlank() implements Rule {
        @Override
        public boolean refusesNull() {
            return true;
        }
    }

    /**
     * A number of characters, elements or bytes.
     *
     * @param least at least 0
     * @param most {@link Integer#MAX_VALUE} for any number
     * @param refusesNull whether there has to be a value
     */
    record Size(int least, int most, boolean refusesNull) implements Rule {}

    /** A number on one side of another. */
    record Bound(BigDecimal value, boolean isLower, boolean inclusive) implements Rule {
        /** The relation in words: {@code at least}, for instance. */
        public String comparison() {
            if (isLower) {
                return inclusive ? "at least" : "greater than";
            }
            return inclusive ? "at most" : "less than";
        }

        /** The lowest or highest integer on this side of the bound. */
        public BigInteger whole() {
            BigInteger nearest = value.setScale(0, isLower ? RoundingMode.CEILING : RoundingMode.FLOOR)
                    .toBigIntegerExact();
            boolean isValue = new BigDecimal(nearest).compareTo(value) == 0;
            BigInteger next = isLower ? BigInteger.ONE : BigInteger.ONE.negate();
            return isValue && !inclusive ? nearest.add(next) : nearest;
        }
    }

    /** A number of few digits. */
    record Digits(int integer, int fraction) implements Rule {}

    /**
     * Text in a regular language.
     *
     * @param regexp what it was written as
     */
    record Matches(String regexp, Dfa dfa) implements Rule {}

    /** An address for mail. */
    record Email() implements Rule {}

    /** One of the two truth values. */
    record Truth(boolean expected) implements Rule {}

    /** A moment on one side of now. */
    record Time(boolean isPast, boolean orPresent) implements Rule {}

    /**
     * A value that a validator of the application accepts. A use of an annotation has one for each type of value.
     *
     * @param validator class with a constructor without parameters
     * @param annotation the annotation that it is initialized with
     */
    record Custom(TypeElement validator, AnnotationMirror annotation) implements Rule {
        @Override
        public boolean judgesNull() {
            return true;
        }
    }

    /**
     * Several at once, which fail as one.
     *
     * @param validator validator of the annotation that is composed of the others. It sees only values that fulfil
     *     these, and chooses its own messages.
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
