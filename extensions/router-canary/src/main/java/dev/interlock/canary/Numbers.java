package dev.interlock.canary;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Formats numbers for people. */
final class Numbers {
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;
    private static final double SMALL = 1;

    private Numbers() {}

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String percent(double share) {
        double percent = share * PERCENT;
        return String.format(Locale.ROOT, percent < 1 ? "%.3f %%" : "%.1f %%", percent);
    }

    static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    static String millis(double seconds) {
        if (Double.isInfinite(seconds)) {
            return "an unknown time";
        }
        double millis = seconds * MILLIS;
        return String.format(Locale.ROOT, millis < SMALL ? "%.3f ms" : "%.1f ms", millis);
    }
}
