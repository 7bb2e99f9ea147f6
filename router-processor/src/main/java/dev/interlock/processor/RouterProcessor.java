package dev.interlock.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import dev.interlock.processor.check.compilation.DeclaredBindings;
import dev.interlock.processor.check.compilation.DeclaredProblems;
import dev.interlock.processor.check.compilation.KeptInterfaces;
import dev.interlock.processor.check.compilation.SourceLevel;
import dev.interlock.processor.check.compilation.UnusedAnnotations;
import dev.interlock.processor.check.route.ProvenApplication;
import dev.interlock.processor.check.route.RouteProof;
import dev.interlock.processor.declaration.ApplicationAnnotation;
import dev.interlock.processor.escape.EscapeListener;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.plan.DispatchPlan;
import dev.interlock.processor.read.ApplicationReader;
import dev.interlock.processor.read.json.AwaitedAdapters;
import dev.interlock.processor.read.proto.MessageSecrets;
import dev.interlock.processor.read.readiness.MemberReadiness;
import dev.interlock.processor.read.readiness.Readiness;
import dev.interlock.processor.report.InternalFailure;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.UnfinishedAnnotation;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.CompiledSources;
import dev.interlock.processor.source.SecretFields;
import dev.interlock.processor.write.RouterWriter;
import dev.interlock.processor.write.SourceDigest;
import dev.interlock.processor.write.SourceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Generates the router of each {@code @HttpApp} class. Reads the application, checks it, plans its dispatch and writes
 * the router. If a phase fails for an application, the later phases skip it. Other applications continue.
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes(RuntimeNames.ANNOTATIONS + "*")
@SupportedOptions(ProofStep.OPTION)
public final class RouterProcessor extends AbstractProcessor {
    /**
     * Changes the planned tables before they are written. Usually the identity; tests use another function to plant an
     * error.
     */
    private final UnaryOperator<List<String>> tables;

    private final CompiledSources sources =
            new CompiledSources(method -> escapes().computes(method));
    private final UnusedAnnotations unused = new UnusedAnnotations();
    private final AwaitedAdapters adapters = new AwaitedAdapters();
    private @Nullable EscapeListener escapes;
    private @Nullable DigestStep digests;
    private @Nullable SecretFields secrets;
    /** Applications that wait for a later round because they name classes that do not exist yet. */
    private final Set<SourceName> waiting = new LinkedHashSet<>();
    /** Names of the classes that this processor has generated. */
    private final Set<String> written = new HashSet<>();
    /** Whether the processor itself failed. The compilation then continues without the processor. */
    private boolean hasFailed;

    /** Creates the processor that compilers run. */
    public RouterProcessor() {
        this(UnaryOperator.identity());
    }

