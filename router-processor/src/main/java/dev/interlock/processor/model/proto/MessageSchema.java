package dev.interlock.processor.model.proto;

import java.util.List;
import java.util.Optional;

/**
 * A message type as its {@code .proto} declares it.
 *
 * @param name its full name
 * @param fields ascending by number; extensions are none of them
 * @param mapEntry whether it stands for the entries of a map field
 */
public record MessageSchema(
        String name, List<FieldSchema> fields, List<OneofSchema> oneofs, boolean mapEntry, Origin origin) {
    public MessageSchema {
        fields = List.copyOf(fields);
        oneofs = List.copyOf(oneofs);
    }

    /** Whether it, or a message within it, has a required field, so that one may lack something. */
    public boolean requires() {
        return fields.stream().anyMatch(field -> field.required() || field.requires());
    }

    /** The field with a number. */
    public Optional<FieldSchema> field(int number) {
        return fields.stream().filter(field -> field.number() == number).findFirst();
    }
}
