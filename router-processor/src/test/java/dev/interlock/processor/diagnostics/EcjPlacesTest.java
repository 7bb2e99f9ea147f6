package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.JsonbGenerator;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests where Eclipse and VS Code show an error. They show it at the same annotation, value, parameter or type as
 * javac, with two exceptions. An error in an element of an array is shown at the whole array. An error in a component
 * of a record is shown at the class around the record.
 */
class EcjPlacesTest {
    private static final String API = "package shop; @dev.interlock.annotation.HttpApp(controllers = Orders.class)"
            + " public final class Api {}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL212 | 3:8 | @Get(\"/a?b\") void a() {}",
                "IL205 | 3:8 | @Get({\"/a\", \"/{rest*}\"}) void a() {}",
                "IL231 | 3:8 | @Get({\"/a\", \"/a\"}) void a() {}",
                "IL231 | 3:27 | @Route(method = \"COPY\", path = {\"/a\", \"/a\"}) void a() {}",
                "IL126 | 3:10 | @Route(method = \"\", path = \"/a\") void a() {}",
                "IL124 | javac | @Get @Status(600) void a() {}",
                "IL121 | javac | @Get private void a() {}",
                "IL122 | javac | @Get static void a() {}",
                "IL218 | javac | @Get void a(@Query(\"q\\u200b\") String q) {}",
                "IL306 | javac | @Get void a(@Query String x, @Query Object q) {}",
                "IL307 | javac | @Get void a(@Cookie int[] q) {}",
                "IL308 | javac | @Get void a(@Query @Default(\"x\") int q) {}",
                "IL313 | javac | @Get void a(@Params String q) {}",
                "IL306 | 2:25 | @Get void a(@Params P p) {} record P(@Query int a, @Query Object o) {}",
                "IL308 | 2:25 | @Get void a(@Params P p) {} record P(@Query int a, @Query @Default(\"x\") int o) {}",
                "IL704 | 2:25 | @Get void a(@Params P p) {} record P(@Query @jakarta.validation.Valid Integer o) {}",
                "IL404 | javac | @Get Object a() { return null; }",
                "IL621 | 3:18 | @Get @Produces({\"text/csv\", \"x\"}) String a() { return \"\"; }",
                "IL129 | javac | @Get void a() {} @Status(201) void b() {}",
                "IL129 | javac | @Get void a() {} void b(@Query int i) {}"
            })
    void ecjShowsClosestKnownPlace(String code, String place, String member) throws IOException {
        Source[] sources = {
            Source.of(API),
            Source.of("package shop; import dev.interlock.annotation.*;\n@Controller final class Orders {\n  " + member
                    + "\n}")
        };
        List<String> expected = place.strip().equals("javac")
                ? places(Compilation.of(new RouterProcessor(), sources), code.strip())
                : List.of(place.strip());
        assertThat(expected).hasSize(1);
        assertThat(places(new Ecj(folder, new RouterProcessor()).compile(sources), code.strip()))
                .isEqualTo(expected);
    }

    @Test
    void reportsComponentAtSurroundingClass() throws IOException {
        Compilation compilation = new Ecj(folder, new RouterProcessor())
                .compile(
                        Source.of(API),
                        Source.of(
                                "package shop; import dev.interlock.annotation.*;"
                                        + "\n@Controller final class Orders {\n@Get void a(@Params P p) {}\nrecord P(@Query Object o) {} }"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).line()).isEqualTo(2);
        assertThat(compilation.errors().get(0).text()).contains("at o of Orders.P");
    }

    /** If a record is in a separate file, ECJ cannot show an error at a place within the record. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL306 | 3:26 | @Get void a(@Params Page p) {} | record Page(@Query Object o) {} | o of Page",
                "IL308 | 3:26 | @Get void a(@Params Page p) {} | record Page(@Query @Default(\"x\") int o) {} | o of Page",
                "IL305 | 3:26 | @Get void a(@Params Page p) {} | record Page(@Query @Header int o) {} | o of Page",
                "IL704 | 3:26 | @Get void a(@Params Page p) {} | record Page(@Query @Valid Integer o) {} | o of Page",
                "IL701 | 3:26 | @Get void a(@Params Page p) {} | record Page(@Query @Past int o) {} | o of Page",
                "IL306 | 3:40 | @Get void a(@Query int n, @Params Page p) {} | record Page(@Query Object o) {} | o of Page",
                "IL306 | 3:26 | @Get void a(@Params Page p) {} | record Page(@Params In i) {} record In(@Query Object o) {} | o of In",
                "IL701 | 3:25 | @Post void a(@Body Page p) {} | @Json record Page(@Past int o) {} | o of Page",
                "IL105 | 1:15 | @Get void a() {} | @Controller record Page() {} | Page"
            })
    void reportsTopLevelRecordAtItsUse(String code, String place, String member, String record, String name)
            throws IOException {
        boolean isController = code.strip().equals("IL105");
        Source[] sources = {
            Source.of(isController ? API.replace("Orders.class", "{Orders.class, Page.class}") : API),
            Source.of("package shop; import dev.interlock.annotation.*;\n@Controller final class Orders {\n" + member
                    + "\n}"),
            Source.of("package shop; import dev.interlock.annotation.*; import jakarta.validation.Valid;"
                    + " import jakarta.validation.constraints.Past; import io.avaje.jsonb.Json; " + record)
        };
        Compilation compilation = new Ecj(folder, new RouterProcessor(), JsonbGenerator.create()).compile(sources);
        assertThat(places(compilation, code)).containsExactly(place);
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).file()).endsWith(isController ? "Api.java" : "Orders.java");
        assertThat(compilation.errors().get(0).text()).endsWith("at " + name);
    }

    /** Returns the line and the column of each error with the code. */
    private static List<String> places(Compilation compilation, String code) {
        return compilation.diagnostics().stream()
                .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
                .filter(it -> it.getMessage(null).contains("[" + code + "]"))
                .map(it -> it.getLineNumber() + ":" + it.getColumnNumber())
                .toList();
    }
}
