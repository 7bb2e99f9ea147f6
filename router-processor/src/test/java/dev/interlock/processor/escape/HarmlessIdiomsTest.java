package dev.interlock.processor.escape;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.escape.Rows.Row;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the check accepts code that does not keep values beyond their request. */
final class HarmlessIdiomsTest {
    @Test
    void harmlessIdiomsCompileSilently() throws IOException {
        List<Row> rows = Rows.of("harmless.md");
        assertThat(rows.size()).isAtLeast(50);
        assertThat(Rows.compile(rows, "-Werror", "-Xmaxerrs", "1000").diagnostics())
                .isEmpty();
    }
}