    RouterProcessor(UnaryOperator<List<String>> tables) {
        this.tables = tables;
    }

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
                () -> writeDigests(annotations, round, problems),
                () -> process(annotations, round, problems),
                () -> problems.print(processingEnv.getMessager(), sources::contain));
        return false;
    }

    /**
     * Writes the digests of the round. Applications are checked in a separate step, which runs even if this step fails.
     */
    private void writeDigests(Set<? extends TypeElement> annotations, RoundEnvironment round, Problems problems) {
        sources.read(round);
        addApplications(annotations, round);
        Set<String> routers =
                waiting().stream().map(ApplicationAnnotation::routerName).collect(Collectors.toSet());
        digests().read(annotations, round, routers, problems);
    }

    private void process(Set<? extends TypeElement> annotations, RoundEnvironment round, Problems problems) {
        escapes().read(round);
        unused.read(annotations, round, processingEnv.getElementUtils(), problems);
        unused.readBindings(round, processingEnv.getElementUtils(), problems);
        DeclaredBindings.report(annotations, round, processingEnv.getTypeUtils(), problems);
        KeptInterfaces.report(round, problems);
        DeclaredProblems.report(annotations, round, problems);
        takeReady().forEach(root -> InternalFailure.at(root, () -> process(root, problems)));
        if (!round.errorRaised() && round.getRootElements().stream().allMatch(it -> written.contains(it.toString()))) {
            processWaiting();
        }
        if (round.processingOver()) {
            unused.report(processingEnv.getElementUtils(), problems);
            adapters.reportMissing(processingEnv.getElementUtils(), problems);
        }
    }

    /** Returns the listener. The first call starts it. */
    private EscapeListener escapes() {
        EscapeListener started = escapes;
        if (started == null) {
            started = EscapeListener.start(processingEnv, sources::contain);
            escapes = started;
        }
        return started;
    }

    private SecretFields secrets() {
        SecretFields started = secrets;
        if (started == null) {
            started = new MessageSecrets(processingEnv);
            secrets = started;
        }
        return started;
    }

    private DigestStep digests() {
        DigestStep started = digests;
        if (started == null) {
            started = new DigestStep(processingEnv.getElementUtils(), sources::contain, this::write);
            digests = started;
        }
        return started;
    }

    private void addApplications(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        annotations.stream()
                .filter(annotation -> annotation.getSimpleName().contentEquals(RuntimeAnnotations.HTTP_APP))
                .flatMap(annotation -> ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation)).stream())
                .forEach(root -> waiting.add(name(root)));
    }

    /**
     * Returns the applications of this and earlier rounds that can be read now, and removes them from {@link
     * #waiting}. The other applications continue to wait.
     */
    private List<TypeElement> takeReady() {
        List<TypeElement> roots = waiting();
        List<TypeElement> ready = roots.stream()
                .filter(root -> InternalFailure.at(root, () -> isReady(root, roots)))
                .toList();
        ready.forEach(root -> waiting.remove(name(root)));
        return ready;
    }

    private boolean isReady(TypeElement root, List<TypeElement> roots) {
        try {
            return Readiness.isReady(root)
                    && MemberReadiness.isReady(root, roots, sources)
                    && digests()
                            .areReady(Stream.concat(
                                            ApplicationAnnotation.listedControllers(root).stream(),
                                            ApplicationAnnotation.listedErrors(root).stream())
                                    .toList());
        } catch (UnfinishedAnnotation e) {
            return false;
        }
    }

    private List<TypeElement> waiting() {
        return waiting.stream()
                .flatMap(name -> name.find(processingEnv.getElementUtils()).stream())
                .toList();
    }

    private SourceName name(TypeElement type) {
        return SourceName.of(type, processingEnv.getElementUtils());
    }

    /**
     * Generates the routers of applications that still wait for a type. No other processor can generate the type now.
     * If the type is a member of the router itself, it exists once the router is generated. Otherwise the compiler
     * reports the missing type, and this method drops the mistakes that follow from it.
     */
    private void processWaiting() {
        for (TypeElement root : waiting()) {
            InternalFailure.at(root, () -> processWaiting(root));
        }
    }

    private void processWaiting(TypeElement root) {
        Problems problems = new Problems();
        if (Readiness.isReady(root) && process(root, problems)) {
            waiting.remove(name(root));
            problems.print(processingEnv.getMessager(), sources::contain);
        }
    }

    /** Generates the router of an application. Returns false if the application has a mistake. */
    private boolean process(TypeElement root, Problems problems) {
        if (!SourceLevel.isEnough(processingEnv.getSourceVersion(), root, problems)) {
            return false;
        }
        Optional<Application> application = new ApplicationReader(
                        processingEnv.getElementUtils(), processingEnv.getTypeUtils(), sources, secrets(), problems)
                .read(root);
        application.ifPresent(adapters::add);
        return application
                .flatMap(it -> RouteProof.prove(it, problems))
                .filter(proven -> write(proven, problems))
                .isPresent();
    }

    /**
     * Writes the files of an application, and proves its tables if the option requests a proof. Returns whether all
     * files were written and the proof succeeded.
     */
    private boolean write(ProvenApplication proven, Problems problems) {
        Application application = proven.application();
        DispatchPlan plan = DispatchPlan.of(proven);
        List<SourceDigest> read = digests().sources(application);
        List<JavaFile> files = RouterWriter.write(proven, tables.apply(plan.text()), read);
        boolean areWritten = true;
        for (JavaFile file : files) {
            areWritten &= write(file, application.root(), problems);
        }
        return areWritten && new ProofStep(processingEnv).prove(proven, files, problems);
    }

    /** Writes a file. If the name of the file is taken, reports this and returns false. */
    private boolean write(JavaFile file, TypeElement origin, Problems problems) {
        String name = SourceFiles.name(file);
        String ofFiler = name(origin).beside(name, processingEnv.getElementUtils());
        try {
            SourceFiles.write(file, ofFiler, processingEnv.getFiler());
            written.add(name);
            return true;
        } catch (FilerException e) {
            // The name belongs to a class in the sources or to the router of another application.
            problems.add(Message.ROUTER_NAME_TAKEN, Place.of(origin), name, Place.describe(origin));
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + file.toJavaFileObject().getName(), e);
        }
    }
}
