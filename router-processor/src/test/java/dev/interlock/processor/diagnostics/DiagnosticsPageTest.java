package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiagnosticsPageTest {
    private static final Path PAGE = Path.of("../docs/diagnostics.md");

    @Test
    void pageIsUpToDate() throws IOException {
        String expected = DiagnosticsPage.write();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }
        assertWithMessage("docs/diagnostics.md is out of date: run the tests with -Dgolden.update=true")
                .that(Files.readString(PAGE))
                .isEqualTo(expected);
    }
}
