package dev.interlock.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import dev.interlock.processor.digest.Digests;
import dev.interlock.processor.digest.SourceTypes;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.report.InternalFailure;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.write.DigestWriter;
import dev.interlock.processor.write.Directives;
import dev.interlock.processor.write.GeneratedNames;
import dev.interlock.processor.write.SourceDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Writes the digest of each class that routers are generated from. Finds the digests that a router contains. */
final class DigestStep {
    private final Elements elements;
    private final Predicate<? super Element> hasSource;
    private final Files files;
    /** Classes whose digest is not written yet. Each of them names a class that does not exist yet. */
    private final Set<SourceName> waiting = new TreeSet<>();
    /** Written digests, by class. */
    private final Map<SourceName, String> written = new HashMap<>();

    private Digests digests;

    /** Writes generated files. */
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
        this.digests = new Digests(hasSource, Set.of());
    }

    /**
     * Writes the digests of a round. A class waits for a later round if it names a class that does not exist yet.
     *
     * @param routers simple names of the routers that are to be generated
     */
    void read(Set<? extends TypeElement> annotations, RoundEnvironment round, Set<String> routers, Problems problems) {
        // Elements of an earlier round are stale.
        digests = new Digests(hasSource, routers);
        SourceTypes.in(annotations, round).forEach(type -> waiting.add(SourceName.of(type, elements)));
        if (!round.processingOver()) {
            List.copyOf(waiting).stream()
                    .flatMap(name -> name.find(elements).stream())
                    .forEach(type -> InternalFailure.at(type, () -> writeIfReady(type, problems)));
        }
    }

    private void writeIfReady(TypeElement type, Problems problems) {
        digests.of(type).ifPresent(digest -> {
            SourceName name = SourceName.of(type, elements);
            waiting.remove(name);
            if (!written.containsKey(name)) {
                files.write(DigestWriter.write(type, digest), type, problems);
                // The file must be written first: a router must not name a digest that does not exist.
                written.put(name, digest);
            }
        });
    }

    /**
     * Whether the digests of the listed classes, and of the classes that these name, have all been written. Ignores
     * classes that have no digest.
     */
    boolean areReady(Collection<TypeElement> listed) {
        return waiting.isEmpty()
                || digests.sources(listed).stream().noneMatch(type -> waiting.contains(SourceName.of(type, elements)));
    }

    /**
     * Returns the classes that an application was read from, with their digests. Omits classes without a digest. Also
     * omits classes whose digest is not written yet, because a router must not name a digest that does not exist.
     */
    List<SourceDigest> sources(Application application) {
        List<TypeElement> listed =
                application.instances().stream().map(Instance::type).toList();
        return digests.sources(listed).stream()
                .filter(type -> canName(application.root(), type))
                .flatMap(
                        type -> digest(application.root(), type).map(digest -> new SourceDigest(type, digest)).stream())
                .toList();
    }

    /**
     * Whether generated code in the package of the class {@code root} can name the digest of another class. A digest is
     * public only if its class is public.
     */
    private boolean canName(TypeElement root, TypeElement type) {
        return GeneratedNames.isPublic(type) || elements.getPackageOf(root).equals(elements.getPackageOf(type));
    }

    /**
     * Returns the digest of a class; empty if the class has none. Classes of a library that was compiled without this
     * processor have no digest.
     */
    private Optional<String> digest(TypeElement root, TypeElement type) {
        String ofThisRun = written.get(SourceName.of(type, elements));
        if (ofThisRun != null) {
            return Optional.of(ofThisRun);
        }
        return hasSource.test(type) ? Optional.empty() : compiled(root, GeneratedNames.digest(type));
    }

    /**
     * Returns the digest that a class file contains. Empty if there is no digest class, or if the router of {@code
     * root} cannot name the digest class.
     */
    private Optional<String> compiled(TypeElement root, ClassName name) {
        ModuleElement module = elements.getModuleOf(root);
        return Optional.ofNullable(elements.getTypeElement(module, name.canonicalName()))
                .filter(digest -> isExported(digest, module))
                .flatMap(DigestWriter::read);
    }

    /** Whether the package of a class is exported to a module. ECJ also finds classes in other packages. */
    private boolean isExported(TypeElement type, ModuleElement reader) {
        ModuleElement module = elements.getModuleOf(type);
        if (module == null || module.isUnnamed() || module.equals(reader)) {
            return true;
        }
        List<ModuleElement.ExportsDirective> exports = ElementFilter.exportsIn(Directives.of(module));
        PackageElement around = elements.getPackageOf(type);
        // With ECJ, an automatic module has no exports, although it exports all of its packages.
        return exports.isEmpty()
                || exports.stream()
                        .filter(each -> each.getPackage().equals(around))
                        .anyMatch(each -> each.getTargetModules() == null
                                || each.getTargetModules().contains(reader));
    }
}
