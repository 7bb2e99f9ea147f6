package dev.interlock.replay.command;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters for options with units. */
final class Quantities {
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,6})?)/s");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,9})([kmg]?)");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)%");

    private Quantities() {}

    /** A time such as 90s. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            Matcher matcher = TIME.matcher(value);
            Duration time = matcher.matches()
                    ? UNITS.getOrDefault(matcher.group(2), Duration.ZERO).multipliedBy(Long.parseLong(matcher.group(1)))
                    : Duration.ZERO;
            if (time.isZero() || time.compareTo(Duration.ofDays(365)) > 0) {
                throw new TypeConversionException(
                        "\"" + value + "\" is not a time. Tip: write 250ms, 30s, 10m, 72h or 3d, up to a year");
            }
            return time;
        }
    }

    /** Requests per second, such as 500/s. */
    static final class Rate implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            Matcher matcher = RATE.matcher(value);
            double rate = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
            if (rate <= 0) {
                throw new TypeConversionException("\"" + value + "\" is not a rate. Tip: write 500/s or 0.5/s");
            }
            return rate;
        }
    }

    /** A size such as 64k. */
    static final class Bytes implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            Matcher matcher = BYTES.matcher(value);
            if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
                throw new TypeConversionException("\"" + value + "\" is not a size. Tip: write 500, 64k, 16m or 1g");
            }
            return Long.parseLong(matcher.group(1))
                    << switch (matcher.group(2)) {
                        case "k" -> 10;
                        case "m" -> 20;
                        case "g" -> 30;
                        default -> 0;
                    };
        }
    }

    /** A share such as 0.1%, from 0 to 1. */
    static final class Percent implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            Matcher matcher = PERCENT.matcher(value);
            double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : -1;
            if (percent < 0 || percent > 100) {
                throw new TypeConversionException("\"" + value + "\" is not a percentage. Tip: write 0.1%");
            }
            return percent / 100;
        }
    }
}
