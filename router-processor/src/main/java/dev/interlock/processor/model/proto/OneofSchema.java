package dev.interlock.processor.model.proto;

import java.util.List;

/**
 * A oneof as its {@code .proto} declares it; those that only stand for {@code optional} are none.
 *
 * @param name within its message
 * @param fields the numbers of its members, in the order of the {@code .proto}
 */
public record OneofSchema(String name, List<Integer> fields, Origin origin) {
    public OneofSchema {
        fields = List.copyOf(fields);
    }
}
