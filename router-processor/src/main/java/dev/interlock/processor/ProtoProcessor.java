package dev.interlock.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import dev.interlock.processor.check.compilation.SourceLevel;
import dev.interlock.processor.read.proto.DescriptorFiles;
import dev.interlock.processor.read.proto.ProtoReader;
import dev.interlock.processor.read.readiness.InterfaceReadiness;
import dev.interlock.processor.report.InternalFailure;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.schema.DescriptorSet;
import dev.interlock.processor.schema.Linker;
import dev.interlock.processor.schema.Schemas;
import dev.interlock.processor.source.CompiledSources;
import dev.interlock.processor.write.SourceFiles;
import dev.interlock.processor.write.proto.DecoderWriter;
import dev.interlock.processor.write.proto.EncoderWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Generates the classes that implement {@code @ProtoView} and {@code @ProtoWriter} interfaces. Checks each interface
 * against its message in the {@code .proto}. An interface with a mistake gets no class, but the other interfaces do.
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes({
    RuntimeNames.ANNOTATIONS + RuntimeAnnotations.PROTO_VIEW,
    RuntimeNames.ANNOTATIONS + RuntimeAnnotations.PROTO_WRITER
})
@SupportedOptions({DescriptorFiles.OPTION, ProofStep.OPTION})
public final class ProtoProcessor extends AbstractProcessor {
    private final CompiledSources sources = new CompiledSources();
    /**
     * Interfaces, with their annotations, that wait for a later round because they name types that do not exist yet.
     */
    private final Set<Pending> waiting = new LinkedHashSet<>();

    /** Whether the processor has searched for descriptors. It searches only once, for the first interface. */
    private boolean searched;

    /** Whether the processor itself failed. The compilation then continues without the processor. */
    private boolean hasFailed;

    private Optional<Schemas> schemas = Optional.empty();

    /** A waiting interface and its annotation, by name. Unlike elements, names stay valid over all rounds. */
    private record Pending(String type, String annotation) {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (hasFailed) {
            return false;
        }
        Problems problems = new Problems();
        hasFailed = !InternalFailure.runAll(
                processingEnv.getMessager(),
                () -> process(annotations, round, problems),
                () -> problems.print(processingEnv.getMessager(), sources::contain));
        return false;
    }

    private void process(Set<? extends TypeElement> annotations, RoundEnvironment round, Problems problems) {
        sources.read(round);
        for (TypeElement annotation : annotations) {
            ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))
                    .forEach(type -> waiting.add(new Pending(
                            type.getQualifiedName().toString(),
                            annotation.getSimpleName().toString())));
        }
        takeReady().forEach(pending -> InternalFailure.at(element(pending), () -> process(pending, problems)));
    }

    /**
     * Removes and returns the interfaces that can be read now. Their order does not depend on the order of the
     * sources. The other interfaces continue to wait.
     */
    private List<Pending> takeReady() {
        List<Pending> ready = new ArrayList<>(waiting);
        ready.removeIf(pending -> !InterfaceReadiness.isReady(element(pending)));
        ready.sort(Comparator.comparing(Pending::type).thenComparing(Pending::annotation));
        ready.forEach(waiting::remove);
        return ready;
    }

    private TypeElement element(Pending pending) {
        return processingEnv.getElementUtils().getTypeElement(pending.type());
    }

    private void process(Pending pending, Problems problems) {
        TypeElement type = element(pending);
        if (!SourceLevel.isEnough(processingEnv.getSourceVersion(), type, problems)) {
            return;
        }
        Optional<Schemas> known = schemas(type, problems);
        if (known.isEmpty()) {
            return;
        }
        ProtoReader reader =
                new ProtoReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils(), known.get(), problems);
        if (pending.annotation().equals(RuntimeAnnotations.PROTO_VIEW)) {
            reader.view(type).map(DecoderWriter::write).ifPresent(file -> write(file, type, problems));
        } else {
            reader.writer(type).map(EncoderWriter::write).ifPresent(file -> write(file, type, problems));
        }
    }

    private void write(JavaFile file, TypeElement type, Problems problems) {
        try {
            SourceFiles.write(file, processingEnv.getFiler());
        } catch (FilerException e) {
            // The name belongs to a class in the sources or to the implementation of another interface.
            problems.add(
                    ProtoMessage.GENERATED_NAME_TAKEN, Place.of(type), Place.describe(type), SourceFiles.name(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + file.toJavaFileObject().getName(), e);
        }
    }

    /**
     * Returns the messages that the descriptors contain; empty if the descriptors have a mistake. The first call reads
     * the descriptors, and reports the mistake at the given interface.
     */
    private Optional<Schemas> schemas(TypeElement type, Problems problems) {
        if (!searched) {
            searched = true;
            Place place = Place.of(type);
            List<DescriptorSet> sets = DescriptorFiles.find(processingEnv, place, problems);
            schemas = sets.isEmpty() ? Optional.empty() : Linker.link(sets, place, problems);
        }
        return schemas;
    }
}
