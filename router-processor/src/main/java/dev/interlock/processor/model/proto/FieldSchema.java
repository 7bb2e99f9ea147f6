package dev.interlock.processor.model.proto;

import java.util.Optional;

/**
 * A field as its {@code .proto} declares it, with the features of its edition resolved.
 *
 * @param number 1 to 536,870,911
 * @param name name in the {@code .proto}
 * @param delimited whether the message is between a start tag and an end tag, instead of after its length
 * @param hasPresence whether an unset value differs from zero
 * @param packed whether the field is written packed; it is read both ways
 * @param verifiesUtf8 whether a string that is not UTF-8 is rejected
 * @param message full name of the message type of the field or of each element; for a map, of its entries
 * @param requires whether this message, or a message within it, has a required field
 * @param oneof name of the oneof that the field belongs to
 * @param defaultValue an Integer, Long, Float, Double, Boolean or String; the number for an enum, and a String of
 *     ISO-8859-1 for bytes; empty if it is zero
 */
public record FieldSchema(
        int number,
        String name,
        FieldType type,
        Cardinality cardinality,
        boolean delimited,
        boolean hasPresence,
        boolean required,
        boolean packed,
        boolean verifiesUtf8,
        Optional<EnumSchema> enumeration,
        Optional<String> message,
        boolean requires,
        Optional<String> oneof,
        Optional<Object> defaultValue,
        Origin origin) {}
