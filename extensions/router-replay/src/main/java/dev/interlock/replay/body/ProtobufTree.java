package dev.interlock.replay.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Protobuf messages as trees. With a descriptor, fields have their names and types. Without one, the name of a field is
 * its number, and bytes become a message if they parse as one, else text if they are UTF-8, else hexadecimal digits.
 */
public final class ProtobufTree {
    /** Maximum nesting depth of messages. */
    private static final int MOST_DEPTH = 50;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ProtobufTree() {}

    /**
     * A value in a message.
     *
     * @param name name of the field, or its number
     */
    public record Value(String name, String text) {}

    static ObjectNode read(byte[] message, @Nullable Descriptor type) throws InvalidProtocolBufferException {
        return read(UnknownFieldSet.parseFrom(message), type, 0);
    }

    private static ObjectNode read(UnknownFieldSet fields, @Nullable Descriptor type, int depth) {
        ObjectNode tree = NODES.objectNode();
        for (Map.Entry<Integer, UnknownFieldSet.Field> each : fields.asMap().entrySet()) {
            FieldDescriptor field = type == null ? null : type.findFieldByNumber(each.getKey());
            ArrayNode values = NODES.arrayNode();
            addNumbers(values, each.getValue(), field);
            for (ByteString bytes : each.getValue().getLengthDelimitedList()) {
                addBytes(values, bytes, field, depth);
            }
            for (UnknownFieldSet group : each.getValue().getGroupList()) {
                values.add(read(group, field == null ? null : messageType(field), depth + 1));
            }
            boolean isRepeated = field == null ? values.size() != 1 : field.isRepeated();
            if (!values.isEmpty()) {
                String name = field == null ? each.getKey().toString() : field.getName();
                tree.set(name, isRepeated ? values : values.get(values.size() - 1));
            }
        }
        return tree;
    }

    private static void addNumbers(ArrayNode into, UnknownFieldSet.Field from, @Nullable FieldDescriptor field) {
        for (long value : from.getVarintList()) {
            into.add(varint(value, field));
        }
        for (int value : from.getFixed32List()) {
            into.add(fixed32(value, field));
        }
        for (long value : from.getFixed64List()) {
            into.add(fixed64(value, field));
        }
    }

    private static JsonNode varint(long value, @Nullable FieldDescriptor field) {
        if (field == null) {
            return NODES.numberNode(value);
        }
        return switch (field.getType()) {
            case BOOL -> NODES.booleanNode(value != 0);
            case SINT32 -> NODES.numberNode(CodedInputStream.decodeZigZag32((int) value));
            case SINT64 -> NODES.numberNode(CodedInputStream.decodeZigZag64(value));
            case UINT32 -> NODES.numberNode(value & 0xffff_ffffL);
            case ENUM -> enumeration(field.getEnumType(), (int) value);
            default -> NODES.numberNode(value);
        };
    }

    private static JsonNode enumeration(EnumDescriptor type, int number) {
        EnumValueDescriptor value = type.findValueByNumber(number);
        return value == null ? NODES.numberNode(number) : NODES.textNode(value.getName());
    }

    private static JsonNode fixed32(int value, @Nullable FieldDescriptor field) {
        boolean isFloat = field != null && field.getJavaType() == JavaType.FLOAT;
        return isFloat ? NODES.numberNode(Float.intBitsToFloat(value)) : NODES.numberNode(value);
    }

    private static JsonNode fixed64(long value, @Nullable FieldDescriptor field) {
        boolean isDouble = field != null && field.getJavaType() == JavaType.DOUBLE;
        return isDouble ? NODES.numberNode(Double.longBitsToDouble(value)) : NODES.numberNode(value);
    }

    private static void addBytes(ArrayNode into, ByteString bytes, @Nullable FieldDescriptor field, int depth) {
        if (field == null) {
            into.add(guess(bytes, depth));
            return;
        }
        switch (field.getJavaType()) {
            case STRING -> into.add(bytes.toStringUtf8());
            case BYTE_STRING -> into.add(hex(bytes));
            case MESSAGE -> {
                UnknownFieldSet message = depth < MOST_DEPTH ? message(bytes) : null;
                into.add(
                        message == null
                                ? NODES.textNode(hex(bytes))
                                : read(message, field.getMessageType(), depth + 1));
            }
            default -> addPacked(into, bytes, field);
        }
    }

    private static void addPacked(ArrayNode into, ByteString bytes, FieldDescriptor field) {
        try {
            CodedInputStream input = bytes.newCodedInput();
            while (!input.isAtEnd()) {
                switch (field.getType()) {
                    case FIXED32, SFIXED32, FLOAT -> into.add(fixed32(input.readFixed32(), field));
                    case FIXED64, SFIXED64, DOUBLE -> into.add(fixed64(input.readFixed64(), field));
                    default -> into.add(varint(input.readRawVarint64(), field));
                }
            }
        } catch (IOException e) {
            into.add(hex(bytes));
        }
    }

