package dev.interlock.processor.model.proto;

import java.util.List;

/**
 * A oneof as its {@code .proto} declares it. A oneof that only represents {@code optional} does not count.
 *
 * @param name name within its message
 * @param fields numbers of its members, in the order of the {@code .proto}
 */
public record OneofSchema(String name, List<Integer> fields, Origin origin) {
    public OneofSchema {
        fields = List.copyOf(fields);
    }
}
