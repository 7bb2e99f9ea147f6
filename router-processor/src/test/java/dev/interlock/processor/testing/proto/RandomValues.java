package dev.interlock.processor.testing.proto;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import java.util.Random;

/** Creates random values of scalar fields: small values, values at the limits of the type, and any values. */
final class RandomValues {
    private static final List<String> WORDS = List.of(
            "",
            "a",
            "note",
            "exactly8",
            "seventeen letters",
            "caf\u00e9",
            "\u20ac5",
            "\u65e5\u672c",
            "\ud83d\ude82",
            "\u0000");
    private static final long[] EDGES = {
        0, 1, -1, 127, 128, 16383, 16384, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final double[] FRACTIONS = {
        0.0, -0.0, 1.5, -1e300, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Float.MAX_VALUE
    };

    private final Random random;
    private final boolean onlyConstants;

    /**
     * Creates values from a source of randomness.
     *
     * @param onlyConstants whether enum fields have only numbers that have a constant, as Java enums require; if false,
     *     open enums also have other numbers
     */
    RandomValues(Random random, boolean onlyConstants) {
        this.random = random;
        this.onlyConstants = onlyConstants;
    }

    /** Returns a value that {@code DynamicMessage} accepts. */
    Object value(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT -> (int) integer();
            case LONG -> integer();
            case FLOAT -> random.nextBoolean() ? (float) fraction() : Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> random.nextBoolean() ? fraction() : Double.longBitsToDouble(random.nextLong());
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text();
            case BYTE_STRING -> ByteString.copyFrom(bytes());
            case ENUM -> constant(field.getEnumType());
            case MESSAGE -> throw new IllegalArgumentException(field.getFullName());
        };
    }

    long integer() {
        return switch (random.nextInt(4)) {
            case 0, 1 -> random.nextInt(6);
            case 2 -> EDGES[random.nextInt(EDGES.length)];
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    private double fraction() {
        return FRACTIONS[random.nextInt(FRACTIONS.length)];
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int words = random.nextInt(20) == 0 ? random.nextInt(60) : random.nextInt(3);
        for (int i = 0; i < words; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 300 : 9)];
        random.nextBytes(bytes);
        return bytes;
    }

    private Object constant(EnumDescriptor type) {
        if (!onlyConstants && !type.isClosed() && random.nextInt(4) == 0) {
            return type.findValueByNumberCreatingIfUnknown((int) integer());
        }
        return type.getValues().get(random.nextInt(type.getValues().size()));
    }
}
