package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application with one route for each combination of constraints and type. It also has a record for each
 * combination, which the reference implementation checks.
 */
final class ConstrainedApp {
    private static final String IMPORTS = """
            package shop;
            import dev.interlock.annotation.*;
            import dev.interlock.bytes.Slice;
            import jakarta.validation.constraints.*;
            import java.math.*;
            import java.time.*;
            import java.util.*;
            import org.jspecify.annotations.Nullable;
            """;

    private final List<String> declarations;
    private final RunningApp app;
    private final ClassLoader classes;

    private ConstrainedApp(List<String> declarations, RunningApp app, ClassLoader classes) {
        this.declarations = declarations;
        this.app = app;
        this.classes = classes;
    }

    /**
     * Compiles the application.
     *
     * @param declarations constraints and a type, such as {@code @Min(1) int}
     */
    static ConstrainedApp of(List<String> declarations) throws ReflectiveOperationException {
        StringBuilder methods = new StringBuilder();
        for (int i = 0; i < declarations.size(); i++) {
            methods.append("  public record C%1$d(%2$s v) {}\n".formatted(i, declarations.get(i)))
                    .append("  @Get(\"/c%1$d\") String c%1$d(@Query %2$s v) { return \"\"; }\n"
                            .formatted(i, declarations.get(i)));
        }
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(
                        Source.of(IMPORTS + "@Controller public final class Cases {\n" + methods + "}\n"),
                        Source.of(IMPORTS + "@HttpApp(controllers = Cases.class) public final class Api {}"));
        assertThat(compilation.complaints()).isEmpty();
        compilation.generated().values().forEach(text -> assertThat(text).doesNotContain("jakarta"));
        ClassLoader classes = compilation.classLoader();
        return new ConstrainedApp(declarations, RunningApp.load(compilation), classes);
    }

    /** Sends a text to the route of a declaration. For null, sends no text. Returns the number of violations. */
    int violations(int declaration, @Nullable String text) throws Exception {
        String query = text == null ? "" : "?v=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        ReceivedResponse response = app.get("/c" + declaration + query);
        if (response.status() == 200) {
            return 0;
        }
        assertWithMessage("%s on %s: %s", declarations.get(declaration), text, response.body())
                .that(response.status())
                .isEqualTo(400);
        assertThat(response.body()).contains("\"errors\":[");
        return response.body().split("\"in\":\"query\"", -1).length - 1;
    }

    /** Asserts that the route and the reference report the same number of violations. */
    void assertAgrees(int declaration, @Nullable String text) throws Exception {
        Class<?> type = classes.loadClass("shop.Cases$C" + declaration);
        assertWithMessage("%s on %s", declarations.get(declaration), text)
                .that(violations(declaration, text))
                .isEqualTo(Reference.violations(type, text));
    }
}
