package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.interlock.processor.testing.Source;

/** Creates the source of a {@code @ProtoWriter} interface. */
final class WriterSource {
    private final JavaTypes types;
    private final SourceText text;

    private WriterSource(String javaPackage, JavaTypes types) {
        this.types = types;
        this.text = new SourceText(javaPackage);
    }

    static Source of(String javaPackage, Descriptor message, JavaTypes types) {
        return new WriterSource(javaPackage, types).write(message);
    }

    private Source write(Descriptor message) {
        text.line("@ProtoWriter(\"%s\")".formatted(message.getFullName()));
        text.line("public interface %s {".formatted(types.writer(message)));
        MethodName.ofFields(message).forEach((field, name) -> writeMutators(field, name, returned(field)));
        text.line("}");
        return text.toSource();
    }

    private String returned(FieldDescriptor field) {
        boolean itself = types.choices().choose("returns " + field.getFullName(), 4) < 3;
        return itself ? types.writer(field.getContainingType()) : "void";
    }

    private void writeMutators(FieldDescriptor field, MethodName name, String returned) {
        if (field.isMapField()) {
            writeMap(field, name, returned);
        } else if (field.getJavaType() == JavaType.MESSAGE) {
            writeNested(field, name, "", returned);
        } else {
            String type = types.written(field);
            text.line("  %s%s %s(%s value);".formatted(name.annotation(), returned, name.value(), type));
            if (field.isRepeated() && JavaTypes.isPrimitive(type)) {
                text.line("  %s%s %s(%s[] values);".formatted(name.annotation(), returned, name.value(), type));
            }
        }
    }

    private void writeMap(FieldDescriptor field, MethodName name, String returned) {
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        String key = types.written(field.getMessageType().findFieldByNumber(1)) + " key";
        if (value.getJavaType() == JavaType.MESSAGE) {
            writeNested(value, name, key, returned);
        } else {
            String type = types.written(value);
            text.line("  %s%s %s(%s, %s value);".formatted(name.annotation(), returned, name.value(), key, type));
        }
    }

    private void writeNested(FieldDescriptor field, MethodName name, String key, String returned) {
        text.line("  %s%s %s(%s);".formatted(name.annotation(), types.written(field), name.begin(), key));
        text.line("  %s%s %s();".formatted(name.annotation(), returned, name.end()));
    }
}
