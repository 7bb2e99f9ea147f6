package dev.interlock.processor;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.RandomShapes;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications of random shapes: the processor reports mistakes or writes code that compiles without a warning, and
 * never fails.
 */
class ShapesPropertyTest {
    private static final int SEEDS = 25;
    private static final int MANY_SEEDS = 3_000;

    @Test
    void javacCompilesRandomShapes() {
        for (int seed = 0; seed < SEEDS; seed++) {
            compile(seed);
        }
    }

    @Test
    @Tag("heavy")
    void javacCompilesManyRandomShapes() {
        for (int seed = SEEDS; seed < MANY_SEEDS; seed++) {
            compile(seed);
        }
    }

    @Test
    void ecjCompilesRandomShapes(@TempDir Path folder) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            compileByEcj(seed, folder);
        }
    }

    @Test
    @Tag("heavy")
    void ecjCompilesManyRandomShapes(@TempDir Path folder) throws IOException {
        for (int seed = SEEDS; seed < MANY_SEEDS; seed++) {
            compileByEcj(seed, folder);
        }
    }

    private static void compile(long seed) {
        List<Source> sources = new RandomShapes(seed).sources();
        check(seed, sources, Compilation.of(new RouterProcessor(), sources.toArray(Source[]::new)));
    }

    private static void compileByEcj(long seed, Path folder) throws IOException {
        List<Source> sources = new RandomShapes(seed).sources();
        Ecj ecj = new Ecj(folder.resolve(Long.toString(seed)), new RouterProcessor());
        check(seed, sources, ecj.compile(sources.toArray(Source[]::new)));
    }

    private static void check(long seed, List<Source> sources, Compilation compilation) {
        String text = sources.get(1).getCharContent(true).toString();
        for (Compilation.Complaint error : compilation.errors()) {
            assertWithMessage("seed %s\n%s\n%s", seed, text, compilation.generated())
                    .that(error.text())
                    .matches("(?s)\\[IL(?!000).*");
        }
        String ofGenerated = compilation.diagnostics().stream()
                .filter(it -> isGenerated(it.getSource()))
                .map(it -> it.getMessage(Locale.ROOT))
                .collect(Collectors.joining("\n"));
        assertWithMessage("seed %s\n%s\n%s", seed, text, compilation.generated())
                .that(ofGenerated)
                .isEmpty();
        assertWithMessage("seed %s has mistakes or a router", seed)
                .that(compilation.errors().isEmpty())
                .isEqualTo(compilation.classes().containsKey("shop.ApiRouter"));
    }

    private static boolean isGenerated(JavaFileObject source) {
        return source != null && source.getName().contains("ApiRouter");
    }
}
