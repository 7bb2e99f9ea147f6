package dev.interlock.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import dev.interlock.processor.digest.Digests;
import dev.interlock.processor.digest.SourceTypes;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.write.DigestWriter;
import dev.interlock.processor.write.Directives;
import dev.interlock.processor.write.GeneratedNames;
import dev.interlock.processor.write.SourceDigest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Writes the digest of each class that routers are made from, and finds the digests that a router compares. */
final class DigestStep {
    private final Elements elements;
    private final Predicate<? super Element> hasSource;
    private final Files files;
    /** Names of classes whose digest is not written yet. */
    private final Set<String> waiting = new LinkedHashSet<>();
    /** Written digests, by the names of their classes. */
    private final Map<String, String> written = new HashMap<>();

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

    /** Writes the digests of a round. A class that names a class which does not exist yet waits for a later round. */
    void read(Set<? extends TypeElement> annotations, RoundEnvironment round, Problems problems) {
        // Elements of an earlier round are stale.
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

    /** Returns the classes with a digest that an application was read from. Writes their digests that still wait. */
    List<SourceDigest> sources(Application application, Problems problems) {
        List<TypeElement> listed =
                application.instances().stream().map(Instance::type).toList();
        List<TypeElement> sources = digests.sources(listed);
        // A router never names a digest that does not exist.
        sources.stream().filter(type -> waiting.contains(name(type))).forEach(type -> write(type, problems));
        return sources.stream()
                .flatMap(
                        type -> digest(application.root(), type).map(digest -> new SourceDigest(type, digest)).stream())
                .toList();
    }

    /** The digest of a class; empty if it has none, as in a library that was compiled without this processor. */
    private Optional<String> digest(TypeElement root, TypeElement type) {
        String ofThisRun = written.get(name(type));
        if (ofThisRun != null) {
            return Optional.of(ofThisRun);
        }
        return hasSource.test(type) ? Optional.empty() : compiled(root, GeneratedNames.digest(type));
    }

    /** The digest in a class file; empty if the router of a root cannot name its class. */
    private Optional<String> compiled(TypeElement root, ClassName name) {
        ModuleElement module = elements.getModuleOf(root);
        return Optional.ofNullable(elements.getTypeElement(module, name.canonicalName()))
                .filter(digest -> isExported(digest, module))
                .flatMap(DigestWriter::read);
    }

    /** Whether a module may name a class that it reads. ECJ also finds classes of packages that are not exported. */
    private boolean isExported(TypeElement type, ModuleElement reader) {
        ModuleElement module = elements.getModuleOf(type);
        if (module == null || module.isUnnamed() || module.equals(reader)) {
            return true;
        }
        List<ModuleElement.ExportsDirective> exports = ElementFilter.exportsIn(Directives.of(module));
        PackageElement around = elements.getPackageOf(type);
        // An automatic module, which exports all, has none with ECJ.
        return exports.isEmpty()
                || exports.stream()
                        .filter(each -> each.getPackage().equals(around))
                        .anyMatch(each -> each.getTargetModules() == null
                                || each.getTargetModules().contains(reader));
    }

    private void write(TypeElement type, Problems problems) {
        waiting.remove(name(type));
        if (!written.containsKey(name(type))) {
            String digest = digests.of(type);
            written.put(name(type), digest);
            files.write(DigestWriter.write(type, digest), type, problems);
        }
    }

    private static String name(TypeElement type) {
        return type.getQualifiedName().toString();
    }
}
