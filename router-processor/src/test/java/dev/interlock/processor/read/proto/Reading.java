package dev.interlock.processor.read.proto;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.model.proto.MessageView;
import dev.interlock.processor.model.proto.MessageWriter;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.schema.DescriptorSet;
import dev.interlock.processor.schema.Linker;
import dev.interlock.processor.schema.Schemas;
import dev.interlock.processor.testing.AnyPlace;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** A processor that only reads views and writers of {@code src/test/proto}. It generates nothing. */
@SupportedAnnotationTypes("*")
final class Reading extends AbstractProcessor {
    private static final String PREAMBLE = "package shop; import dev.interlock.annotation.*;"
            + " import dev.interlock.proto.*; import dev.interlock.bytes.Slice; ";

    private final List<MessageView> views = new ArrayList<>();
    private final List<MessageWriter> writers = new ArrayList<>();

    private Reading() {}

    /** Reads the interfaces of a source. The source must be correct. Its imports are added. */
    static Reading of(String source) {
        Reading reading = new Reading();
        Compilation compilation =
                Compilation.with(reading).option("-Xlint:-auxiliaryclass").compile(Source.of(PREAMBLE + source));
        assertThat(compilation.complaints()).isEmpty();
        return reading;
    }

    /** Returns the views in the order of the source. */
    List<MessageView> views() {
        return views;
    }

    /** Returns the writers in the order of the source. */
    List<MessageWriter> writers() {
        return writers;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Problems problems = new Problems();
        DescriptorSet set = new DescriptorSet("shop.binpb", Descriptors.shop().toByteArray());
        Schemas schemas = Linker.link(List.of(set), AnyPlace.PLACE, problems).orElseThrow();
        ProtoReader reader =
                new ProtoReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils(), schemas, problems);
        for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
            if (type.getAnnotationMirrors().toString().contains("ProtoView")) {
                reader.view(type).ifPresent(views::add);
            } else if (type.getAnnotationMirrors().toString().contains("ProtoWriter")) {
                reader.writer(type).ifPresent(writers::add);
            }
        }
        problems.print(processingEnv.getMessager(), element -> true);
        return false;
    }
}
