package dev.interlock.processor.read.proto;

import dev.interlock.processor.check.proto.WriterRules;
import dev.interlock.processor.declaration.proto.Fitting;
import dev.interlock.processor.declaration.proto.ProtoScope;
import dev.interlock.processor.model.proto.MessageSchema;
import dev.interlock.processor.model.proto.MessageView;
import dev.interlock.processor.model.proto.MessageWriter;
import dev.interlock.processor.report.Nearest;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.schema.Schemas;
import dev.interlock.processor.source.Annotations;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads interfaces that declare views and writers of protobuf messages. */
public final class ProtoReader {
    private final Elements elements;
    private final Types types;
    private final Schemas schemas;
    private final Problems problems;

    /** Creates a reader for one compilation. The reader adds mistakes to {@code problems}. */
    public ProtoReader(Elements elements, Types types, Schemas schemas, Problems problems) {
        this.elements = elements;
        this.types = types;
        this.schemas = schemas;
        this.problems = problems;
    }

    /** Reads the view that an annotated type declares; empty if a mistake was reported. */
    public Optional<MessageView> view(TypeElement type) {
        return scope(type, ProtoScope.VIEW)
                .flatMap(scope -> new ViewReader(scope)
                        .read(Member.of(type, elements, types))
                        .ifSound());
    }

    /** Reads the writer that an annotated type declares; empty if a mistake was reported. */
    public Optional<MessageWriter> writer(TypeElement type) {
        return scope(type, ProtoScope.WRITER).flatMap(scope -> writer(scope, type));
    }

    private Optional<MessageWriter> writer(ProtoScope scope, TypeElement type) {
        return new WriterReader(scope)
                .read(Member.of(type, elements, types))
                .ifSound()
                .filter(writer -> new WriterRules(scope, writer).check(annotation(type, ProtoScope.WRITER)));
    }

    private static AnnotationMirror annotation(TypeElement type, String name) {
        return Annotations.find(type, name).orElseThrow();
    }

    private Optional<ProtoScope> scope(TypeElement type, String name) {
        AnnotationMirror annotation = annotation(type, name);
        Place place = Place.of(type, annotation);
        problems.startApplication(place);
        if (type.getKind() != ElementKind.INTERFACE) {
            problems.add(ProtoMessage.NOT_AN_INTERFACE, place, Place.describe(type), name);
            return Optional.empty();
        }
        if (!type.getTypeParameters().isEmpty()) {
            problems.add(ProtoMessage.GENERIC_INTERFACE, place, Place.describe(type), name);
            return Optional.empty();
        }
        if (isPrivate(type)) {
            problems.add(ProtoMessage.PRIVATE_INTERFACE, place, Place.describe(type));
            return Optional.empty();
        }
        return message(type, annotation)
                .map(message -> new ProtoScope(elements, types, schemas, problems, type, name, message));
    }

    private static boolean isPrivate(TypeElement type) {
        for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
            if (e.getModifiers().contains(Modifier.PRIVATE)) {
                return true;
            }
        }
        return false;
    }

    private Optional<MessageSchema> message(TypeElement type, AnnotationMirror annotation) {
        String name = Annotations.text(annotation, "value");
        Optional<MessageSchema> message = schemas.message(name);
        if (message.isEmpty()) {
            Place place = Place.ofMember(type, annotation, "value");
            problems.add(ProtoMessage.UNKNOWN_MESSAGE, place, name, tipForUnknown(name));
        }
        return message;
    }

    /**
     * Returns a tip for an unknown message: the message that is probably meant, and the descriptor sets that were read.
     * The unknown message may be in a descriptor set that was not read.
     */
    private String tipForUnknown(String name) {
        return likely(name) + " (from " + String.join(", ", schemas.sets())
                + "; name the missing descriptor set with -A" + DescriptorFiles.OPTION + ")";
    }

    /**
     * Returns a tip with the message that is probably meant. This is a message with the same simple name in another
     * package, otherwise the message with the most similar full name. If there is neither, the tip lists some messages.
     */
    private String likely(String name) {
        String simple = "." + name.substring(name.lastIndexOf('.') + 1);
        return schemas.names().stream()
                .filter(it -> ("." + it).endsWith(simple))
                .findFirst()
                .or(() -> Nearest.to(name, schemas.names()))
                .map(it -> "did you mean " + it + "?")
                .orElseGet(() -> "there are " + Fitting.some(schemas.names().stream()));
    }
}
