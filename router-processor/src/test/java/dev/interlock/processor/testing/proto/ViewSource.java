package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.interlock.processor.testing.Source;

/** Creates the source of a {@code @ProtoView} interface. */
final class ViewSource {
    private final JavaTypes types;
    private final SourceText text;

    private ViewSource(String javaPackage, JavaTypes types) {
        this.types = types;
        this.text = new SourceText(javaPackage);
    }

    static Source of(String javaPackage, Descriptor message, JavaTypes types) {
        return new ViewSource(javaPackage, types).write(message);
    }

    private Source write(Descriptor message) {
        text.line("@ProtoView(\"%s\")".formatted(message.getFullName()));
        text.line("public interface %s {".formatted(types.view(message)));
        MethodName.ofFields(message).forEach((field, name) -> {
            if (types.declares(field)) {
                writeAccessors(field, name);
            }
        });
        MethodName.ofOneofs(message)
                .forEach((oneof, name) ->
                        text.line("  %s%s %s();".formatted(name.annotation(), types.caseType(oneof), name.value())));
        text.line("  %s copy();".formatted(types.view(message)));
        text.line("}");
        return text.toSource();
    }

    private void writeAccessors(FieldDescriptor field, MethodName name) {
        text.line("  %s%s %s();".formatted(name.annotation(), valueType(field), name.value()));
        if (tellsPresence(field)) {
            text.line("  %sboolean %s();".formatted(name.annotation(), name.presence()));
        }
    }

    /**
     * Whether the view reports the presence of a field. Not for map entries: they always have a key and a value, even
     * if these were not sent.
     */
    static boolean tellsPresence(FieldDescriptor field) {
        return field.hasPresence() && !field.getContainingType().getOptions().getMapEntry();
    }

    private String valueType(FieldDescriptor field) {
        if (field.isMapField()) {
            return "Entries<" + types.view(field.getMessageType()) + ">";
        }
        return field.isRepeated() ? types.repeated(field) : types.viewed(field);
    }
}
