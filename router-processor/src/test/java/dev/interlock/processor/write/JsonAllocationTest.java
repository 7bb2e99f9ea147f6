package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import dev.interlock.testing.AllocationProbe;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that codecs allocate only the values of a long JSON body. They read from the receive buffer and write to the
 * send buffer, so no object holds the whole body.
 */
final class JsonAllocationTest {
    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Lines.class)
            public final class Api {}
            """;

    private static final String LINES = """
            package shop;

            import dev.interlock.annotation.*;
            import java.util.*;
            import java.util.stream.*;

            @Controller("/lines")
            public final class Lines {
              %s record Line(long id, String text) {}

              private static final List<Line> SHORT = lines("x");
              private static final List<Line> LONG = lines("x".repeat(%d));

              private static List<Line> lines(String text) {
                return LongStream.range(0, %d).mapToObj(id -> new Line(id, text)).toList();
              }

              @Post int add(@Body List<Line> lines) { return lines.size(); }
              @Get("/short") List<Line> shortLines() { return SHORT; }
              @Get("/long") List<Line> longLines() { return LONG; }
            }
            """;

    private static final int COUNT = 20;
    /**
     * Length of one text. All texts together are longer than 8,000 bytes, which the libraries read or write at a time.
     */
    private static final int LENGTH = 600;

    private static final int PADDING = 1_000;

    /**
     * Maximum number of bytes on the heap for one line: the record, its text, a boxed number, and an entry of the list.
     */
    private static final int LINE = 256;

    private static Map<String, RunningApp> apps = Map.of();

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        Compilation jackson = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .hide("io.avaje")
                .compile(Source.of(API), Source.of(lines("")));
        assertThat(jackson.complaints()).isEmpty();
        apps = Map.of(
                "avaje", RunningApp.withJson(API, lines("@io.avaje.jsonb.Json")),
                "Jackson", RunningApp.load(jackson));
    }

    private static String lines(String annotation) {
        return LINES.formatted(annotation, LENGTH, COUNT);
    }

    private static AllocationProbe probe(String library) {
        return AllocationProbe.of(Objects.requireNonNull(apps.get(library)).router());
    }

    /** Returns an array of lines in JSON. Each line contains white space. */
    private static byte[] lines(int count, int padding, String text) {
        return IntStream.range(0, count)
                .mapToObj(id -> "{\"id\":" + id + "," + " ".repeat(padding) + "\"text\":\"" + text + "\"}")
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(UTF_8);
    }

    private static double read(String library, byte[] body) {
        return probe(library)
                .post("/lines", body, "Content-Type: application/json")
                .bytesPerRequest();
    }

    /**
     * Compares two bodies, one of which has 20,000 bytes more white space. The JIT compiler does not remove the same
     * allocations in every run. Therefore only such a large difference proves that the body was copied.
     */
    @ParameterizedTest
    @ValueSource(strings = {"avaje", "Jackson"})
    void readingAllocatesNoWhiteSpace(String library) {
        double bare = read(library, lines(COUNT, 0, "text"));
        double padded = read(library, lines(COUNT, PADDING, "text"));

        assertWithMessage("%s: bare %s, padded %s", library, bare, padded)
                .that(padded)
                .isLessThan(bare + COUNT * PADDING / 10.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"avaje", "Jackson"})
    void readingAllocatesOnlyValues(String library) {
        double measured = read(library, lines(10 * COUNT, 0, "text"));

        assertThat(measured).isLessThan(10.0 * COUNT * LINE);
    }

    /**
     * On Java 25, the library allocates a few objects for each piece that it writes. If there is only one piece, it
     * allocates none.
     */
    @ParameterizedTest
    @ValueSource(strings = {"avaje", "Jackson"})
    void writingAllocatesNoCopyOfTexts(String library) {
        double some = probe(library).get("/lines/short").bytesPerRequest();
        double longer = probe(library).get("/lines/long").bytesPerRequest();

        assertWithMessage("%s: short %s, long %s", library, some, longer)
                .that(longer)
                .isLessThan(some + COUNT * LENGTH / 10.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"avaje", "Jackson"})
    void longTextAllocatesOnlyString(String library) {
        double measured = read(library, lines(1, 0, "x".repeat(COUNT * LENGTH)));
        assertWithMessage(library).that(measured).isLessThan(1.1 * COUNT * LENGTH);
    }
}
