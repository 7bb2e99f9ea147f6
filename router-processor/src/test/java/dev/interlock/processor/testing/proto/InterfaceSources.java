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
 * Sources of the {@code @ProtoView} and {@code @ProtoWriter} interfaces for a message and for all that it contains, made from
 * its descriptor. Each is a type of its own in one package; nested messages have the name of the outer one before theirs, and
 * those of another proto package that package.
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

    /** For a message, in a package of Java. */
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

    /** The message and all that it contains, at any depth; entries of maps too. */
    public List<Descriptor> messages() {
        return List.copyOf(messages.values());
    }

    /** Those that are no entries of maps. */
    private List<Descriptor> writable() {
        return messages.values().stream()
                .filter(message -> !message.getOptions().getMapEntry())
                .toList();
    }

    /** The binary name of the interface that reads a message; the one of its decoder is that with {@code Decoder} behind it. */
    public String viewName(Descriptor message) {
        return javaPackage + "." + types.view(message);
    }

    /** The binary name of the interface that writes a message; the one of its encoder is that with {@code Encoder} behind it. */
    public String writerName(Descriptor message) {
        return javaPackage + "." + types.writer(message);
    }

    /** The binary name of what {@link #copier} makes. */
    public String copierName() {
        return javaPackage + "." + CopierSource.NAME;
    }

    /** The enums that views and writers name. */
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

    /** An interface for each message, with every field that {@link Choices} declare, its presence, and the oneofs. */
    public List<Source> views() {
        return messages.values().stream()
                .map(message -> ViewSource.of(javaPackage, message, types))
                .toList();
    }

    /** An interface for each message, with every field; repeated primitives one by one and as arrays. */
    public List<Source> writers() {
        return writable().stream()
                .map(message -> WriterSource.of(javaPackage, message, types))
                .toList();
    }

    /**
     * A class with {@code public static void copy(XView in, XWriter out)} for each message, which writes all fields that a
     * view has. Only for {@link Choices#PLAIN}.
     */
    public Source copier() {
        return CopierSource.of(javaPackage, writable(), types);
    }

    /** All interfaces and enums. */
    public Source[] all() {
        return Stream.of(enums(), views(), writers()).flatMap(List::stream).toArray(Source[]::new);
    }
}
