package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.Router;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests routers that have a builder, because they have many controllers. */
final class BuilderTest {
    /** Compiles one controller for each name. Each has one route and a JSON body. */
    private static Compilation compile(List<String> names) {
        List<Source> sources = names.stream()
                .map(name -> Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @Controller("/%1$s")
                        public final class %1$s {
                          public record Body%1$s(int n) {}

                          @Post int next(@Body Body%1$s body) { return body.n() + 1; }
                        }
                        """.formatted(name)))
                .collect(Collectors.toCollection(ArrayList::new));
        String classes = names.stream().map(name -> name + ".class").collect(Collectors.joining(", "));
        sources.add(Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @HttpApp(controllers = {%s})
                public final class Api {}
                """.formatted(classes)));
        Compilation compilation =
                Compilation.with(new RouterProcessor()).option("-Werror").compile(sources.toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        return compilation;
    }

    private static List<String> numbered(int controllers) {
        return IntStream.range(0, controllers).mapToObj(i -> "C" + i).toList();
    }

    private static Object builder(Class<?> router) throws ReflectiveOperationException {
        return router.getMethod("builder").invoke(null);
    }

    private static void set(Object builder, Object... instances) throws ReflectiveOperationException {
        for (Object instance : instances) {
            Method setter = Arrays.stream(builder.getClass().getMethods())
                    .filter(it -> it.getParameterCount() == 1 && it.getParameterTypes()[0] == instance.getClass())
                    .findFirst()
                    .orElseThrow();
            assertThat(setter.invoke(builder, instance)).isSameInstanceAs(builder);
        }
    }

    private static Object[] instances(ClassLoader loader, List<String> names) throws ReflectiveOperationException {
        List<Object> instances = new ArrayList<>();
        for (String name : names) {
            instances.add(loader.loadClass("shop." + name).getConstructor().newInstance());
        }
        return instances.toArray();
    }

    private static RunningApp build(Object builder) throws ReflectiveOperationException {
        return RunningApp.of((Router) builder.getClass().getMethod("build").invoke(builder));
    }

    @Test
    void buildsFromManyControllers() throws Exception {
        List<String> names = numbered(256);
        ClassLoader loader = compile(names).classLoader();
        Class<?> router = loader.loadClass("shop.ApiRouter");
        assertThat(Arrays.stream(router.getMethods()).map(Method::getName)).doesNotContain("of");
        Object builder = builder(router);
        set(builder, instances(loader, names));
        RunningApp app = build(builder);
        for (String name : List.of("C0", "C127", "C128", "C255")) {
            assertThat(app.send("POST", "/" + name, "{\"n\":1}", "content-type: application/json")
                            .body())
                    .isEqualTo("2");
        }
    }

    @Test
    void namesMissingInstance() throws Exception {
        List<String> names = numbered(10);
        ClassLoader loader = compile(names).classLoader();
        Object builder = builder(loader.loadClass("shop.ApiRouter"));
        set(builder, instances(loader, names.subList(0, 9)));
        InvocationTargetException thrown = assertThrows(InvocationTargetException.class, () -> build(builder));
        assertThat(thrown).hasCauseThat().isInstanceOf(IllegalStateException.class);
        assertThat(thrown).hasCauseThat().hasMessageThat().isEqualTo("c9 is not set");
    }

    @Test
    void tenInstancesHaveFactoryAndBuilder() throws Exception {
        Compilation compilation = compile(numbered(10));
        assertThat(RunningApp.load(compilation)
                        .send("POST", "/C9", "{\"n\":1}", "content-type: application/json")
                        .body())
                .isEqualTo("2");
        assertThat(compilation.classes()).containsKey("shop.ApiRouter$Builder");
        assertThat(compile(numbered(9)).classes()).doesNotContainKey("shop.ApiRouter$Builder");
    }

    /**
     * The names of the controllers clash with names in the builder: its methods, the methods of {@code Object}, its own
     * class, and its configurations.
     */
    @Test
    void acceptsControllersNamedAsBuilderMethods() throws Exception {
        List<String> names = List.of(
                "Builder",
                "Build",
                "Json",
                "Jsonb",
                "Mapper",
                "Wait",
                "Notify",
                "HashCode",
                "Equals",
                "ToString",
                "GetClass");
        ClassLoader loader = compile(names).classLoader();
        Object builder = builder(loader.loadClass("shop.ApiRouter"));
        set(builder, instances(loader, names));
        assertThat(build(builder)
                        .send("POST", "/Builder", "{\"n\":1}", "content-type: application/json")
                        .body())
                .isEqualTo("2");
    }
}
