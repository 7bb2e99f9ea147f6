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

/** Finds the fields of a message by name. Uses hash maps, because a message can have thousands of fields. */
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

    /** Returns the field with exactly this name in the {@code .proto}; empty if there is none. */
    Optional<FieldSchema> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Returns the field with exactly this name in the {@code .proto}. If there is none, returns all fields that have
     * this name in Java.
     */
    List<FieldSchema> ofMethod(String name) {
        return named(name).map(List::of).orElseGet(() -> byJavaName.getOrDefault(name, List.of()));
    }

    /**
     * Returns the fields that a method with a prefix may be for. For example, {@code hasUserId} and {@code has_user_id}
     * are for {@code user_id}.
     */
    List<FieldSchema> ofPrefixedMethod(String prefix, String name) {
        if (!name.startsWith(prefix)) {
            return List.of();
        }
        String rest = name.substring(prefix.length());
        Optional<FieldSchema> exact = rest.startsWith("_") ? named(rest.substring(1)) : Optional.empty();
        return exact.map(List::of).orElseGet(() -> byUpperCamel.getOrDefault(rest, List.of()));
    }

    /** Whether a name begins with the prefix, and another word follows directly after it. */
    static boolean hasPrefix(String name, String prefix) {
        return name.startsWith(prefix)
                && name.length() > prefix.length()
                && !Character.isLowerCase(name.charAt(prefix.length()));
    }

    /**
     * Returns the oneof whose case a method with this name returns; empty if there is none. For example, {@code
     * paymentCase} is for {@code payment}.
     */
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

    /** Returns the Java names of all fields. */
    Stream<String> methodNames() {
        return message.fields().stream().map(field -> JavaNames.lowerCamel(field.name()));
    }

    /** Returns the names that all fields and oneofs have in the {@code .proto}. */
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

    /**
     * Returns the name of a group's type; empty for any other field. The field of a group has the name of the type in
     * lower case, but protoc names methods after the type.
     */
    private static Optional<String> groupName(FieldSchema field) {
        return field.message()
                .filter(name -> field.delimited())
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(field.name()));
    }
}
