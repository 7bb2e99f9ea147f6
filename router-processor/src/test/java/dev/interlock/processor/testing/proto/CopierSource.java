package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.interlock.processor.testing.Source;
import java.util.Collection;

/**
 * Creates the source of a class that writes every field that a view reads. Supports only views and writers of
 * {@link Choices#PLAIN}.
 */
final class CopierSource {
    static final String NAME = "Copier";

    private final JavaTypes types;
    private final SourceText text;

    private CopierSource(String javaPackage, JavaTypes types) {
        this.types = types;
        this.text = new SourceText(javaPackage);
    }

    static Source of(String javaPackage, Collection<Descriptor> messages, JavaTypes types) {
        return new CopierSource(javaPackage, types).write(messages);
    }

    private Source write(Collection<Descriptor> messages) {
        text.line("public final class %s {".formatted(NAME));
        text.line("  private %s() {}".formatted(NAME));
        for (Descriptor message : messages) {
            text.line(
                    "  public static void copy(%s in, %s out) {".formatted(types.view(message), types.writer(message)));
            MethodName.ofFields(message).forEach(this::writeField);
            text.line("  }");
        }
        text.line("}");
        return text.toSource();
    }

    private void writeField(FieldDescriptor field, MethodName name) {
        if (field.isMapField()) {
            writeMap(field.getMessageType(), name);
        } else if (field.isRepeated()) {
            writeRepeated(field, name);
        } else if (field.getJavaType() == JavaType.MESSAGE) {
            text.line("    if (in.%s()) {".formatted(name.presence()));
            writeNested("in." + name.value() + "()", "", name);
            text.line("    }");
        } else {
            String condition = field.hasPresence() ? "if (in." + name.presence() + "()) " : "";
            text.line("    %sout.%s(in.%s());".formatted(condition, name.value(), name.value()));
        }
    }

    private void writeRepeated(FieldDescriptor field, MethodName name) {
        if (JavaTypes.isPrimitive(types.viewed(field))) {
            text.line("    out.%s(in.%s().toArray());".formatted(name.value(), name.value()));
            return;
        }
        text.line("    for (%s element : in.%s()) {".formatted(types.viewed(field), name.value()));
        if (field.getJavaType() == JavaType.MESSAGE) {
            writeNested("element", "", name);
        } else {
            text.line("      out.%s(element);".formatted(name.value()));
        }
        text.line("    }");
    }

    private void writeMap(Descriptor entry, MethodName name) {
        text.line("    for (%s entry : in.%s()) {".formatted(types.view(entry), name.value()));
        if (entry.findFieldByNumber(2).getJavaType() == JavaType.MESSAGE) {
            writeNested("entry.value()", "entry.key()", name);
        } else {
            text.line("      out.%s(entry.key(), entry.value());".formatted(name.value()));
        }
        text.line("    }");
    }

    private void writeNested(String in, String key, MethodName name) {
        text.line("      copy(%s, out.%s(%s));".formatted(in, name.begin(), key));
        text.line("      out.%s();".formatted(name.end()));
    }
}
