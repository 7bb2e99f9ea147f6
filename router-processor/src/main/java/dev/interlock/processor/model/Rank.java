package dev.interlock.processor.model;

import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import java.util.Comparator;
import java.util.Iterator;

/**
 * Compares templates that match the same path. The template with the higher rank wins. Segments are compared from left
 * to right.
 */
public final class Rank {
    private static final int LITERAL = 0;
    private static final int CONSTRAINED = 1;
    private static final int AFFIXED = 2;
    private static final int PLAIN = 3;
    private static final int CATCH_ALL = 4;

    /**
     * Puts the segment with the higher rank first. The order is: literal, variable with a pattern, variable between
     * fixed texts, plain variable, catch-all. Among variables between fixed texts, more fixed text comes first.
     * Different segments can have equal rank.
     */
    public static final Comparator<Segment> OF_SEGMENTS =
            Comparator.<Segment>comparingInt(Rank::kind).thenComparingInt(segment -> -fixedText(segment));

    /**
     * Puts the template with the higher rank first. The leftmost segments of unequal rank decide. If there are none and
     * one template is shorter, no path matches both templates. The shorter template then comes first, because the
     * comparison must be a total order.
     */
    public static final Comparator<PathTemplate> OF_TEMPLATES = Rank::compare;

    private Rank() {}

    private static int compare(PathTemplate a, PathTemplate b) {
        Iterator<Segment> left = a.segments().iterator();
        Iterator<Segment> right = b.segments().iterator();
        while (left.hasNext() && right.hasNext()) {
            int order = OF_SEGMENTS.compare(left.next(), right.next());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    private static int kind(Segment segment) {
        if (segment instanceof Literal) {
            return LITERAL;
        }
        if (segment instanceof CatchAll) {
            return CATCH_ALL;
        }
        Variable variable = (Variable) segment;
        if (variable.constraint().isPresent()) {
            return CONSTRAINED;
        }
        return variable.prefix().isEmpty() && variable.suffix().isEmpty() ? PLAIN : AFFIXED;
    }

    /**
     * Returns the number of UTF-16 code units around a variable without a pattern. Returns 0 for a variable with a
     * pattern, because its fixed text does not affect its rank.
     */
    private static int fixedText(Segment segment) {
        return segment instanceof Variable variable && variable.constraint().isEmpty()
                ? variable.prefix().length() + variable.suffix().length()
                : 0;
    }
}
