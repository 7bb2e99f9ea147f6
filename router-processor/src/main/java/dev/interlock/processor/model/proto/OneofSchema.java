package dev.interlock.processor.model.proto;

import java.util.List;

/**
 * A oneof that a {@code .proto} declares. A oneof that only represents {@code optional} does not count.
 *
 * @param name name of the oneof within its message
 * @param fields numbers of its members, in the order of the {@code .proto}
 */
public record OneofSchema(String name, List<Integer> fields, Origin origin) {
    public OneofSchema {
        fields = List.copyOf(fields);
    }
}
