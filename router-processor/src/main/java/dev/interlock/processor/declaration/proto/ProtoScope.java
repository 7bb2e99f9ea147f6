package dev.interlock.processor.declaration.proto;

import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.MessageSchema;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.schema.Schemas;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * What every reader of one view or writer needs.
 *
 * @param type the interface
 * @param annotation its annotation without @, which is also the one of interfaces for messages within its message
 */
public record ProtoScope(
        Elements elements,
        Types types,
        Schemas schemas,
        Problems problems,
        TypeElement type,
        String annotation,
        MessageSchema message) {
    public static final String VIEW = "ProtoView";
    public static final String WRITER = "ProtoWriter";

    /** Reports a mistake; always empty. */
    public <T> Optional<T> refuse(ProtoMessage message, Place place, Object... arguments) {
        problems.add(message, place, arguments);
        return Optional.empty();
    }

    public boolean isView() {
        return annotation.equals(VIEW);
    }

    /** The message of the entries, of a map. */
    public Optional<MessageSchema> entry(FieldSchema field) {
        return field.message().flatMap(schemas::message).filter(MessageSchema::mapEntry);
    }

    /** A field as the {@code .proto} declares it, and where. */
    public String declaration(FieldSchema field) {
        return Fitting.declaration(field, entry(field));
    }

    /** Whether the class that implements the interface, in the package of the interface, can name a type. */
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
