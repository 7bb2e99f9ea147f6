package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.JsonbGenerator;
import dev.interlock.processor.testing.Source;
import dev.interlock.processor.testing.SourceGenerator;
import dev.interlock.processor.testing.shapes.Kind;
import dev.interlock.processor.testing.shapes.Mistake;
import dev.interlock.processor.testing.shapes.RandomApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles random applications. For a correct application, the router must compile without a warning, and must load.
 * For an application with a planted mistake, the processor must report this mistake. The processor must never fail.
 *
 * <p>The message of a failure contains its seeds. To run a range of seeds, use
 * {@code -Dshapes.first=SEED -Dshapes.last=SEED}.
 */
class ShapesPropertyTest {
    private static final int FEW = 20;
    private static final int MANY = 300;
    private static final int MANY_BY_ECJ = 150;
    /** Minimum share of correct applications. With fewer correct applications, the test would prove little. */
    private static final double CORRECT = 0.7;

    /** Compiles one application with javac or ECJ. */
    private interface Compiler {
        Compilation compile(RandomApplication application) throws IOException;
    }

    @Test
    void javacCompilesRandomShapes() throws Exception {
        check(0, FEW, ShapesPropertyTest::javac);
    }

    @Test
    @Tag("heavy")
    void javacCompilesManyRandomShapes() throws Exception {
        check(FEW, MANY, ShapesPropertyTest::javac);
    }

    @Test
    void ecjCompilesRandomShapes(@TempDir Path folder) throws Exception {
        check(FEW, FEW + FEW, ecj(folder));
    }

    @Test
    @Tag("heavy")
    void ecjCompilesManyRandomShapes(@TempDir Path folder) throws Exception {
        check(MANY, MANY + MANY_BY_ECJ, ecj(folder));
    }

    /**
     * Ensures that the generator still produces every kind of shape. Otherwise, the other tests would prove less and
     * less.
     */
    @Test
    void fewSeedsShowEveryKindOfShape() {
        Set<Kind> missing = EnumSet.allOf(Kind.class);
        for (int seed = 0; seed < FEW + FEW; seed++) {
            missing.removeAll(RandomApplication.of(seed).kinds());
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void manySeedsShowEveryMistake() {
        Set<Mistake> missing = EnumSet.allOf(Mistake.class);
        for (int seed = 0; seed < MANY; seed++) {
            RandomApplication.of(seed).mistake().ifPresent(missing::remove);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void seedFixesApplication() {
        assertThat(RandomApplication.of(7).text())
                .isEqualTo(RandomApplication.of(7).text());
        assertThat(RandomApplication.of(7).text())
                .isNotEqualTo(RandomApplication.of(8).text());
    }

    private static void check(int first, int last, Compiler compiler) throws Exception {
        int from = Integer.getInteger("shapes.first", first);
        int to = Integer.getInteger("shapes.last", last - 1);
        List<String> failures = new ArrayList<>();
        int routers = 0;
        for (int seed = from; seed <= to; seed++) {
            RandomApplication application = RandomApplication.of(seed);
            Compilation compilation = compiler.compile(application);
            List<String> complaints = complaints(application, compilation);
            if (!complaints.isEmpty()) {
                failures.add(
                        "seed " + seed + ", mistake: " + application.mistake() + "\n" + String.join("\n", complaints));
            } else if (application.mistake().isEmpty()) {
                Class.forName(application.router(), true, compilation.classLoader());
                routers++;
            }
        }
        assertThat(failures).isEmpty();
        if (to - from >= FEW - 1) {
            assertWithMessage("routers of %s applications", to - from + 1)
                    .that((double) routers / (to - from + 1))
                    .isAtLeast(CORRECT);
        }
    }

    private static Processor[] processors(RandomApplication application, SourceGenerator... generators) {
        List<Processor> processors = new ArrayList<>(List.of(new RouterProcessor()));
        processors.addAll(List.of(generators));
        if (application.hasAdapters()) {
            processors.add(JsonbGenerator.create());
        }
        return processors.toArray(Processor[]::new);
    }

    /**
     * Returns the results that are never allowed: errors without a code, failures of the processor, and errors in
     * generated code.
     */
    private static List<String> complaints(RandomApplication application, Compilation compilation) {
        List<String> complaints = new ArrayList<>();
        boolean hasMistake = application.mistake().isPresent();
        for (Diagnostic<? extends JavaFileObject> diagnostic : compilation.diagnostics()) {
            String text = diagnostic.getMessage(Locale.ROOT);
            boolean isError = diagnostic.getKind() == Diagnostic.Kind.ERROR;
            // After a mistake, the compiler runs no further rounds. Then the classes of later rounds are missing, and
            // these errors are expected.
            boolean isExpected = hasMistake
                    && !text.startsWith("[IL000]")
                    && (text.startsWith("[IL") || !application.later().isEmpty());
            if (isOfGenerated(diagnostic.getSource()) || (isError && !isExpected)) {
                complaints.add("%s:%s: %s: %s"
                        .formatted(
                                diagnostic.getSource(),
                                diagnostic.getLineNumber(),
                                isError ? "error" : "warning",
                                text));
            }
        }
        Optional<String> code = application.mistake().map(it -> "[" + it.code() + "]");
        if (code.isPresent()
                && compilation.errors().stream().noneMatch(it -> it.text().contains(code.get()))) {
            complaints.add(code.get() + " is missing: " + compilation.errors());
        }
        if (!hasMistake && !compilation.classes().containsKey(application.router())) {
            complaints.add("no router");
        }
        return complaints;
    }

    private static boolean isOfGenerated(JavaFileObject source) {
        return source != null && source.getName().matches(".*(ApiRouter|_Digest).*");
    }

    private static Compilation javac(RandomApplication application) {
        SourceGenerator generator = new SourceGenerator(application.later().toArray(Source[]::new));
        return Compilation.with(processors(application, generator))
                .compile(application.sources().toArray(Source[]::new));
    }

    private static Compiler ecj(Path folder) {
        return application -> {
            // All later classes are generated in one round, because ECJ does not find classes that were generated in an
            // earlier round.
            SourceGenerator[] generators =
                    application.later().stream().map(SourceGenerator::new).toArray(SourceGenerator[]::new);
            return new Ecj(folder.resolve(Long.toString(application.seed())), processors(application, generators))
                    .compile(application.sources().toArray(Source[]::new));
        };
    }
}
