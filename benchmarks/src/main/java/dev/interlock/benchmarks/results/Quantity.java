package dev.interlock.benchmarks.results;

/**
 * What is measured.
 *
 * @param name unique in its suite, such as {@code user cpu}
 * @param unit as it stands behind a value
 * @param decimals of values in reports
 */
public record Quantity(String name, String unit, int decimals, Place place) {
    /** Where reports show it. */
    public enum Place {
        /** In the one line of its scenario, beside others of this place; its bars are plotted. */
        HEADLINE,
        /** In a line of its own, with its name; its bars are plotted. */
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
