package dev.interlock.processor.testing.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Random;

/**
 * Encodes values that are not messages. For 32-bit integers and {@code bool}, it sometimes sets additional bits, which
 * readers must ignore.
 */
final class ScalarWire {
    private final Random random;

    ScalarWire(Random random) {
        this.random = random;
    }

    byte[] record(FieldDescriptor field, Object value) {
        WireBytes out = new WireBytes(random);
        out.tag(field.getNumber(), field.getLiteType().getWireType());
        write(out, field, value);
        return out.toByteArray();
    }

    /** Returns some elements of a repeated field as one record in packed form. */
    byte[] packed(FieldDescriptor field, int count, Message message, int first) {
        WireBytes content = new WireBytes(random);
        for (int i = first; i < first + count; i++) {
            write(content, field, message.getRepeatedField(field, i));
        }
        return new WireBytes(random)
                .delimited(field.getNumber(), content.toByteArray())
                .toByteArray();
    }

    private void write(WireBytes out, FieldDescriptor field, Object value) {
        switch (field.getType()) {
            case DOUBLE -> out.fixed64(Double.doubleToRawLongBits((Double) value));
            case FLOAT -> out.fixed32(Float.floatToRawIntBits((Float) value));
            case INT64, UINT64 -> out.varint((Long) value);
            case INT32 -> out.varint(widened((Integer) value));
            case UINT32 -> out.varint(widened((Integer) value) & (random.nextBoolean() ? -1L : 0xFFFFFFFFL));
            case FIXED64, SFIXED64 -> out.fixed64((Long) value);
            case FIXED32, SFIXED32 -> out.fixed32((Integer) value);
            case BOOL -> out.varint((Boolean) value ? 1L << (random.nextInt(10) == 0 ? random.nextInt(64) : 0) : 0);
            case STRING -> bytes(out, ((String) value).getBytes(UTF_8));
            case BYTES -> bytes(out, ((ByteString) value).toByteArray());
            case ENUM -> out.varint(widened(((EnumValueDescriptor) value).getNumber()));
            case SINT32 -> out.varint(widened(CodedOutputStream.encodeZigZag32((Integer) value)));
            case SINT64 -> out.varint(CodedOutputStream.encodeZigZag64((Long) value));
            case MESSAGE, GROUP -> throw new IllegalArgumentException(field.getFullName());
        }
    }

    private long widened(int value) {
        return random.nextInt(10) == 0 ? (value & 0xFFFFFFFFL) | (random.nextLong() << 32) : value;
    }

    private static void bytes(WireBytes out, byte[] bytes) {
        out.varint(bytes.length).bytes(bytes);
    }
}
