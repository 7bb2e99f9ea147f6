package dev.interlock.processor.model.proto;

import java.util.List;
import java.util.Optional;

/**
 * A message type that a {@code .proto} declares.
 *
 * @param name full name of the message
 * @param fields fields by ascending number, without extensions
 * @param mapEntry whether the message is an entry of a map field
 */
public record MessageSchema(
        String name, List<FieldSchema> fields, List<OneofSchema> oneofs, boolean mapEntry, Origin origin) {
    public MessageSchema {
        fields = List.copyOf(fields);
        oneofs = List.copyOf(oneofs);
    }

    /**
     * Whether the message, or a message within it, has a required field. If so, a message that lacks this field is
     * incomplete.
     */
    public boolean requires() {
        return fields.stream().anyMatch(field -> field.required() || field.requires());
    }

    /** Returns the field with a number; empty if there is none. */
    public Optional<FieldSchema> field(int number) {
        return fields.stream().filter(field -> field.number() == number).findFirst();
    }
}
