package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;

/**
 * Checks required fields like the generated code of protobuf-java. If a later map entry has the same key, that code
 * ignores the earlier entry. {@code DynamicMessage} checks both.
 */
final class RequiredFields {
    private RequiredFields() {}

    /**
     * Whether a message and all messages within it have their required fields.
     *
     * @param message message of the schema's twin
     */
    static boolean areSet(Message message, Descriptor type) {
        return type.getFields().stream().allMatch(field -> isSet(message, twin(message, field), field));
    }

    private static FieldDescriptor twin(Message message, FieldDescriptor field) {
        return message.getDescriptorForType().findFieldByNumber(field.getNumber());
    }

    private static boolean isSet(Message message, FieldDescriptor twin, FieldDescriptor field) {
        if (field.isRequired() && !message.hasField(twin)) {
            return false;
        }
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return true;
        }
        if (field.isMapField()) {
            FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
            return value.getJavaType() != FieldDescriptor.JavaType.MESSAGE
                    || MapContent.of(message, twin, field).values().stream()
                            .map(entry -> (Message) entry.getField(twin(entry, value)))
                            .allMatch(it -> areSet(it, value.getMessageType()));
        }
        if (field.isRepeated()) {
            return ((List<?>) message.getField(twin))
                    .stream().allMatch(it -> areSet((Message) it, field.getMessageType()));
        }
        return !message.hasField(twin) || areSet((Message) message.getField(twin), field.getMessageType());
    }
}
