package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests applications that use classes which another processor generates in later rounds. */
class GeneratedLaterTest {
    private static final String PREAMBLE = "package shop; import dev.interlock.annotation.*; import java.util.*; ";

    private static final Source API =
            Source.of(PREAMBLE + "@HttpApp(controllers = Orders.class) public final class Api {}");

    private static Compilation compile(List<String> generated, Source... sources) {
        Compilation compilation = Compilation.with(new RouterProcessor(), new Generator(generated))
                .option("-Werror")
                .compile(sources);
        assertThat(compilation.complaints()).isEmpty();
        return compilation;
    }

    @Test
    void listsGeneratedController() throws Exception {
        String orders = "@Controller public final class Orders { @Get String list() { return \"all\"; } }";
        Compilation compilation = compile(List.of("final class Other {}", orders), API);
        assertThat(RunningApp.load(compilation).get("/").body()).isEqualTo("all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Get String list(@Params Page page) { return page.size().toString(); } "
                        + "record Page(@Query Size size) {}",
                "@Get String list(@Params Page page) { return page.inner().size().toString(); } "
                        + "record Page(@Params Inner inner) {} record Inner(@Query Size size) {}",
                "@Get String list(@Params Page page) { return page.size(); } "
                        + "record Page(@Query(Size.NAME) String size) {}",
                "@Get String list(@Query(Size.NAME) String size) { return size; }",
                "@Get(\"\" + Size.EMPTY) String list(@Query String size) { return size; }"
            })
    void waitsForMembersAndConstants(String members) throws Exception {
        String size = "public enum Size { SMALL; "
                + "static final String NAME = \"size\"; static final String EMPTY = \"\"; }";
        Compilation compilation = compile(
                List.of("final class Other {}", size),
                API,
                Source.of(PREAMBLE + "@Controller public final class Orders { " + members + " }"));
        assertThat(RunningApp.load(compilation).get("/?size=SMALL").body()).isEqualTo("SMALL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "implements Above {} interface Above { "
                        + "@Get default String list(@Params Page page) { return page.size().toString(); } }",
                "implements Above<Page> {} interface Above<T> { "
                        + "@Get default String list(@Params T page) { return ((Page) page).size().toString(); } }",
                "extends Above<Page> {} abstract class Above<T> implements Top<T> {} interface Top<T> { "
                        + "@Get default String list(@Params T page) { return ((Page) page).size().toString(); } }"
            })
    void waitsForMembersOfInheritedHandler(String heritage) throws Exception {
        Compilation compilation = compile(
                List.of("final class Other {}", "public enum Size { SMALL }"),
                API,
                Source.of(PREAMBLE + "record Page(@Query Size size) {}"),
                Source.of(PREAMBLE + "@Controller public final class Orders " + heritage));
        assertThat(RunningApp.load(compilation).get("/?size=SMALL").body()).isEqualTo("SMALL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Get String list(@Query @Even int size) { return \"ok\"; }",
                "record Page(@Query @Even int size) {} @Get String list(@Params Page page) { return \"ok\"; }"
            })
    void waitsForValidator(String members) throws Exception {
        String validator =
                "final class EvenValidator implements jakarta.validation.ConstraintValidator<Even, Integer> {"
                        + " @Override public boolean isValid("
                        + "Integer value, jakarta.validation.ConstraintValidatorContext context) { return value % 2 == 0; } }";
        String even = "package shop; import java.lang.annotation.*; @Retention(RetentionPolicy.RUNTIME)"
                + " @jakarta.validation.Constraint(validatedBy = EvenValidator.class) @interface Even {"
                + " String message() default \"must be even\"; Class<?>[] groups() default {};"
                + " Class<? extends jakarta.validation.Payload>[] payload() default {}; }";
        Compilation compilation = compile(
                List.of("final class Other {}", validator),
                API,
                Source.of(even),
                Source.of(PREAMBLE + "@Controller public final class Orders { " + members + " }"));
        RunningApp app = RunningApp.load(compilation);
        assertThat(app.get("/?size=2").body()).isEqualTo("ok");
        assertThat(app.get("/?size=3").body()).contains("must be even");
    }

    @Test
    void waitsForConstantOfApplication() throws Exception {
        Compilation compilation = compile(
                List.of("final class Other {}", "final class Names { static final String BASIC = \"Basic\"; }"),
                Source.of(PREAMBLE + "@HttpApp(controllers = Api.class, challenge = Names.BASIC) @Controller "
                        + "public final class Api { @Get String list() { return \"\"; } }"));
        assertThat(compilation.generated().get("shop.ApiRouter")).contains("return \"Basic\"");
    }

    /** Controllers and records may use the router, although it is generated only after the processor has read them. */
    @Test
    void acceptsControllerThatUsesRouter() {
        compile(
                List.of("final class Other {}"),
                API,
                Source.of(PREAMBLE + "@Controller public final class Orders { ApiRouter router; "
                        + "record Page(@Query int limit) { "
                        + "static ApiRouter of(Orders orders) { return ApiRouter.of(orders); } } "
                        + "@Get String list(@Params Page page) { return \"\"; } }"));
    }

    /**
     * The types of these parameters have fields with the router, which does not exist yet. The processor can
     * nevertheless bind the parameters.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Get String list(@Attribute(\"node\") Node node) { return \"\"; } } "
                        + "final class Node { private final ApiRouter router = null; }",
                "@Get String list(@Attribute(\"nodes\") List<Node> nodes) { return \"\"; } } "
                        + "final class Node { private Map<String, ? extends ApiRouter[]> routers; }",
                "@Get String list(@Attribute(\"node\") Optional<Node> node) { return \"\"; } } "
                        + "final class Node { private ApiRouterSources sources; }",
                "@Get String list(@Query Id id) { return \"\"; } } "
                        + "final class Id { private ApiRouter router; static Id valueOf(String text) { return new Id(); } }",
                "@Get String list(@Query Id id) { return \"\"; } } "
                        + "final class Id { private static List<shop.ApiRouter> routers; "
                        + "static Id valueOf(String text) { return new Id(); } }",
                "@Get String list(@Query Id id) { return \"\"; } } "
                        + "final class Id { private AdminRouter router; static Id valueOf(String text) { return new Id(); } } "
                        + "@HttpApp(controllers = Users.class) final class Admin {} "
                        + "@Controller final class Users { @Get String list(@Query Id id) { return \"\"; } }",
                "@Get String list(@Query Id id) { return \"\"; } } "
                        + "final class Id { private ApiRouterSources sources; "
                        + "static Id valueOf(String text) { return new Id(); } }"
            })
    void acceptsBoundTypeWithRouter(String members) {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror", "-Xlint:-auxiliaryclass")
                .compile(API, Source.of(PREAMBLE + "@Controller public final class Orders { " + members));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated()).containsKey("shop.ApiRouter");
    }

    /** Only the compiler's error about the missing type is right. The processor must report no other error. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "record Page(@Query Missing size) {} @Get String list(@Params Page page) { return \"\"; }",
                "record Page(@Query int size) { static Missing missing; } "
                        + "@Get String list(@Params Page page) { return \"\"; }",
                "record Page(@Query List<Missing> sizes) {} @Get String list(@Params Page page) { return \"\"; }",
                "@jakarta.validation.Constraint(validatedBy = Missing.class) @interface Odd { "
                        + "String message() default \"\"; Class<?>[] groups() default {}; } "
                        + "record Page(@Query @Odd int size) {} @Get String list(@Params Page page) { return \"\"; }",
                "static class Id extends Missing { static Id valueOf(String text) { return null; } } "
                        + "@Get String list(@Query Id id) { return \"\"; }",
                "static class Id { Map<Missing, ? super Missing[]> ids; static Id valueOf(String text) { return null; } } "
                        + "@Get String list(@Query Id id) { return \"\"; }"
            })
    void onlyCompilerReportsMissingType(String members) {
        Compilation compilation = Compilation.of(
                new RouterProcessor(),
                API,
                Source.of(PREAMBLE + "@Controller public final class Orders { " + members + " }"),
                Source.of("package shop; final class Main { ApiRouter router; }"));
        assertThat(compilation.errors()).isNotEmpty();
        compilation.errors().forEach(error -> assertThat(error.text()).doesNotContain("[IL"));
    }

    /** A processor that generates one class in package {@code shop} per round. */
    private static final class Generator extends AbstractProcessor {
        private final Deque<String> classes;

        Generator(List<String> classes) {
            this.classes = new ArrayDeque<>(classes);
        }

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
            if (!classes.isEmpty()) {
                Source source = Source.of(PREAMBLE.replace("import java.util.*; ", "") + classes.pop());
                String name = source.name().replace(".java", "");
                try (Writer writer = processingEnv
                        .getFiler()
                        .createSourceFile("shop." + name)
                        .openWriter()) {
                    writer.append(source.getCharContent(true));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }
}
