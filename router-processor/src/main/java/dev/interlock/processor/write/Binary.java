package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.model.ValueKind;
import java.math.BigDecimal;

/**
 * A bound on values of {@code float} or {@code double}. A value is compared as the decimal number that {@link
 * Double#toString(double)} returns: the shortest number that is parsed as this value. For example, the value 0.1 in a
 * request fulfils the bound "at most 0.1", although the nearest binary fraction is above 0.1.
 *
 * @param bound the bound, with a number that the type can represent
 * @param literal the same number as a Java literal
 */
record Binary(Rule.Bound bound, CodeBlock literal) {
    /**
     * Returns the equivalent bound that the type can represent. For a lower bound, this is the lowest value that is not
     * below the bound. For an upper bound, this is the highest value that is not above the bound.
     */
    static Binary nearest(Rule.Bound bound, ValueKind kind) {
        return kind == ValueKind.FLOAT ? nearestFloat(bound) : nearestDouble(bound);
    }

    private static Binary nearestDouble(Rule.Bound bound) {
        double value = bound.value().doubleValue();
        if (Double.isInfinite(value)) {
            value = Math.copySign(Double.MAX_VALUE, value);
        }
        int order = new BigDecimal(Double.toString(value)).compareTo(bound.value());
        if (bound.isLower() && order < 0) {
            value = Math.nextUp(value);
        } else if (!bound.isLower() && order > 0) {
            value = Math.nextDown(value);
        }
        return of(bound, order, Double.toString(value), Double.class, "");
    }

    private static Binary nearestFloat(Rule.Bound bound) {
        float value = bound.value().floatValue();
        if (Float.isInfinite(value)) {
            value = Math.copySign(Float.MAX_VALUE, value);
        }
        int order = new BigDecimal(Float.toString(value)).compareTo(bound.value());
        if (bound.isLower() && order < 0) {
            value = Math.nextUp(value);
        } else if (!bound.isLower() && order > 0) {
            value = Math.nextDown(value);
        }
        return of(bound, order, Float.toString(value), Float.class, "F");
    }

    private static Binary of(Rule.Bound bound, int order, String number, Class<?> type, String suffix) {
        Rule.Bound effective = order == 0 ? bound : new Rule.Bound(bound.value(), bound.isLower(), true);
        CodeBlock literal = switch (number) {
            case "Infinity" -> CodeBlock.of("$T.POSITIVE_INFINITY", type);
            case "-Infinity" -> CodeBlock.of("$T.NEGATIVE_INFINITY", type);
            default -> CodeBlock.of("$L", number + suffix);
        };
        return new Binary(effective, literal);
    }
}
