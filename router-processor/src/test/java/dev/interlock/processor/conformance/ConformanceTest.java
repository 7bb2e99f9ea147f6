package dev.interlock.processor.conformance;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.conformance.Runner.Suite;
import dev.interlock.processor.conformance.Runner.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("conformance")
class ConformanceTest {
    /**
     * Minimum number of binary cases that must run. The runner has 2,805 cases. If many were missing or skipped, the
     * test would prove little.
     */
    private static final int BINARY_CASES = 2_800;

    private static final List<String> MESSAGES = List.of(
            "protobuf_test_messages.proto2.TestAllTypesProto2",
            "protobuf_test_messages.proto3.TestAllTypesProto3",
            "protobuf_test_messages.editions.proto2.TestAllTypesProto2",
            "protobuf_test_messages.editions.proto3.TestAllTypesProto3",
            "protobuf_test_messages.editions.TestAllTypesEdition2023");

    private static final Path KNOWN_FAILURES = Path.of("src/test/conformance/known-failures.txt");

    private final Runner runner = new Runner(Path.of(System.getProperty("conformance.directory")));

    @Test
    void viewsAndWritersPass() throws Exception {
        ProtoFiles files = ProtoFiles.read(runner.descriptorSet());
        for (String message : MESSAGES) {
            GeneratedCode.compile(files.message(message), runner.descriptorSet(), runner.classes());
        }
        assertPasses(runner.test("views", KNOWN_FAILURES));
    }

    @Test
    void libraryWithoutUnknownFieldsFailsAlike() throws Exception {
        assertPasses(runner.test("library", KNOWN_FAILURES));
    }

    private static void assertPasses(Verdict verdict) {
        assertWithMessage(verdict.output()).that(verdict.exitCode()).isEqualTo(0);
        assertThat(verdict.suites()).hasSize(2);
        Suite binary = verdict.suites().get(0);
        assertThat(binary.unexpectedFailures()).isEqualTo(0);
        assertThat(binary.successes() + binary.expectedFailures())
                .isEqualTo(verdict.journal().size());
        assertThat(verdict.journal().size()).isAtLeast(BINARY_CASES);
        assertThat(verdict.journal().stream().distinct()).containsExactlyElementsIn(MESSAGES);
    }
}
