package dev.interlock.benchmarks.results;

/**
 * A measured quantity.
 *
 * @param name unique in its suite, for example {@code user cpu}
 * @param unit unit, printed after a value
 * @param decimals decimals of values in reports
 */
public record Quantity(String name, String unit, int decimals, Place place) {
    /** Place in reports. */
    public enum Place {
        /**
         * The quantity is on the line of its scenario, together with other quantities of this place. The report plots
         * its bars.
         */
        HEADLINE,
        /** The quantity has a separate line, with its name. The report plots its bars. */
        LINE,
        /** The quantity is only in tables. */
        TABLE
    }

    public static Quantity headline(String name, String unit, int decimals) {
        return new Quantity(name, unit, decimals, Place.HEADLINE);
    }

    public static Quantity line(String name, String unit, int decimals) {
        return new Quantity(name, unit, decimals, Place.LINE);
    }

    public static Quantity table(String name, String unit, int decimals) {
        return new Quantity(name, unit, decimals, Place.TABLE);
    }
}
