package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.report.Diagnosis;
import dev.interlock.processor.testing.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosticsTest {
    static Stream<Diagnosis> messages() {
        return Example.messages();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void wrongExampleHasMessageAtMarksOnly(Diagnosis message) throws IOException {
        Example example = Example.of(message);
        List<Compilation.Complaint> errors = example.complaints();
        assertThat(errors).isNotEmpty();
        for (Compilation.Complaint error : errors) {
            assertThat(error.text()).startsWith("[" + message.code() + "] ");
        }
        assertWithMessage("%s", errors)
                .that(errors.stream().map(error -> error.file() + ":" + error.line()))
                .containsExactlyElementsIn(example.markedPlaces());
        assertThat(errors.get(0).text()).contains("\n  tip: ");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void rightExampleCompiles(Diagnosis message) throws IOException {
        Compilation compilation = Example.of(message).compileRight();
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.classes()).isNotEmpty();
    }

    @Test
    void everyExampleHasMessage() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/diagnostics"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyElementsIn(
                            messages().map(message -> message.code() + ".md").toList());
        }
    }
}
