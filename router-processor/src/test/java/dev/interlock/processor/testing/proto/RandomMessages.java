package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.DynamicMessage;
import java.util.Random;

/**
 * Creates random messages of any type, with all required fields. Maps may have several entries with the same key, and
 * entries without a key.
 */
final class RandomMessages {
    private static final double[] DENSITIES = {0, 0.03, 0.1, 0.3, 0.8};
    private static final int DEPTH = 6;

    private final Random random;
    private final RandomValues values;
    /** Number of messages that may still be nested in the current message. */
    private int budget;

    RandomMessages(Random random) {
        this(random, false);
    }

    /**
     * Creates messages from a source of randomness.
     *
     * @param onlyConstants whether enum fields have only numbers that have a constant
     */
    RandomMessages(Random random, boolean onlyConstants) {
        this.random = random;
        this.values = new RandomValues(random, onlyConstants);
    }

    RandomValues values() {
        return values;
    }

    DynamicMessage next(Descriptor type) {
        budget = random.nextInt(30);
        return message(type, 0);
    }

    /** Returns a message that contains only a few messages. */
    DynamicMessage small(Descriptor type) {
        budget = 2;
        return message(type, DEPTH - 1);
    }

    /** Returns a message that has every field. */
    DynamicMessage full(Descriptor type) {
        budget = Integer.MAX_VALUE;
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        type.getFields().forEach(field -> set(message, field, DEPTH - 2));
        return message.build();
    }

    private DynamicMessage message(Descriptor type, int depth) {
        double density = type.getOptions().getMapEntry() ? 0.9 : DENSITIES[random.nextInt(DENSITIES.length)];
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            boolean isMessage = field.getJavaType() == JavaType.MESSAGE;
            boolean fits = !isMessage || (budget > 0 && depth < DEPTH);
            if (field.isRequired() || isValueOfEntry(field) || (fits && random.nextDouble() < density)) {
                set(message, field, depth);
            }
        }
        return message.build();
    }

    /**
     * Whether a field is the value of a map entry. If the value is omitted, the entry has an empty message, which may
     * lack required fields.
     */
    private static boolean isValueOfEntry(FieldDescriptor field) {
        return field.getJavaType() == JavaType.MESSAGE
                && field.getContainingType().getOptions().getMapEntry();
    }

    private void set(DynamicMessage.Builder message, FieldDescriptor field, int depth) {
        if (!field.isRepeated()) {
            message.setField(field, value(field, depth));
            return;
        }
        int count = random.nextInt(random.nextInt(20) == 0 ? 70 : 6);
        for (int i = 0; i < count; i++) {
            message.addRepeatedField(field, value(field, depth));
        }
    }

    private Object value(FieldDescriptor field, int depth) {
        if (field.getJavaType() != JavaType.MESSAGE) {
            return values.value(field);
        }
        budget--;
        return message(field.getMessageType(), depth + 1);
    }
}
