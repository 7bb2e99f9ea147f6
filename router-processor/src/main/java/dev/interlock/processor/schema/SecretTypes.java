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
 * Lists the secret fields of a message and of its nested messages, in the format of {@code
 * RouteInfo.withSecretsOfBody}. A field is secret if it has the option {@code (interlock.redact)}.
 */
final class SecretTypes {
    /** Field number of the option {@code (interlock.redact)}. */
    private static final int REDACT = 72_661;

    /** Types that contain a secret, also in nested messages. Types refer to each other by index. */
    private final List<Descriptor> types;

    private SecretTypes(List<Descriptor> types) {
        this.types = types;
    }

    /** Returns one text for each type with secrets. The given type comes first. Empty if no field is secret. */
    static List<String> of(Descriptor type) {
        Set<Descriptor> reachable = new LinkedHashSet<>();
        reach(type, reachable);
        Set<Descriptor> secret = secretAmong(reachable);
        if (!secret.contains(type)) {
            return List.of();
        }
        SecretTypes fields =
                new SecretTypes(reachable.stream().filter(secret::contains).toList());
        return fields.types.stream().map(fields::text).toList();
    }

    private static void reach(Descriptor type, Set<Descriptor> seen) {
        if (seen.add(type)) {
            messages(type).forEach(inner -> reach(inner, seen));
        }
    }

    /** Returns the types of the message fields of a type. For a map, this is the type of its values. */
    private static Stream<Descriptor> messages(Descriptor type) {
        return type.getFields().stream()
                .map(SecretTypes::value)
                .filter(SecretTypes::isMessage)
                .map(FieldDescriptor::getMessageType);
    }

    private static Set<Descriptor> secretAmong(Set<Descriptor> all) {
        Set<Descriptor> secret = all.stream()
                .filter(type -> type.getFields().stream().anyMatch(SecretTypes::isSecret))
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
        // Protobuf: the last value counts.
        return !values.isEmpty() && values.get(values.size() - 1) != 0;
    }

    /** Returns the value field of a map, or the field itself if it is not a map. */
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
