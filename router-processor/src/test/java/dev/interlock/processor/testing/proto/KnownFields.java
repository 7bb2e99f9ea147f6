package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;

/** Removes the unknown fields of a message and of all messages within it. */
final class KnownFields {
    private KnownFields() {}

    static Message of(Message message) {
        Message.Builder known = DynamicMessage.newBuilder(message.getDescriptorForType())
                .mergeFrom(message)
                .setUnknownFields(UnknownFieldSet.getDefaultInstance());
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                known.setField(field, known(message.getField(field)));
            }
        }
        return known.buildPartial();
    }

    private static Object known(Object value) {
        return value instanceof List<?> values
                ? values.stream().map(KnownFields::known).toList()
                : of((Message) value);
    }
}
