package dev.interlock.canary.command;

import dev.interlock.canary.ErrorKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Converts values of options. */
final class Conversions {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final double PERCENT = 100;
    private static final long SECONDS_OF_MINUTE = 60;
    private static final long SECONDS_OF_HOUR = 3600;
    private static final long SECONDS_OF_DAY = 86_400;

    private Conversions() {}

    static boolean isDuration(String text) {
        return TIME.matcher(text).matches();
    }

    static Duration duration(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is not a time. Tip: use a time such as 500ms, 30s, 10m or 2h");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofSeconds(number * SECONDS_OF_MINUTE);
            case "h" -> Duration.ofSeconds(number * SECONDS_OF_HOUR);
            case "d" -> Duration.ofSeconds(number * SECONDS_OF_DAY);
            default -> Duration.ofSeconds(number);
        };
    }

    /** Returns a share, such as 0.001 or 0.1%. */
    static double share(String text) {
        try {
            return text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / PERCENT
                    : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a share. Tip: use a number such as 0.001 or 0.1%");
        }
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text
                    + "' is not a time. Tip: use a time such as 2026-11-30T12:00:00Z, or an age such as 10m");
        }
    }

    static ErrorKind errorKind(String text) {
        for (ErrorKind kind : ErrorKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return kind;
            }
        }
        throw new TypeConversionException("'" + text
                + "' is not an error kind. Tip: use server-error, server-abort, client-error or client-abort");
    }
}
