package dev.interlock.processor.read.proto;

import dev.interlock.processor.declaration.proto.JavaNames;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.MessageSchema;
import dev.interlock.processor.model.proto.OneofSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The fields of a message by the names that they have in Java; found by hash, as messages can have thousands. */
final class MessageFields {
    private final MessageSchema message;
    private final Map<String, FieldSchema> byName = new HashMap<>();
    private final Map<String, List<FieldSchema>> byJavaName = new HashMap<>();
    private final Map<String, List<FieldSchema>> byUpperCamel = new HashMap<>();

    MessageFields(MessageSchema message) {
        this.message = message;
        for (FieldSchema field : message.fields()) {
            byName.put(field.name(), field);
            javaNames(field).forEach(name -> add(byJavaName, name, field));
            upperCamelNames(field).forEach(name -> add(byUpperCamel, name, field));
        }
    }

    private static void add(Map<String, List<FieldSchema>> fields, String name, FieldSchema field) {
        fields.computeIfAbsent(name, unused -> new ArrayList<>()).add(field);
    }

    /** The field with that very name in the {@code .proto}. */
    Optional<FieldSchema> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those that a method of that name is about: the one of that very name, or all with that name in Java. */
    List<FieldSchema> ofMethod(String name) {
        return named(name).map(List::of).orElseGet(() -> byJavaName.getOrDefault(name, List.of()));
    }

    /** Those that a method of that name is about, as {@code hasUserId} and {@code has_user_id} are about {@code user_id}. */
    List<FieldSchema> ofPrefixedMethod(String prefix, String name) {
        if (!name.startsWith(prefix)) {
            return List.of();
        }
        String rest = name.substring(prefix.length());
        Optional<FieldSchema> exact = rest.startsWith("_") ? named(rest.substring(1)) : Optional.empty();
        return exact.map(List::of).orElseGet(() -> byUpperCamel.getOrDefault(rest, List.of()));
    }

    /** Whether a name is a prefix and what can begin a word after it. */
    static boolean hasPrefix(String name, String prefix) {
        return name.startsWith(prefix)
                && name.length() > prefix.length()
                && !Character.isLowerCase(name.charAt(prefix.length()));
    }

    /** The oneof that a method of that name is about: {@code paymentCase} of {@code payment}. */
    Optional<OneofSchema> oneofOfMethod(String name) {
        return message.oneofs().stream()
                .filter(oneof -> caseMethod(oneof).equals(name))
                .findFirst();
    }

    Optional<OneofSchema> oneofNamed(String name) {
        return message.oneofs().stream()
                .filter(oneof -> oneof.name().equals(name))
                .findFirst();
    }

    static String caseMethod(OneofSchema oneof) {
        return JavaNames.lowerCamel(oneof.name()) + "Case";
    }

    /** The names of all fields in Java. */
    Stream<String> methodNames() {
        return message.fields().stream().map(field -> JavaNames.lowerCamel(field.name()));
    }

    /** The names of all fields and oneofs in the {@code .proto}. */
    Stream<String> names() {
        return Stream.concat(
                message.fields().stream().map(FieldSchema::name),
                message.oneofs().stream().map(OneofSchema::name));
    }

    static Set<String> javaNames(FieldSchema field) {
        Set<String> names = new LinkedHashSet<>();
        names.add(JavaNames.lowerCamel(field.name()));
        groupName(field).map(JavaNames::lowerCamel).ifPresent(names::add);
        return names;
    }

    private static Set<String> upperCamelNames(FieldSchema field) {
        Set<String> names = new LinkedHashSet<>();
        names.add(JavaNames.upperCamel(field.name()));
        groupName(field).map(JavaNames::upperCamel).ifPresent(names::add);
        return names;
    }

    /** A group's field is its type's name in lower case; protoc names methods after the type. */
    private static Optional<String> groupName(FieldSchema field) {
        return field.message()
                .filter(name -> field.delimited())
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(field.name()));
    }
}
