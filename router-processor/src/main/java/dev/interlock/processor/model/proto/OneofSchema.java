package dev.interlock.processor.model.proto;

import java.util.List;

/**
 * A oneof that a {@code .proto} declares. The model leaves out a oneof that only represents an {@code optional} field.
 *
 * @param name name of the oneof within its message
 * @param fields numbers of the member fields, in the order of the {@code .proto}
 */
public record OneofSchema(String name, List<Integer> fields, Origin origin) {
    public OneofSchema {
        fields = List.copyOf(fields);
    }
}
