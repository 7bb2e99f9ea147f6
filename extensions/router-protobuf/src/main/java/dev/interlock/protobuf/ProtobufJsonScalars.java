package dev.interlock.protobuf;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.interlock.generated.text.ClientText;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * Checks numbers, booleans and other scalar values of ProtoJSON, also if they are sent as strings. This class differs
 * from the parser of protobuf-java-util only in the {@linkplain ClientText#MAX_DIGITS limit} on digits. The parser
 * rejects every other value that this class rejects.
 */
final class ProtobufJsonScalars {
    private static final BigDecimal INT_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal INT_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal UINT_MAX = BigDecimal.valueOf(0xffff_ffffL);
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal ULONG_MAX = new BigDecimal("18446744073709551615");
    /** Number of digits of the largest integer. */
    private static final int MAX_DIGITS = 20;

    private ProtobufJsonScalars() {}

    /** Returns the description for clients. It follows the words "must be". */
    static String expected(FieldDescriptor field) {
        return switch (field.getType()) {
            case INT32, SINT32, SFIXED32 -> integer(INT_MIN, INT_MAX);
            case UINT32, FIXED32 -> integer(BigDecimal.ZERO, UINT_MAX);
            case INT64, SINT64, SFIXED64 -> integer(LONG_MIN, LONG_MAX);
            case UINT64, FIXED64 -> integer(BigDecimal.ZERO, ULONG_MAX);
            case FLOAT -> "a decimal number of up to 3.4e38";
            case DOUBLE -> "a decimal number of up to 1.7e308";
            case BOOL -> "true or false";
            case BYTES -> "bytes in Base64";
            case ENUM ->
                field.getEnumType().getValues().stream()
                        .map(EnumValueDescriptor::getName)
                        .collect(Collectors.joining(", ", "one of ", ""));
            default -> "a string";
        };
    }

    private static String integer(BigDecimal least, BigDecimal most) {
        return "an integer from " + least + " to " + most;
    }

    /**
     * Whether a scalar fits the field.
     * @param text content of the string, or text of the number or boolean
     */
    static boolean fits(FieldDescriptor field, String text) {
        return switch (field.getType()) {
            case INT32, SINT32, SFIXED32 -> isInteger(text, INT_MIN, INT_MAX);
            case UINT32, FIXED32 -> isInteger(text, BigDecimal.ZERO, UINT_MAX);
            case INT64, SINT64, SFIXED64 -> isInteger(text, LONG_MIN, LONG_MAX);
            case UINT64, FIXED64 -> isInteger(text, BigDecimal.ZERO, ULONG_MAX);
            case FLOAT -> isDecimal(text) && isFloat(Double.parseDouble(text));
            case DOUBLE -> isDecimal(text) && (isNamed(text) || Double.isFinite(Double.parseDouble(text)));
            case BOOL -> text.equals("true") || text.equals("false");
            case BYTES -> isBase64(text);
            case ENUM -> isConstant(field.getEnumType(), text);
            default -> true;
        };
    }

    /**
     * Whether the text is an integer from {@code least} to {@code most}. The text may have an exponent, or a fraction
     * that consists of zeros.
     */
    private static boolean isInteger(String text, BigDecimal least, BigDecimal most) {
        if (text.length() > ClientText.MAX_DIGITS) {
            return false;
        }
        try {
            BigDecimal value = new BigDecimal(text);
            // A number that is far out of range is never expanded: 1e999999999 has a billion digits.
            long digits = (long) value.precision() - value.scale();
            return value.signum() == 0
                    || (digits > 0
                            && digits <= MAX_DIGITS
                            && value.compareTo(least) >= 0
                            && value.compareTo(most) <= 0
                            && value.stripTrailingZeros().scale() <= 0);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDecimal(String text) {
        if (text.length() > ClientText.MAX_DIGITS) {
            return false;
        }
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isNamed(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }

    /**
     * Whether a number fits a float. Accepts numbers slightly above the largest float, because its decimal form may be
     * rounded up.
     */
    private static boolean isFloat(double value) {
        return !Double.isFinite(value) || Math.abs(value) <= Float.MAX_VALUE * (1 + 1e-6);
    }

    /** Whether the text is Base64 in the standard or the URL alphabet (RFC 4648 sections 4 and 5). */
    private static boolean isBase64(String text) {
        return isBase64(Base64.getDecoder(), text) || isBase64(Base64.getUrlDecoder(), text);
    }

    private static boolean isBase64(Base64.Decoder decoder, String text) {
        try {
            decoder.decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isConstant(EnumDescriptor type, String text) {
        if (type.findValueByName(text) != null) {
            return true;
        }
        return isInteger(text, INT_MIN, INT_MAX)
                && (!type.isClosed() || type.findValueByNumber(new BigDecimal(text).intValue()) != null);
    }
}
