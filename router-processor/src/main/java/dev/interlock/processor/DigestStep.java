package dev.interlock.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import dev.interlock.processor.digest.Digests;
import dev.interlock.processor.digest.SourceTypes;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.write.DigestWriter;
import dev.interlock.processor.write.GeneratedNames;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Generates the digest of each class that routers are made from, and tells a router which digests it was made from. */
final class DigestStep {
    private final Elements elements;
    private final Predicate<? super Element> hasSource;
    private final Files files;
    /** Names of classes whose digest is not written yet. */
    private final Set<String> waiting = new LinkedHashSet<>();
    /** Names of classes whose digest is written. */
    private final Set<String> written = new HashSet<>();

    private Digests digests;

    /** Writes files. */
    interface Files {
        /**
         * Writes a file, or reports that its name is taken.
         *
         * @param origin class that the file is generated from
         */
        void write(JavaFile file, TypeElement origin, Problems problems);
    }

    DigestStep(Elements elements, Predicate<? super Element> hasSource, Files files) {
        this.elements = elements;
        this.hasSource = hasSource;
        this.files = files;
        this.digests = new Digests(hasSource);
    }

    /** Writes the digests of a round, except for classes that name one which does not exist yet. */
    void read(Set<? extends TypeElement> annotations, RoundEnvironment round, Problems problems) {
        // Elements are those of one round.
        digests = new Digests(hasSource);
        SourceTypes.in(annotations, round).forEach(type -> waiting.add(name(type)));
        if (!round.processingOver()) {
            waiting.stream()
                    .sorted()
                    .map(elements::getTypeElement)
                    .filter(Objects::nonNull)
                    .filter(digests::isReady)
                    .toList()
                    .forEach(type -> write(type, problems));
        }
    }

    /** The classes with a digest that an application was read from. */
    List<TypeElement> sources(Application application, Problems problems) {
        List<TypeElement> listed =
                application.instances().stream().map(Instance::type).toList();
        List<TypeElement> sources = digests.sources(listed);
        // A router never names a digest that does not exist.
        sources.stream().filter(type -> waiting.contains(name(type))).forEach(type -> write(type, problems));
        return sources.stream().filter(this::hasDigest).toList();
    }

    /** Whether there is a digest: a library may have been compiled without this processor. */
    private boolean hasDigest(TypeElement type) {
        return written.contains(name(type)) || (!hasSource.test(type) && isCompiled(GeneratedNames.digest(type), type));
    }

    private boolean isCompiled(ClassName digest, TypeElement type) {
        return elements.getTypeElement(elements.getModuleOf(type), digest.canonicalName()) != null;
    }

    private void write(TypeElement type, Problems problems) {
        waiting.remove(name(type));
        if (written.add(name(type))) {
            files.write(DigestWriter.write(type, digests.of(type)), type, problems);
        }
    }

    private static String name(TypeElement type) {
        return type.getQualifiedName().toString();
    }
}
