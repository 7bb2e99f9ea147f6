package dev.interlock.processor.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the secret fields of a message and of the messages in it, in the format of {@code RouteInfo.withSecretsOfBody}. A
 * field is secret if it has the option {@code (interlock.redact)}.
 */
final class SecretFields {
    /** Number of the option {@code (interlock.redact)}. */
    private static final int REDACT = 72_661;

    /** Types from which a secret can be reached. A type refers to others by their index. */
    private final List<Descriptor> types;

    private SecretFields(List<Descriptor> types) {
        this.types = types;
    }

    /** Returns one text for each type with secrets, the given type first; empty if no field is secret. */
    static List<String> of(Descriptor type) {
        Set<Descriptor> reachable = new LinkedHashSet<>();
        reach(type, reachable);
        Set<Descriptor> secret = secretAmong(reachable);
        if (!secret.contains(type)) {
            return List.of();
        }
        SecretFields fields =
                new SecretFields(reachable.stream().filter(secret::contains).toList());
        return fields.types.stream().map(fields::text).toList();
    }

    private static void reach(Descriptor type, Set<Descriptor> seen) {
        if (seen.add(type)) {
            messages(type).forEach(inner -> reach(inner, seen));
        }
    }

    /** Returns the types of the message fields of a type. An entry of a map stands for the type of its value. */
    private static Stream<Descriptor> messages(Descriptor type) {
        return type.getFields().stream()
                .map(SecretFields::value)
                .filter(SecretFields::isMessage)
                .map(FieldDescriptor::getMessageType);
    }

    private static Set<Descriptor> secretAmong(Set<Descriptor> all) {
        Set<Descriptor> secret = all.stream()
                .filter(type -> type.getFields().stream().anyMatch(SecretFields::isSecret))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean grows = true;
        while (grows) {
            List<Descriptor> more = all.stream()
                    .filter(type -> messages(type).anyMatch(secret::contains))
                    .toList();
            grows = secret.addAll(more);
        }
        return secret;
    }

    private static boolean isSecret(FieldDescriptor field) {
        List<Long> values =
                field.getOptions().getUnknownFields().getField(REDACT).getVarintList();
        // The last value counts, as for any field.
        return !values.isEmpty() && values.get(values.size() - 1) != 0;
    }

    /** Returns the value of a map's entry, or the field itself. */
    private static FieldDescriptor value(FieldDescriptor field) {
        return field.isMapField() ? field.getMessageType().findFieldByName("value") : field;
    }

    private static boolean isMessage(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    }

    private String text(Descriptor type) {
        List<String> texts = new ArrayList<>();
        type.getFields().stream()
                .sorted(Comparator.comparingInt(FieldDescriptor::getNumber))
                .forEach(field -> add(field, texts));
        return String.join(" ", texts);
    }

    private void add(FieldDescriptor field, List<String> texts) {
        FieldDescriptor value = value(field);
        if (isSecret(field)) {
            texts.add(names(field) + "=" + kind(value));
        } else if (isMessage(value) && types.contains(value.getMessageType())) {
            texts.add(names(field) + ">" + types.indexOf(value.getMessageType()));
        }
    }

    private static String names(FieldDescriptor field) {
        String shape = field.isMapField() ? "{}" : field.isRepeated() ? "[]" : "";
        return field.getNumber() + "/" + URLEncoder.encode(field.getJsonName(), UTF_8) + "/" + field.getName() + shape;
    }

    private static String kind(FieldDescriptor value) {
        return switch (value.getJavaType()) {
            case STRING, BYTE_STRING -> "text";
            case INT, LONG, FLOAT, DOUBLE -> "number";
            case BOOLEAN, ENUM, MESSAGE -> "other";
        };
    }
}
