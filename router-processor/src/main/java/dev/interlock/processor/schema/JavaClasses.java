package dev.interlock.processor.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.stream.Stream;

/** Names of the classes that {@code protoc} generates for messages. */
final class JavaClasses {
    /** Number of the first edition that puts each message into its own file by default. */
    private static final int EDITION_2024 = 1001;

    private JavaClasses() {}

    /** Returns the qualified name of the class of a message. */
    static String name(Descriptor type) {
        Descriptor outer = type.getContainingType();
        if (outer != null) {
            return name(outer) + "." + type.getName();
        }
        FileDescriptorProto file = type.getFile().toProto();
        String home = file.getOptions().hasJavaPackage() ? file.getOptions().getJavaPackage() : file.getPackage();
        boolean isAlone =
                file.getOptions().getJavaMultipleFiles() || file.getEdition().getNumber() >= EDITION_2024;
        return Stream.of(home, isAlone ? "" : outerClass(type.getFile(), file), type.getName())
                .filter(it -> !it.isEmpty())
                .reduce((a, b) -> a + "." + b)
                .orElseThrow();
    }

    private static String outerClass(FileDescriptor linked, FileDescriptorProto file) {
        if (file.getOptions().hasJavaOuterClassname()) {
            return file.getOptions().getJavaOuterClassname();
        }
        String path = file.getName();
        String name = upperCamel(path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.proto(devel)?$", ""));
        boolean isTaken = Stream.of(
                        linked.getMessageTypes().stream().flatMap(JavaClasses::names),
                        linked.getEnumTypes().stream().map(it -> it.getName()),
                        linked.getServices().stream().map(it -> it.getName()))
                .flatMap(it -> it)
                .anyMatch(name::equals);
        return isTaken ? name + "OuterClass" : name;
    }

    /** Returns {@code OrderItems2A} for {@code order_items2a}, like {@code protoc}. */
    private static String upperCamel(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        boolean nextIsUpper = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (isLetter || (c >= '0' && c <= '9')) {
                camel.append(nextIsUpper ? Character.toUpperCase(c) : c);
            }
            nextIsUpper = !isLetter;
        }
        return camel.toString();
    }

    private static Stream<String> names(Descriptor type) {
        return Stream.concat(
                Stream.of(type.getName()),
                Stream.concat(
                        type.getNestedTypes().stream().flatMap(JavaClasses::names),
                        type.getEnumTypes().stream().map(it -> it.getName())));
    }
}
