package dev.interlock.processor.write.proto;

import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.EnumSchema;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.model.proto.MessageView.Value;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * What a decoder does with a field that matters to it.
 *
 * @param values the accessors of its value
 * @param isStored whether the value is kept
 * @param hasBit whether a bit tells that it was set
 * @param inEntry whether it is the key or value of entries of a map
 * @param noted whether the record says which member of its oneof was set last
 */
record FieldPlan(
        FieldSchema field, List<Value> values, boolean isStored, boolean hasBit, boolean inEntry, boolean noted) {
    FieldPlan {
        values = List.copyOf(values);
    }

    /** The views that its messages are decoded for: each lays a record out for itself. */
    List<TypeElement> messages() {
        return values.stream()
                .flatMap(value -> value.type().message().stream())
                .distinct()
                .toList();
    }

    boolean isMessage() {
        return field.type() == FieldType.MESSAGE;
    }

    boolean isRepeated() {
        return field.cardinality() != Cardinality.SINGULAR;
    }

    boolean isMap() {
        return field.cardinality() == Cardinality.MAP;
    }

    /** Whether numbers that have no constant are left out; of entries of a map the whole entry is. */
    boolean dropsUnknown() {
        return isClosedEnum() && !inEntry;
    }

    boolean isClosedEnum() {
        return field.enumeration().filter(EnumSchema::closed).isPresent();
    }

    /** Whether text and bytes, which lie where they lie. */
    boolean isRange() {
        return field.type() == FieldType.STRING || field.type() == FieldType.BYTES;
    }
}
