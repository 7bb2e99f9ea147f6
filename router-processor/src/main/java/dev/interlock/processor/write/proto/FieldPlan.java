package dev.interlock.processor.write.proto;

import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.EnumSchema;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.model.proto.MessageView.Value;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * Plan of a decoder for one field that it uses.
 *
 * @param values accessors of the field's value
 * @param isStored whether the value is kept
 * @param hasBit whether a bit records that the field was set
 * @param inEntry whether the field is the key or value of map entries
 * @param noted whether the record holds which member of the field's oneof was set last
 */
record FieldPlan(
        FieldSchema field, List<Value> values, boolean isStored, boolean hasBit, boolean inEntry, boolean noted) {
    FieldPlan {
        values = List.copyOf(values);
    }

    /** Views that the field's messages are decoded for. Each view has its own record. */
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

    /** Whether numbers without a constant are dropped. In a map entry, the whole entry is dropped instead. */
    boolean dropsUnknown() {
        return isClosedEnum() && !inEntry;
    }

    boolean isClosedEnum() {
        return field.enumeration().filter(EnumSchema::closed).isPresent();
    }

    /** Whether the value is text or bytes, which stay in place as a range of the input. */
    boolean isRange() {
        return field.type() == FieldType.STRING || field.type() == FieldType.BYTES;
    }
}
