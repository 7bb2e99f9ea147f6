package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.interlock.processor.testing.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Creates the sources of {@code @ProtoView} and {@code @ProtoWriter} interfaces for a message and all messages within
 * it, from the descriptor of the message. Each interface is a top-level type in one package. The name of a nested
 * message includes the outer message. The name of a message from another proto package includes that package.
 */
public final class InterfaceSources {
    private final String javaPackage;
    private final JavaTypes types;
    private final Map<String, Descriptor> messages = new LinkedHashMap<>();
    private final Map<String, EnumDescriptor> enums = new LinkedHashMap<>();

    private InterfaceSources(String javaPackage, Descriptor root, Choices choices) {
        this.javaPackage = javaPackage;
        this.types = new JavaTypes(root, choices);
        reach(root);
    }

    /** Returns the sources for a message, in a Java package. */
    public static InterfaceSources of(String javaPackage, Descriptor root, Choices choices) {
        return new InterfaceSources(javaPackage, root, choices);
    }

    private void reach(Descriptor message) {
        if (messages.putIfAbsent(message.getFullName(), message) != null) {
            return;
        }
        for (FieldDescriptor field : message.getFields()) {
            if (field.getJavaType() == JavaType.MESSAGE) {
                reach(field.getMessageType());
            } else if (field.getJavaType() == JavaType.ENUM && EnumNames.isPossible(field.getEnumType())) {
                enums.putIfAbsent(field.getEnumType().getFullName(), field.getEnumType());
            }
        }
    }

    /** Returns the message and all messages within it at any depth, including map entries. */
    public List<Descriptor> messages() {
        return List.copyOf(messages.values());
    }

    /** Returns the messages that have writers: all messages except map entries. */
    private List<Descriptor> writable() {
        return messages.values().stream()
                .filter(message -> !message.getOptions().getMapEntry())
                .toList();
    }

    /**
     * Returns the binary name of the interface that reads a message. The name of the decoder has the suffix
     * {@code Decoder}.
     */
    public String viewName(Descriptor message) {
        return javaPackage + "." + types.view(message);
    }

    /**
     * Returns the binary name of the interface that writes a message. The name of the encoder has the suffix
     * {@code Encoder}.
     */
    public String writerName(Descriptor message) {
        return javaPackage + "." + types.writer(message);
    }

    /** Returns the binary name of the class that {@link #copier} declares. */
    public String copierName() {
        return javaPackage + "." + CopierSource.NAME;
    }

    /** Returns the enums that views and writers use. */
    public List<Source> enums() {
        List<Source> sources = new ArrayList<>();
        enums.values().forEach(type -> sources.add(EnumSource.of(javaPackage, type, types)));
        for (Descriptor message : messages.values()) {
            for (OneofDescriptor oneof : message.getRealOneofs()) {
                if (EnumNames.isPossible(oneof)) {
                    sources.add(EnumSource.of(javaPackage, oneof, types));
                }
            }
        }
        return sources;
    }

    /**
     * Returns the view of each message. It has the oneofs, and the fields that {@link Choices} selects, including their
     * presence.
     */
    public List<Source> views() {
        return messages.values().stream()
                .map(message -> ViewSource.of(javaPackage, message, types))
                .toList();
    }

    /**
     * Returns the writer of each message. It has every field. For repeated primitives, it has a method for one element
     * and a method for an array.
     */
    public List<Source> writers() {
        return writable().stream()
                .map(message -> WriterSource.of(javaPackage, message, types))
                .toList();
    }

    /**
     * Returns a class that copies messages. For each message it has a method
     * {@code public static void copy(XView in, XWriter out)}, which writes all fields of the view. Supports only
     * {@link Choices#PLAIN}.
     */
    public Source copier() {
        return CopierSource.of(javaPackage, writable(), types);
    }

    /** Returns all interfaces and enums. */
    public Source[] all() {
        return Stream.of(enums(), views(), writers()).flatMap(List::stream).toArray(Source[]::new);
    }
}
