package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes a message in one of many equivalent ways. Fields may be in any order, messages in pieces, and repeated fields
 * packed or one by one. A value may be overwritten by a later value. Varints may be long, and there may be unknown
 * fields.
 */
final class VariedWire {
    private final Random random;
    private final RandomMessages messages;
    private final ScalarWire scalars;
    private final UnknownWire unknown;

    VariedWire(Random random) {
        this.random = random;
        this.messages = new RandomMessages(random);
        this.scalars = new ScalarWire(random);
        this.unknown = new UnknownWire(random);
    }

    byte[] write(Message message) {
        return joined(records(message));
    }

    /**
     * Returns the records of a message, in the order in which they are written. If the list is split between two
     * records, the two parts merge to the same message.
     */
    private List<byte[]> records(Message message) {
        Map<Object, List<byte[]>> sequences = new LinkedHashMap<>();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                sequences.put(field, repeated(message, field));
            } else if (message.hasField(field)) {
                OneofDescriptor oneof = field.getRealContainingOneof();
                sequences.put(field, singular(oneof == null ? List.of() : oneof.getFields(), message, field));
            }
        }
        for (int i = random.nextInt(3) - 1; i > 0; i--) {
            sequences.put(i, List.of(unknown.field(message.getDescriptorForType())));
        }
        return new Interleaving<byte[]>(random).of(sequences.values());
    }

    private List<byte[]> singular(List<FieldDescriptor> alternatives, Message message, FieldDescriptor field) {
        List<byte[]> records = new ArrayList<>();
        for (FieldDescriptor other : alternatives) {
            if (!other.equals(field) && random.nextInt(6) == 0) {
                records.add(overwritten(other));
            }
        }
        if (field.getJavaType() == JavaType.MESSAGE) {
            pieces((Message) message.getField(field)).forEach(piece -> records.add(nested(field, piece)));
            return records;
        }
        if (random.nextInt(6) == 0) {
            records.add(overwritten(field));
        }
        records.add(scalars.record(field, message.getField(field)));
        return records;
    }

    /** Returns the record of a value that a later value of the same field or oneof replaces. */
    private byte[] overwritten(FieldDescriptor field) {
        return field.getJavaType() == JavaType.MESSAGE
                // The nested message has no overwritten values. Otherwise, the recursion might not end.
                ? nested(field, messages.small(field.getMessageType()).toByteArray())
                : scalars.record(field, messages.values().value(field));
    }

    private List<byte[]> pieces(Message message) {
        List<byte[]> records = records(message);
        if (random.nextInt(4) > 0) {
            return List.of(joined(records));
        }
        int cut = random.nextInt(records.size() + 1);
        return List.of(joined(records.subList(0, cut)), joined(records.subList(cut, records.size())));
    }

    private List<byte[]> repeated(Message message, FieldDescriptor field) {
        List<byte[]> records = new ArrayList<>();
        int count = message.getRepeatedFieldCount(field);
        for (int i = 0; i < count; ) {
            int run = Math.min(count - i, random.nextInt(5));
            if (!field.isPackable() || run == 1) {
                records.add(element(field, message.getRepeatedField(field, i++)));
                continue;
            }
            records.add(scalars.packed(field, run, message, i));
            i += run;
        }
        return records;
    }

    private byte[] element(FieldDescriptor field, Object value) {
        return value instanceof Message nested ? nested(field, write(nested)) : scalars.record(field, value);
    }

    private byte[] nested(FieldDescriptor field, byte[] content) {
        WireBytes out = new WireBytes(random);
        boolean isGroup = field.getType() == FieldDescriptor.Type.GROUP;
        return (isGroup ? out.group(field.getNumber(), content) : out.delimited(field.getNumber(), content))
                .toByteArray();
    }

    static byte[] joined(List<byte[]> records) {
        int length = records.stream().mapToInt(record -> record.length).sum();
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] record : records) {
            System.arraycopy(record, 0, joined, at, record.length);
            at += record.length;
        }
        return joined;
    }

    /** Writes unknown fields, and known fields with a wrong wire type. */
    private static final class UnknownWire {
        private static final int TYPES = 5;
        private static final int DEPTH = 4;

        private final Random random;
        private final RandomValues values;

        UnknownWire(Random random) {
            this.random = random;
            this.values = new RandomValues(random, false);
        }

        byte[] field(Descriptor type) {
            List<FieldDescriptor> known = type.getFields();
            if (!known.isEmpty() && random.nextInt(3) == 0) {
                FieldDescriptor field = known.get(random.nextInt(known.size()));
                return field(field.getNumber(), mistaken(field), 0);
            }
            int number = (1 + random.nextInt((1 << 29) - 1)) >> random.nextInt(29);
            boolean isKnown = number == 0 || type.findFieldByNumber(number) != null;
            return isKnown ? new byte[0] : field(number, random.nextInt(TYPES), 0);
        }

        /** Returns a wire type that is wrong for this field. No reader accepts it as a value of the field. */
        private int mistaken(FieldDescriptor field) {
            int right = field.getLiteType().getWireType();
            int wrong = random.nextInt(TYPES);
            boolean isRight = wrong == right
                    || (field.isRepeated() && field.isPackable() && wrong == wireType(2))
                    || wireType(wrong) == right;
            return isRight ? mistaken(field) : wrong;
        }

        /** Returns a wire type by its index. The last index stands for type 5, because type 4 is the end of a group. */
        private static int wireType(int index) {
            return index == 4 ? WireFormat.WIRETYPE_FIXED32 : index;
        }

        private byte[] field(int number, int type, int depth) {
            WireBytes out = new WireBytes(random);
            return switch (wireType(type)) {
                case WireFormat.WIRETYPE_VARINT ->
                    out.tag(number, 0).varint(values.integer()).toByteArray();
                case WireFormat.WIRETYPE_FIXED64 ->
                    out.tag(number, 1).fixed64(random.nextLong()).toByteArray();
                case WireFormat.WIRETYPE_LENGTH_DELIMITED ->
                    out.delimited(number, values.bytes()).toByteArray();
                case WireFormat.WIRETYPE_FIXED32 ->
                    out.tag(number, 5).fixed32(random.nextInt()).toByteArray();
                default -> out.group(number, content(depth)).toByteArray();
            };
        }

        private byte[] content(int depth) {
            List<byte[]> fields = new ArrayList<>();
            for (int i = depth < DEPTH ? random.nextInt(3) : 0; i > 0; i--) {
                fields.add(field(1 + random.nextInt(40), random.nextInt(TYPES), depth + 1));
            }
            return joined(fields);
        }
    }
}
