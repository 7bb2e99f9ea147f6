package dev.interlock.processor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** A processor that generates one class in each of the first rounds. It runs beside Interlock's processor. */
public final class SourceGenerator extends AbstractProcessor {
    private final List<Source> sources;
    private int round;

    /**
     * Creates a generator.
     * @param sources sources in package {@code shop}, one for each round
     */
    public SourceGenerator(Source... sources) {
        this.sources = List.of(sources);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
        if (round < sources.size()) {
            write(sources.get(round++));
        }
        return false;
    }

    private void write(Source source) {
        String name = "shop." + source.name().replace(".java", "");
        try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
            writer.append(source.getCharContent(true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
