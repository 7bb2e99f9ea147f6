package dev.interlock.processor.model.proto;

import java.util.Optional;

/**
 * A field as its {@code .proto} declares it, with the features of its edition resolved.
 *
 * @param number 1 to 536,870,911
 * @param name as in the {@code .proto}
 * @param delimited whether it is a message between a start tag and an end tag instead of behind its length
 * @param hasPresence whether a value that was not set differs from zero
 * @param packed whether it is written packed; it is read both ways
 * @param verifiesUtf8 whether a string that is not UTF-8 is refused
 * @param message the full name of the message that it, or each of its elements, is; for a map the one of an entry
 * @param requires whether that message, or one within it, has a required field
 * @param oneof the name of the oneof that it is a member of
 * @param defaultValue an Integer, Long, Float, Double, Boolean or String, for an enum the number, for bytes a String of
 *     ISO-8859-1; empty where it is zero
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
