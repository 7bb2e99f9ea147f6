package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles applications that are Java modules. */
class ModulesTest {
    private static final String GENERATED = "@Generated(\"dev.interlock.processor.";

    private static final Source API = Source.of("""
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = Api.class)
            @Controller
            public final class Api {
              @Post void add(@Body NewOrder order, Total total) {}
            }
            """);

    private static final Source VIEW = Source.of("""
            package shop;

            import dev.interlock.annotation.*;

            @ProtoView("shop.NewOrder")
            public interface NewOrder {
              CharSequence note();
            }
            """);

    private static final Source WRITER = Source.of("""
            package shop;

            import dev.interlock.annotation.*;

            @ProtoWriter("shop.NewOrder")
            public interface Total {
              void note(String text);
            }
            """);

    private static Compilation compile(String descriptor) {
        return Compilation.with(new RouterProcessor(), new ProtoProcessor())
                .descriptors(Descriptors.shop())
                .option("-Werror", "--add-reads", "shop=ALL-UNNAMED")
                .compile(Source.of(descriptor), API, VIEW, WRITER);
    }

    @Test
    void omitsGeneratedWithoutJavaCompiler() {
        Compilation compilation = compile("module shop {}");
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet())
                .containsExactly("shop.ApiRouter", "shop.NewOrderDecoder", "shop.TotalEncoder");
        assertThat(compilation.generated().toString()).doesNotContain("Generated(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"module shop { requires java.compiler; }", "module shop { requires java.se; }"})
    void addsGeneratedWithJavaCompiler(String descriptor) {
        Compilation compilation = compile(descriptor);
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated()).hasSize(3);
        compilation.generated().values().forEach(text -> assertThat(text).contains(GENERATED));
    }

    @Test
    void ecjAddsGeneratedInUnnamedModule(@TempDir Path folder) throws IOException {
        Source app = Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @HttpApp(controllers = Api.class)
                @Controller
                public final class Api {
                  @Get String find() { return ""; }
                }
                """);
        Compilation compilation = new Ecj(folder, new RouterProcessor()).compile(app);
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().get("shop.ApiRouter")).contains(GENERATED);
    }
}
