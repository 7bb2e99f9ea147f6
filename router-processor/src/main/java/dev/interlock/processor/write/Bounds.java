package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.model.ValueKind;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Writes comparisons of values with a bound. If the type of the values cannot represent the number of the bound, uses
 * an equivalent bound that the type can represent.
 */
final class Bounds {
    private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private final CheckConstants constants;

    Bounds(CheckConstants constants) {
        this.constants = constants;
    }

    /** Returns the condition that a value fulfils the bound; empty if every value of the type fulfils the bound. */
    Optional<CodeBlock> holds(Rule.Bound bound, ValueKind kind, CodeBlock value) {
        return switch (kind) {
            case FLOAT, DOUBLE -> {
                Binary number = Binary.nearest(bound, kind);
                yield Optional.of(comparison(number.bound(), value, number.literal()));
            }
            case BIG_DECIMAL -> Optional.of(comparison(bound, value, constants.decimal(bound.value())));
            case BIG_INTEGER -> {
                Rule.Bound whole = whole(bound);
                yield Optional.of(
                        comparison(whole, value, constants.integer(whole.value().toBigIntegerExact())));
            }
            default -> integral(whole(bound), value);
        };
    }

    /** Returns the equivalent bound with a whole number. */
    private static Rule.Bound whole(Rule.Bound bound) {
        boolean isWhole = bound.value().stripTrailingZeros().scale() <= 0;
        return isWhole ? bound : new Rule.Bound(new BigDecimal(bound.whole()), bound.isLower(), true);
    }

    private static Optional<CodeBlock> integral(Rule.Bound bound, CodeBlock value) {
        BigInteger number = bound.value().toBigIntegerExact();
        // If the bound is outside the range of long, every value fulfils it: an earlier check has rejected bounds that
        // no value fulfils.
        boolean fits = number.compareTo(LEAST_LONG) >= 0 && number.compareTo(MOST_LONG) <= 0;
        return fits ? Optional.of(comparison(bound, value, literal(number.longValueExact()))) : Optional.empty();
    }

    private static CodeBlock literal(long number) {
        return number == (int) number ? CodeBlock.of("$L", number) : CodeBlock.of("$LL", number);
    }

    private static CodeBlock comparison(Rule.Bound bound, CodeBlock value, CodeBlock number) {
        return CodeBlock.of("$T.$L($L, $L)", RuntimeTypes.CONSTRAINTS, method(bound), value, number);
    }

    private static String method(Rule.Bound bound) {
        if (bound.isLower()) {
            return bound.inclusive() ? "atLeast" : "greaterThan";
        }
        return bound.inclusive() ? "atMost" : "lessThan";
    }
}
