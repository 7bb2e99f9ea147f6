package dev.interlock.benchmarks.report;

import java.util.Locale;

/** Numbers as reports have them, whatever the language of the machine. */
public final class Figure {
    /** Of what was not measured. */
    public static final String NONE = "-";

    private Figure() {}

    /**
     * A value, with commas between thousands; {@link #NONE} of what is no number.
     *
     * @param decimals from 0
     */
    public static String of(double value, int decimals) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** How many times another value a value is; {@link #NONE} where the other is 0 or one of them is no number. */
    public static String ratio(double value, double other) {
        return other == 0 ? NONE : of(value / other, 2);
    }
}
