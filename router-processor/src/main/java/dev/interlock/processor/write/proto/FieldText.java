package dev.interlock.processor.write.proto;

import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.EnumSchema;
import dev.interlock.processor.model.proto.FieldSchema;
import java.util.Locale;

/** Formats fields of a message for comments of generated code. */
final class FieldText {
    private FieldText() {}

    /**
     * Returns the declaration of a field as in a {@code .proto}, such as {@code repeated int32 quantities = 4}.
     */
    static String of(FieldSchema field) {
        String type = field.message()
                .or(() -> field.enumeration().map(EnumSchema::name))
                .orElseGet(() -> field.type().name().toLowerCase(Locale.ROOT));
        String label = field.cardinality() == Cardinality.SINGULAR ? field.required() ? "required " : "" : "repeated ";
        return "{@code %s%s %s = %d}".formatted(label, type, field.name(), field.number());
    }
}
