package dev.interlock.processor.model.proto;

import java.util.Optional;

/**
 * A field that a {@code .proto} declares. The features of its edition are resolved.
 *
 * @param number field number, 1 to 536,870,911
 * @param name name in the {@code .proto}
 * @param delimited whether a message is between a start tag and an end tag; otherwise, its length precedes it
 * @param hasPresence whether readers can distinguish an unset field from a field with the value zero
 * @param packed whether writers write the field packed; readers accept packed and unpacked values
 * @param verifiesUtf8 whether readers reject a string that is not UTF-8
 * @param message full name of the message type of the field, of each element, or of the entries of a map
 * @param requires whether the message type of the field, or a message type within it, has a required field
 * @param oneof name of the oneof that the field belongs to
 * @param defaultValue an Integer, Long, Float, Double, Boolean or String; for an enum, the number of the constant; for
 *     bytes, a String in ISO-8859-1; empty if the default is zero
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
