package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/testing.md} shows compiles, and those of its tests that need neither a port nor silence pass. */
final class TestingPageTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            package shop;
            import static org.junit.jupiter.api.Assertions.assertEquals;
            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import dev.interlock.testing.*;
            import java.net.http.HttpClient;
            import java.net.http.HttpRequest;
            import java.net.http.HttpResponse.BodyHandlers;
            import java.util.concurrent.Flow;
            import java.util.concurrent.SubmissionPublisher;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.RegisterExtension;
            """;
    private static final String APP = "@HttpApp(controllers = Orders.class) final class Api {}";
    private static final List<String> RUN = List.of("OrdersTest", "PipeliningTest");

    @Test
    void theExamplesCompileAndPass() throws IOException, ReflectiveOperationException {
        Stream<String> blocks = BLOCK.matcher(Files.readString(Path.of("..", "docs", "testing.md")))
                .results()
                .map(block -> block.group(1));
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(Stream.concat(blocks, Stream.of(APP))
                        .map(block -> Source.of(IMPORTS + block))
                        .toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        ClassLoader classes = compilation.classLoader();
        for (String test : RUN) {
            run(classes.loadClass("shop." + test));
        }
    }

    private static void run(Class<?> test) throws ReflectiveOperationException {
        Constructor<?> constructor = test.getDeclaredConstructor();
        constructor.setAccessible(true);
        for (Method method : test.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                method.setAccessible(true);
                method.invoke(constructor.newInstance());
            }
        }
    }
}