    private static JsonNode guess(ByteString bytes, int depth) {
        if (isText(bytes)) {
            return NODES.textNode(bytes.toStringUtf8());
        }
        UnknownFieldSet message = depth < MOST_DEPTH ? message(bytes) : null;
        return message == null ? NODES.textNode(hex(bytes)) : read(message, null, depth + 1);
    }

    /** Whether the bytes are UTF-8 without control characters. Most short messages contain some. */
    private static boolean isText(ByteString bytes) {
        for (int i = 0; i < bytes.size(); i++) {
            byte each = bytes.byteAt(i);
            if ((each >= 0 && each < ' ' && each != '\n' && each != '\t') || each == 0x7f) {
                return false;
            }
        }
        return bytes.isValidUtf8() && (bytes.isEmpty() || bytes.byteAt(0) >= ' ' || bytes.byteAt(0) < 0);
    }

    private static @Nullable UnknownFieldSet message(ByteString bytes) {
        try {
            return bytes.isEmpty() ? null : UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    private static String hex(ByteString bytes) {
        StringBuilder text = new StringBuilder("0x");
        for (int i = 0; i < bytes.size(); i++) {
            text.append(Character.forDigit((bytes.byteAt(i) >> 4) & 0xf, 16))
                    .append(Character.forDigit(bytes.byteAt(i) & 0xf, 16));
        }
        return text.toString();
    }

    private static @Nullable Descriptor messageType(FieldDescriptor field) {
        return field.getJavaType() == JavaType.MESSAGE ? field.getMessageType() : null;
    }

    static byte @Nullable [] rewrite(
            byte[] message, @Nullable Descriptor type, Function<Value, @Nullable String> replacement)
            throws InvalidProtocolBufferException {
        UnknownFieldSet fields = UnknownFieldSet.parseFrom(message);
        UnknownFieldSet result = new Rewriting(replacement).rewrite(fields, type, 0);
        return result == null ? null : result.toByteArray();
    }

    /** Replaces texts, and numbers in fields with a descriptor. */
    private record Rewriting(Function<Value, @Nullable String> replacement) {
        /** Returns the changed message, or null if nothing changed. */
        @Nullable
        UnknownFieldSet rewrite(UnknownFieldSet fields, @Nullable Descriptor type, int depth) {
            UnknownFieldSet.@Nullable Builder changed = null;
            for (Map.Entry<Integer, UnknownFieldSet.Field> each : fields.asMap().entrySet()) {
                FieldDescriptor field = type == null ? null : type.findFieldByNumber(each.getKey());
                UnknownFieldSet.Field result = rewrite(each.getKey(), each.getValue(), field, depth);
                if (result != null) {
                    changed = changed == null ? fields.toBuilder() : changed;
                    changed.clearField(each.getKey()).addField(each.getKey(), result);
                }
            }
            return changed == null ? null : changed.build();
        }

        private UnknownFieldSet.@Nullable Field rewrite(
                int number, UnknownFieldSet.Field from, @Nullable FieldDescriptor field, int depth) {
            UnknownFieldSet.Field.Builder into = UnknownFieldSet.Field.newBuilder();
            from.getFixed32List().forEach(into::addFixed32);
            from.getFixed64List().forEach(into::addFixed64);
            from.getGroupList().forEach(into::addGroup);
            boolean isChanged = false;
            for (long value : from.getVarintList()) {
                Long result = field == null ? null : number(field, value);
                into.addVarint(result == null ? value : result);
                isChanged |= result != null;
            }
            for (ByteString bytes : from.getLengthDelimitedList()) {
                ByteString result = rewrite(number, bytes, field, depth);
                into.addLengthDelimited(result == null ? bytes : result);
                isChanged |= result != null;
            }
            return isChanged ? into.build() : null;
        }

        private @Nullable Long number(FieldDescriptor field, long value) {
            String result = isPlainInteger(field.getType())
                    ? replacement.apply(new Value(field.getName(), Long.toString(value)))
                    : null;
            try {
                return result == null ? null : (Long) Long.parseLong(result);
            } catch (NumberFormatException e) {
                return null;
            }
        }

        private static boolean isPlainInteger(FieldDescriptor.Type type) {
            return switch (type) {
                case INT32, INT64, UINT32, UINT64 -> true;
                default -> false;
            };
        }

        private @Nullable ByteString rewrite(int number, ByteString bytes, @Nullable FieldDescriptor field, int depth) {
            boolean mayBeText = field == null || field.getJavaType() == JavaType.STRING;
            if (mayBeText && bytes.isValidUtf8()) {
                String name = field == null ? Integer.toString(number) : field.getName();
                String result = replacement.apply(new Value(name, bytes.toStringUtf8()));
                if (result != null) {
                    return ByteString.copyFromUtf8(result);
                }
            }
            boolean mayBeMessage = field == null || field.getJavaType() == JavaType.MESSAGE;
            UnknownFieldSet message = mayBeMessage && depth < MOST_DEPTH ? message(bytes) : null;
            UnknownFieldSet result =
                    message == null ? null : rewrite(message, field == null ? null : messageType(field), depth + 1);
            return result == null ? null : result.toByteString();
        }
    }
}
