package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Served;
import dev.interlock.processor.testing.Source;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests settings on an abstract class. It is between the controller and the class that declares the route. */
final class OverrideSettingsTest {
    private static final String PREAMBLE = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.Request;
            import dev.interlock.http.Response;

            """;

    private static final String FILTERS = PREAMBLE + """
            final class Closed implements dev.interlock.http.Filter {
              @Override public boolean before(Request request, Response response) {
                response.status(418);
                return false;
              }
            }
            """;

    private static final String API = PREAMBLE + """
            @HttpApp(controllers = Orders.class, filters = Open.class)
            public final class Api {}

            final class Open implements dev.interlock.http.Filter {}
            """;

    private static Source[] sources(String ofBase, String ofMiddle) {
        return new Source[] {
            Source.of(API),
            Source.of(FILTERS),
            Source.of(PREAMBLE + ofBase + """

                    abstract class Base {
                      @Get("/x") abstract byte[] find(@Query String q);
                      @Post("/x") abstract String add(@Body byte[] body);
                    }
                    """),
            Source.of(PREAMBLE + ofMiddle + """

                    abstract class Middle extends Base {
                      @Override byte[] find(String q) { return new byte[] {'x'}; }
                      @Override String add(byte[] body) { return "y"; }
                    }
                    """),
            Source.of(PREAMBLE + """
                    @Controller
                    public final class Orders extends Middle {}
                    """)
        };
    }

    private static Compilation compile(String ofBase, String ofMiddle) {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror", "-Xlint:-auxiliaryclass")
                .compile(sources(ofBase, ofMiddle));
        assertThat(compilation.complaints()).isEmpty();
        return compilation;
    }

    /**
     * Returns the generated router without its number of sources. This number differs, because a class with an
     * annotation counts as a source.
     */
    private static String router(String ofBase, String ofMiddle) {
        String router =
                Objects.requireNonNull(compile(ofBase, ofMiddle).generated().get("shop.ApiRouter"));
        return router.replaceFirst("int sources\\(\\) \\{\\s+return [0-9]+;", "int sources() {");
    }

    private static RunningApp run(String ofMiddle) throws ReflectiveOperationException {
        return RunningApp.load(compile("", ofMiddle));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Roles(\"admin\")",
                "@UseFilters(Closed.class)",
                "@Blocking",
                "@Essential",
                "@Timeout(\"2s\")",
                "@Consumes(\"text/csv\")",
                "@Produces(\"text/csv\")"
            })
    void appliesSettingsOfEveryClass(String setting) {
        String router = router("", setting);
        assertThat(router).isEqualTo(router(setting, ""));
        assertThat(router).isNotEqualTo(router("", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@Roles(\"%s\")", "@Produces(\"text/%s\")", "@Consumes(\"text/%s\")"})
    void prefersClassOfOverride(String setting) {
        assertThat(router(setting.formatted("html"), setting.formatted("csv")))
                .isEqualTo(router("", setting.formatted("csv")));
    }

    @Test
    void rolesRejectUnknownClients() throws Exception {
        assertThat(Served.get(run("@Roles(\"admin\")").router(), "/x?q=1").status())
                .isEqualTo(401);
    }

    @Test
    void appliesFilters() throws Exception {
        assertThat(run("@UseFilters(Closed.class)").get("/x?q=1").status()).isEqualTo(418);
    }

    @Test
    void reportsFilterOfBothClasses() {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Xlint:-auxiliaryclass")
                .compile(sources("@UseFilters(Closed.class)", "@UseFilters(Closed.class)"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).text()).startsWith("[IL822]");
        assertThat(compilation.errors().get(0).file()).isEqualTo("Base.java");
    }

    @Test
    void reportsMistakesInMediaTypes() {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Xlint:-auxiliaryclass")
                .compile(sources("", "@Produces(\"text\")"));
        assertThat(compilation.errors()).isNotEmpty();
        assertThat(compilation.errors().get(0).file()).isEqualTo("Middle.java");
    }
}
