package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code docs/testing.md} shows compiles, and those of its tests that need neither a port nor silence pass. */
final class TestingPageTest {
    private static final List<String> RUN = List.of("OrdersTest", "PipeliningTest");

    @Test
    void theExamplesCompileAndPass() throws IOException, ReflectiveOperationException {
        Compilation compilation = Page.of("testing.md")
                .compile(
                        new RouterProcessor(),
                        "static org.junit.jupiter.api.Assertions.assertEquals",
                        "dev.interlock.http.*",
                        "dev.interlock.testing.*",
                        "java.net.http.HttpClient",
                        "java.net.http.HttpRequest",
                        "java.net.http.HttpResponse.BodyHandlers",
                        "java.util.concurrent.Flow",
                        "java.util.concurrent.SubmissionPublisher",
                        "org.junit.jupiter.api.Test",
                        "org.junit.jupiter.api.extension.RegisterExtension");
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
