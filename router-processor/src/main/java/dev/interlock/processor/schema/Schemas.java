package dev.interlock.processor.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.interlock.processor.model.proto.MessageSchema;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The message types for which a compilation can declare views and writers. Not safe for use by several threads. */
public final class Schemas {
    private final Map<String, Descriptor> messages = new TreeMap<>();
    /** Messages by the names of the classes that {@code protoc} generates. */
    private final Map<String, Descriptor> classes = new HashMap<>();

    private final Map<String, MessageSchema> read = new HashMap<>();
    private final SchemaReader reader = new SchemaReader();

    private final List<String> sets;

    /**
     * Creates the schemas of all message types in the files.
     *
     * @param sets names of the descriptor sets that contain the files
     */
    Schemas(List<FileDescriptor> files, List<String> sets) {
        this.sets = List.copyOf(sets);
        files.forEach(file -> collect(file.getMessageTypes()));
    }

    private void collect(List<Descriptor> types) {
        for (Descriptor type : types) {
            messages.put(type.getFullName(), type);
            classes.put(JavaClasses.name(type), type);
            collect(type.getNestedTypes());
        }
    }

    /** Returns the names of the descriptor sets that were read. */
    public List<String> sets() {
        return sets;
    }

    /** Returns the full names of all message types, in alphabetical order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(messages.keySet());
    }

    /**
     * Returns the secret fields of a message type, in the format of {@code RouteInfo.withSecretsOfBody}.
     *
     * @param name full name of the message
     * @return empty if no file declares the message
     */
    public Optional<List<String>> secrets(String name) {
        return Optional.ofNullable(messages.get(name)).map(SecretTypes::of);
    }

    /**
     * Like {@link #secrets}.
     *
     * @param name qualified name of the class that {@code protoc} generates for the message
     */
    public Optional<List<String>> secretsOfClass(String name) {
        return Optional.ofNullable(classes.get(name)).map(SecretTypes::of);
    }

    /** Returns the message type with a full name; empty if no file declares it. */
    public Optional<MessageSchema> message(String name) {
        Descriptor type = messages.get(name);
        return type == null ? Optional.empty() : Optional.of(read.computeIfAbsent(name, unread -> reader.read(type)));
    }
}
