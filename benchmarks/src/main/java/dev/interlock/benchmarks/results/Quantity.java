package dev.interlock.benchmarks.results;

/**
 * A measured quantity.
 *
 * @param name unique in its suite, for example {@code user cpu}
 * @param unit printed behind a value
 * @param decimals decimals of values in reports
 */
public record Quantity(String name, String unit, int decimals, Place place) {
    /** Place in reports. */
    public enum Place {
        /** On the single line of its scenario, with other quantities of this place. Its bars are plotted. */
        HEADLINE,
        /** On its own line, with its name. Its bars are plotted. */
        LINE,
        /** In tables only. */
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
