package dev.interlock.processor.write.proto;

import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.model.proto.MessageWriter;
import dev.interlock.processor.model.proto.MessageWriter.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields for which an encoder records whether they were written. The number of such a field is its mark. */
final class Marks {
    private final List<FieldSchema> required;
    private final Map<Integer, Integer> byField = new LinkedHashMap<>();

    private Marks(List<FieldSchema> required, List<FieldSchema> withoutPresence) {
        this.required = required;
        List<FieldSchema> all = new ArrayList<>(required);
        all.addAll(withoutPresence);
        all.forEach(field -> byField.putIfAbsent(field.number(), byField.size()));
    }

    /**
     * Assigns marks first to the required fields, because the encoder rejects a message that lacks a required field.
     * Required fields without a method also get marks. Then assigns marks to the fields that the encoder omits if they
     * are zero.
     */
    static Marks of(MessageWriter writer) {
        List<FieldSchema> required =
                writer.message().fields().stream().filter(FieldSchema::required).toList();
        List<FieldSchema> withoutPresence = writer.methods().stream()
                .filter(Value.class::isInstance)
                .map(mutator -> ((Value) mutator).field())
                .filter(Marks::isWithoutPresence)
                .toList();
        return new Marks(required, withoutPresence);
    }

    static boolean isWithoutPresence(FieldSchema field) {
        return field.cardinality() == Cardinality.SINGULAR && !field.hasPresence() && field.type() != FieldType.MESSAGE;
    }

    Optional<Integer> of(FieldSchema field) {
        return Optional.ofNullable(byField.get(field.number()));
    }

    int count() {
        return byField.size();
    }

    /** Returns the required fields in the order of their marks. The first of these fields has the mark 0. */
    List<FieldSchema> required() {
        return required;
    }
}
