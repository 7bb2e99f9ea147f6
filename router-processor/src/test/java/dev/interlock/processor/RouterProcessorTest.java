package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

class RouterProcessorTest {
    private static final Source API = Source.of("""
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = Orders.class)
            public final class Api {}
            """);

    @Test
    void compilersFindProcessors() {
        assertThat(ServiceLoader.load(Processor.class).stream().map(ServiceLoader.Provider::type))
                .containsAtLeast(ProtoProcessor.class, RouterProcessor.class);
    }

    @Test
    void declaresIsolatingProcessors() throws IOException {
        try (InputStream file =
                RouterProcessor.class.getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
            assertThat(file).isNotNull();
            assertThat(new String(file.readAllBytes(), UTF_8).lines())
                    .containsExactly(
                            ProtoProcessor.class.getName() + ",isolating",
                            RouterProcessor.class.getName() + ",isolating",
                            UnclaimedAnnotations.class.getName() + ",isolating");
        }
    }

    /** Returns the processors that the service file lists, in the order in which compilers call them. */
    private static Processor[] services() {
        return ServiceLoader.load(Processor.class).stream()
                .filter(it -> it.type().getName().startsWith("dev.interlock."))
                .map(ServiceLoader.Provider::get)
                .toArray(Processor[]::new);
    }

    @Test
    void supportsAllAnnotations() {
        Compilation compilation = Compilation.with(services())
                .without("-Xlint:all,-processing")
                .option("-Xlint:all", "-Werror")
                .descriptors(Descriptors.shop())
                .compile(API, Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @Controller
                        public final class Orders {
                          @Get("/{id}") String find(@Path long id, @Query @Default("1") int limit) { return ""; }
                          @Post void add(@Body NewOrder order) {}
                        }
                        """), Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @ProtoView("shop.NewOrder")
                        public interface NewOrder {
                          @ProtoField("note") CharSequence text();
                        }
                        """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet())
                .containsExactly(
                        "shop.ApiRouter", "shop.ApiRouterSources", "shop.NewOrderDecoder", "shop.Orders_Digest");
    }

    @Test
    void supportsAnnotationsOfOtherLibraries() {
        Compilation compilation = Compilation.with(services())
                .without("-Xlint:all,-processing")
                .option("-Xlint:all", "-Werror")
                .compile(API, Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;
                        import jakarta.validation.Valid;
                        import jakarta.validation.constraints.*;
                        import java.util.List;
                        import org.jspecify.annotations.Nullable;

                        @Controller
                        public final class Orders {
                          record Line(@NotBlank String name, @Positive @Max.List(@Max(9)) int count) {}
                          record Page(@Query @Min(2) int from, @Query @Nullable @Size(max = 9) String text) {}

                          @Get String list(@Params @Valid Page page, @Query List<@Min(1) Integer> ids) {
                            return "";
                          }
                          @Get("/{id}") @Nullable String find(@Path @Digits(integer = 9, fraction = 0) long id) {
                            return null;
                          }
                          @Post void add(@Attribute @Valid Line line) {}
                        }
                        """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.routers()).contains("shop.ApiRouter");
    }

    @Test
    void supportsProtobufOptionWithoutProtobuf() {
        Compilation compilation = Compilation.with(services())
                .without("-Xlint:all,-processing")
                .option("-Xlint:all", "-Werror", "-Ainterlock.descriptors=shop.binpb")
                .compile(API, Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @Controller
                        public final class Orders {
                          @Get String list() { return ""; }
                        }
                        """));
        assertThat(compilation.complaints()).isEmpty();
    }

    @Test
    void generatesNothingWithoutApplication() {
        Compilation compilation = Compilation.of(new RouterProcessor(), Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                @Controller
                public final class Orders {
                  @Get String list() { return ""; }
                }
                """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet()).containsExactly("shop.Orders_Digest");
    }

    @Test
    void generatesRouterForEachApplication() {
        Compilation compilation =
                Compilation.with(new RouterProcessor()).option("-Werror").compile(API, Source.of("""
                                package shop;

                                import dev.interlock.annotation.*;

                                @HttpApp(controllers = Orders.class)
                                public final class Admin {}
                                """), Source.of("""
                                package shop;

                                import dev.interlock.annotation.*;

                                @Controller
                                public final class Orders {
                                  @Get String list() { return ""; }
                                }
                                """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet())
                .containsExactly(
                        "shop.AdminRouter",
                        "shop.AdminRouterSources",
                        "shop.ApiRouter",
                        "shop.ApiRouterSources",
                        "shop.Orders_Digest");
    }

    @Test
    void reportsMistakesOfAllApplications() {
        Compilation compilation = Compilation.of(new RouterProcessor(), Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @HttpApp(controllers = {})
                        public final class Empty {}
                        """), Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @HttpApp(controllers = Orders.class)
                        public final class Api {}
                        """), Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @Controller
                        public final class Orders {
                          @Get("/{id}") private String find(String id) { return ""; }
                          @Get("/{id}") static String same(String id) { return ""; }
                        }
                        """));
        assertThat(compilation.complaints()).contains("[IL101]");
        assertThat(compilation.complaints()).contains("[IL121]");
        assertThat(compilation.complaints()).contains("[IL122]");
        assertThat(compilation.generated().keySet().stream().filter(name -> name.contains("Router")))
                .isEmpty();
    }

    @Test
    void rejectsBindingsWithoutRoute() {
        Compilation compilation = Compilation.of(new RouterProcessor(), Source.of("""
                package shop;

                import dev.interlock.annotation.*;

                public final class Orders {
                  record Page(@Query int limit) {}

                  String list(@Query int limit) { return ""; }
                }
                """));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).line()).isEqualTo(8);
        assertThat(compilation.errors().get(0).text()).contains("@Query does nothing: Orders.list(int) has no route");
    }

    @Test
    void acceptsParameterNamedArg0() throws Exception {
        RunningApp app = RunningApp.of("""
                package shop;

                import dev.interlock.annotation.*;

                @HttpApp(controllers = Api.class)
                @Controller
                public final class Api {
                  @Get("/{arg0}") String find(long arg0, @Query String arg1) { return arg0 + arg1; }
                }
                """);
        assertThat(app.get("/3?arg1=x").body()).isEqualTo("3x");
    }

    @Test
    void waitsForGeneratedType() throws Exception {
        Compilation compilation = Compilation.with(new RouterProcessor(), new StateGenerator())
                .option("-Werror")
                .compile(API, Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @Controller
                        public final class Orders {
                          @Get String list(@Query State status) { return "is " + status; }
                        }
                        """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(RunningApp.load(compilation).get("/?status=NEW").body()).isEqualTo("is NEW");
    }

    /** A processor that generates an enum in its first round. */
    private static final class StateGenerator extends AbstractProcessor {
        private boolean done;

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                try (Writer source =
                        processingEnv.getFiler().createSourceFile("shop.State").openWriter()) {
                    source.write("package shop; enum State { NEW }");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }
}
