package dev.interlock.generated.text;

import dev.interlock.internal.bytes.Decimals;
import dev.interlock.internal.bytes.Utf8;
import dev.interlock.internal.text.Excerpt;
import dev.interlock.internal.text.ReferenceToken;
import dev.interlock.internal.text.SecretNames;
import java.math.BigDecimal;

/** Checks text from clients, and prepares it for problem documents that repeat it. Called by the extensions. */
public final class ClientText {
    /**
     * Limit on the characters of a decimal number. Also limits the digits after the decimal point, once the exponent is
     * applied, and the zeros that the exponent appends. For longer numbers, the JDK's arithmetic would take too long:
     * its time grows with the square of the number of digits.
     */
    public static final int MAX_DIGITS = Decimals.MAX_DIGITS;

    private ClientText() {}

    /**
     * Whether the bytes from {@code from} to {@code to} are well-formed UTF-8 (RFC 3629).
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static boolean isUtf8(byte[] bytes, int from, int to) {
        return Utf8.isValid(bytes, from, to);
    }

    /**
     * Whether a number is within the limit of {@link #MAX_DIGITS}.
     *
     * @param bytes a decimal number in ASCII from {@code from} to {@code to}, with or without sign, fraction and
     *     exponent
     */
    public static boolean isBoundedDecimal(byte[] bytes, int from, int to) {
        return Decimals.isBounded(bytes, from, to);
    }

    /** Whether a number is within the limit of {@link #MAX_DIGITS}, so that arithmetic with it takes little time. */
    public static boolean isBoundedDecimal(BigDecimal value) {
        return Decimals.isBounded(value);
    }

    /**
     * Parses a decimal number.
     *
     * @throws NumberFormatException if the text is not a decimal number, or exceeds the limit of {@link #MAX_DIGITS}
     */
    public static BigDecimal parseDecimal(String text) {
        return Decimals.parse(text);
    }

    /**
     * Returns at most 64 characters: a short text unchanged, or the beginning of a long text followed by an ellipsis.
     * So a response that repeats the text does not grow with the request.
     */
    public static String excerpt(String text) {
        return Excerpt.of(text);
    }

    /** Returns a name as a reference token of a JSON pointer (RFC 6901 section 3), without the slash before it. */
    public static String pointerToken(String name) {
        return ReferenceToken.of(name);
    }

    /**
     * Whether the name of a parameter, member or field marks a secret, as {@link dev.interlock.annotation.Secret}
     * explains. No problem document and no log repeats the value of a secret.
     */
    public static boolean isSecret(String name) {
        return SecretNames.isSecret(name);
    }
}
