package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.interlock.processor.testing.Source;
import java.util.ArrayList;
import java.util.List;

/** Creates the source of a Java enum for a protobuf enum, or for the members of a oneof. */
final class EnumSource {
    private EnumSource() {}

    static Source of(String javaPackage, EnumDescriptor type, JavaTypes types) {
        boolean shortened = types.choices().choose("shortens " + type.getFullName(), 2) == 1;
        List<String> constants = new ArrayList<>();
        EnumNames.of(type)
                .values()
                .forEach(name -> constants.add(shortened ? EnumNames.withoutTypeName(type, name) : name));
        if (!type.isClosed()) {
            constants.add(EnumNames.UNRECOGNIZED);
        }
        return source(javaPackage, types.enumeration(type), constants);
    }

    static Source of(String javaPackage, OneofDescriptor oneof, JavaTypes types) {
        return source(
                javaPackage,
                types.enumeration(oneof),
                List.copyOf(EnumNames.of(oneof).values()));
    }

    private static Source source(String javaPackage, String name, List<String> constants) {
        return Source.of("package %s;\npublic enum %s {\n  %s\n}\n"
                .formatted(javaPackage, name, String.join(",\n  ", constants)));
    }
}
