package dev.interlock.processor.write.proto;

import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.EnumSchema;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.model.proto.MessageView.Value;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * Plan for one field that a decoder uses.
 *
 * @param values accessors that return the value of the field
 * @param isStored whether the decoder keeps the value of the field
 * @param hasBit whether a bit records that the field was set
 * @param inEntry whether the field is the key or the value of a map entry
 * @param noted whether the field is in a oneof for which the record stores the member that was set last
 */
record FieldPlan(
        FieldSchema field, List<Value> values, boolean isStored, boolean hasBit, boolean inEntry, boolean noted) {
    FieldPlan {
        values = List.copyOf(values);
    }

    /** Returns the views for which the decoder decodes the messages of the field. Each view has its own record. */
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

    /**
     * Whether the decoder drops numbers for which the enum has no constant. False for a field of a map entry, because
     * the decoder then drops the whole entry instead.
     */
    boolean dropsUnknown() {
        return isClosedEnum() && !inEntry;
    }

    boolean isClosedEnum() {
        return field.enumeration().filter(EnumSchema::closed).isPresent();
    }

    /**
     * Whether the value is text or bytes. The decoder stores only the range of these values in the input, and copies
     * nothing.
     */
    boolean isRange() {
        return field.type() == FieldType.STRING || field.type() == FieldType.BYTES;
    }
}
