package dev.interlock.processor.read.proto;

import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.schema.DescriptorSet;
import dev.interlock.processor.schema.Linker;
import dev.interlock.processor.schema.Schemas;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.SecretFields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * Finds the secret fields of messages in the descriptors of the compilation. Reads the descriptors at the first
 * message. Reports no errors in them, because an application without views needs no descriptors. Not safe for use by
 * several threads.
 */
public final class MessageSecrets implements SecretFields {
    private final ProcessingEnvironment environment;
    private boolean searched;
    private Optional<Schemas> schemas = Optional.empty();

    public MessageSecrets(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<List<String>> of(TypeMirror type) {
        return Classes.of(type).flatMap(element -> schemas(element).flatMap(known -> of(element, known)));
    }

    private static Optional<List<String>> of(TypeElement element, Schemas known) {
        return Stream.of(RuntimeAnnotations.PROTO_VIEW, RuntimeAnnotations.PROTO_WRITER)
                .flatMap(annotation -> Annotations.find(element, annotation).stream())
                .findFirst()
                .map(mirror -> known.secrets(Annotations.text(mirror, "value")))
                .orElseGet(() -> known.secretsOfClass(element.getQualifiedName().toString()));
    }

    private Optional<Schemas> schemas(TypeElement element) {
        if (!searched) {
            searched = true;
            Place place = Place.of(element);
            Problems unreported = new Problems();
            List<DescriptorSet> sets = DescriptorFiles.find(environment, place, unreported);
            schemas = sets.isEmpty() ? Optional.empty() : Linker.link(sets, place, unreported);
        }
        return schemas;
    }
}
