package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The jar contains the schema of recordings, so that other programs can generate classes. */
final class SchemaTest {
    private static final String NAME = "/interlock/recording.proto";

    @Test
    void schemaIsNextToTheClasses() throws Exception {
        URL schema = Objects.requireNonNull(Recording.class.getResource(NAME));
        URL classes = Recording.class.getProtectionDomain().getCodeSource().getLocation();
        assertThat(schema.toString()).contains(classes.toString());
        try (InputStream in = schema.openStream()) {
            assertThat(new String(in.readAllBytes(), UTF_8))
                    .isEqualTo(Files.readString(Path.of("src/main/proto" + NAME)));
        }
    }
}
