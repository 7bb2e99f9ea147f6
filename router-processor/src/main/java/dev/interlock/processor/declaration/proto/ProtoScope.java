package dev.interlock.processor.declaration.proto;

import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.MessageSchema;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.schema.Schemas;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The shared context of the readers and rules of one view or writer.
 *
 * @param type the interface of the view or writer
 * @param annotation simple name of the annotation on the interface. The interfaces of nested messages need the same
 *     annotation.
 * @param message message type that the interface reads or writes
 */
public record ProtoScope(
        Elements elements,
        Types types,
        Schemas schemas,
        Problems problems,
        TypeElement type,
        String annotation,
        MessageSchema message) {
    public static final String VIEW = RuntimeAnnotations.PROTO_VIEW;
    public static final String WRITER = RuntimeAnnotations.PROTO_WRITER;

    /** Reports a mistake, and returns empty. */
    public <T> Optional<T> refuse(ProtoMessage message, Place place, Object... arguments) {
        problems.add(message, place, arguments);
        return Optional.empty();
    }

    public boolean isView() {
        return annotation.equals(VIEW);
    }

    /** Returns the message type of a map's entries; empty for other fields. */
    public Optional<MessageSchema> entry(FieldSchema field) {
        return field.message().flatMap(schemas::message).filter(MessageSchema::mapEntry);
    }

    /** Describes the declaration of a field in the {@code .proto}, including its file and line. */
    public String declaration(FieldSchema field) {
        return Fitting.declaration(field, entry(field));
    }

    /** Whether generated code can access a type. The generated class is in the same package as the interface. */
    public boolean canAccess(TypeElement used) {
        PackageElement home = elements.getPackageOf(type);
        for (Element e = used; e instanceof TypeElement; e = e.getEnclosingElement()) {
            boolean isPublic = e.getModifiers().contains(Modifier.PUBLIC);
            boolean isNear = !e.getModifiers().contains(Modifier.PRIVATE)
                    && elements.getPackageOf(e).equals(home);
            if (!isPublic && !isNear) {
                return false;
            }
        }
        return true;
    }
}
