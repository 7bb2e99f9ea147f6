package dev.interlock.generated.bind;

import dev.interlock.bytes.Slice;
import dev.interlock.internal.bytes.Decimals;
import dev.interlock.internal.bytes.Numbers;
import dev.interlock.internal.bytes.Utf8;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.UUID;

/**
 * The built-in conversions. They throw {@link IllegalArgumentException} for invalid text. They are stricter than the
 * JDK, which also accepts {@code 0x1p3} and {@code 1d} as numbers, and {@code 1-1-1-1-1} as a UUID.
 */
final class Texts {
    private static final Slice TRUE = Slice.of("true");
    private static final Slice FALSE = Slice.of("false");

    private Texts() {}

    static boolean toBoolean(Slice text) {
        if (text.equals(TRUE)) {
            return true;
        }
        if (!text.equals(FALSE)) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return false;
    }

    static byte toByte(Slice text) {
        return Numbers.toByte(text.array(), text.offset(), end(text));
    }

    static short toShort(Slice text) {
        return Numbers.toShort(text.array(), text.offset(), end(text));
    }

    static int toInt(Slice text) {
        return Numbers.toInt(text.array(), text.offset(), end(text));
    }

    static long toLong(Slice text) {
        return Numbers.toLong(text.array(), text.offset(), end(text));
    }

    static float toFloat(Slice text) {
        float value = Float.parseFloat(decimal(text));
        if (Float.isInfinite(value)) {
            throw new NumberFormatException("out of range");
        }
        return value;
    }

    static double toDouble(Slice text) {
        double value = Double.parseDouble(decimal(text));
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("out of range");
        }
        return value;
    }

    static char toChar(Slice text) {
        if (text.length() == 1 && text.at(0) >= 0) {
            return (char) text.at(0);
        }
        String string = toText(text);
        if (string.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return string.charAt(0);
    }

    static String toText(Slice text) {
        return requireUtf8(text).toString();
    }

    static CharSequence toChars(Slice text) {
        return requireUtf8(text).chars();
    }

    static UUID toUuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not the canonical form");
        }
        return uuid;
    }

    static BigDecimal toBigDecimal(Slice text) {
        return Decimals.parse(decimal(text));
    }

    static BigInteger toBigInteger(Slice text) {
        return new BigInteger(decimal(text));
    }

    /**
     * Returns the text as a string. Throws an exception if the text is too long, begins with a plus, or has a character
     * that decimal numbers do not have.
     */
    private static String decimal(Slice text) {
        if (text.length() > Decimals.MAX_DIGITS || (!text.isEmpty() && text.at(0) == '+')) {
            throw new NumberFormatException("not a decimal number");
        }
        for (int i = 0; i < text.length(); i++) {
            byte c = text.at(i);
            boolean allowed = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!allowed) {
                throw new NumberFormatException("not a decimal number");
            }
        }
        return text.toString();
    }

    private static Slice requireUtf8(Slice text) {
        if (!Utf8.isValid(text.array(), text.offset(), end(text))) {
            throw new IllegalArgumentException("not UTF-8");
        }
        return text;
    }

    private static int end(Slice text) {
        return text.offset() + text.length();
    }
}
