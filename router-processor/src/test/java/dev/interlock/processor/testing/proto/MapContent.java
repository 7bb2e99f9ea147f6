package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.interlock.proto.Entries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Returns the content of a map. If several entries have the same key, only the last entry counts. An entry whose value
 * is an unknown number of a closed enum does not count.
 */
final class MapContent {
    private static final List<Object> RARE_KEYS =
            List.of("no such key", 8_765_432_123_456_789L, 87_654_321L, true, false);

    private MapContent() {}

    /**
     * Returns the entries by key, in the order of the first occurrence of each key.
     *
     * @param twin field in the message, from the schema's twin
     * @param field field in the original schema
     */
    static Map<Object, Message> of(Message message, FieldDescriptor twin, FieldDescriptor field) {
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        boolean isClosed = value.getJavaType() == FieldDescriptor.JavaType.ENUM
                && value.getEnumType().isClosed();
        Map<Object, Message> content = new LinkedHashMap<>();
        for (Object element : (List<?>) message.getField(twin)) {
            Message entry = (Message) element;
            Object number = valueOf(entry, 2);
            if (!isClosed || value.getEnumType().findValueByNumber((Integer) number) != null) {
                content.put(key(valueOf(entry, 1), field), entry);
            }
        }
        return content;
    }

    private static Object valueOf(Message entry, int number) {
        return entry.getField(entry.getDescriptorForType().findFieldByNumber(number));
    }

    /** Converts a key to the type that {@link Entries#find} takes. */
    private static Object key(Object key, FieldDescriptor field) {
        if (!(key instanceof Integer number)) {
            return key;
        }
        return switch (field.getMessageType().findFieldByNumber(1).getType()) {
            case UINT32, FIXED32 -> Integer.toUnsignedLong(number);
            default -> (long) number;
        };
    }

    static @Nullable Object find(Entries<?> entries, Object key) {
        if (key instanceof String text) {
            return entries.find(text);
        }
        return key instanceof Boolean flag ? entries.find(flag.booleanValue()) : entries.find(((Long) key).longValue());
    }

    /** Returns some keys that the map does not contain. */
    static List<Object> absent(Set<Object> present, FieldDescriptor key) {
        Class<?> type = switch (key.getJavaType()) {
            case STRING -> String.class;
            case BOOLEAN -> Boolean.class;
            default -> Long.class;
        };
        return RARE_KEYS.stream()
                .filter(it -> type.isInstance(it) && !present.contains(it))
                .toList();
    }
}
