package dev.interlock.benchmarks.dispatch;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.dispatch.TableTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that every implementation finds the expected route of each lookup. First compiles Interlock's routes with the
 * processor.
 */
final class AgreementTest {
    private static final RouteSet SMALL = RouteSet.of(42);
    private static final RouteSet GITHUB = RouteSet.of(RouteSet.GITHUB);

    @TempDir
    private static Path generated = Path.of("");

    @BeforeAll
    static void compile() throws Exception {
        GeneratedRouter.compile(SMALL, generated.resolve("small"));
        GeneratedRouter.compile(GITHUB, generated.resolve("github"));
    }

    @ParameterizedTest
    @EnumSource
    void agreesOnSmallSet(Contender contender) throws Exception {
        verify(contender, SMALL, generated.resolve("small"));
    }

    @ParameterizedTest
    @EnumSource
    void gitHub(Contender contender) throws Exception {
        verify(contender, GITHUB, generated.resolve("github"));
    }

    private static void verify(Contender contender, RouteSet set, Path directory) throws Exception {
        for (Order order : Order.values()) {
            Lookups lookups = Lookups.of(set, order);
            try (Dispatcher dispatcher = contender.open(set, lookups, directory)) {
                contender.verify(dispatcher, set, lookups);
                assertWithMessage("the first lookup, %s", order)
                        .that(dispatcher.endpoint(dispatcher.find(0)))
                        .isEqualTo(lookups.endpoint(0));
            }
        }
    }

    @Test
    void footprintIsPlausible() throws Exception {
        Lookups lookups = Lookups.of(GITHUB, Order.RANDOM);
        TableTrace trace = Inputs.trace(GeneratedRouter.load(generated.resolve("github")), lookups);
        assertThat(trace.touchedBytes()).isLessThan(trace.bytes());
        assertThat(trace.touchedBytes()).isGreaterThan(GITHUB.size() * 32L);
        // Each lookup touches at least three lines: of the key of a class, of the start of its rows, and of a root. It
        // also touches up to four nodes, each in up to two lines.
        assertThat(trace.linesPerLookup()).isAtLeast(3);
        assertThat(trace.linesPerLookup()).isAtMost(11);
    }

    @Test
    void differenceIsFound() {
        Lookups lookups = Lookups.of(SMALL, Order.RANDOM);
        Lookups others = Lookups.of(SMALL, Order.IN_ORDER);
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> Contender.SEGMENT_TRIE.verify(new SegmentTrie(SMALL, others), SMALL, lookups));
        assertThat(thrown).hasMessageThat().contains("SEGMENT_TRIE does not find Endpoint[method=");
    }
}
