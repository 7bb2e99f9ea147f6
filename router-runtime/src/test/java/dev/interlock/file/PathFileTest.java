package dev.interlock.file;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.RequestFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathFileTest {
    private static final Request REQUEST = RequestFixture.get("/").begin();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void sendsWholeFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "abc");
        EncodedResponse response = new EncodedResponse();
        Results.writeFile(REQUEST, response, file);
        assertThat(response.contentLength()).isEqualTo(3);
        assertThat(response.fields().toString()).startsWith("content-type: application/octet-stream\r\n");
        Content.File content = (Content.File) Objects.requireNonNull(response.takeContent());
        try (FileChannel channel = content.channel()) {
            ByteBuffer bytes = ByteBuffer.allocate(8);
            assertThat(channel.read(bytes, content.position())).isEqualTo(3);
            assertThat(UTF_8.decode(bytes.flip()).toString()).isEqualTo("abc");
        }
    }

    @Test
    void keepsTypeOfHandler() throws IOException {
        EncodedResponse response = new EncodedResponse().contentType("image/png");
        Results.writeFile(REQUEST, response, Files.writeString(folder.resolve("a.png"), ""));
        assertThat(response.contentLength()).isEqualTo(0);
        assertThat(response.fields().toString()).startsWith("content-type: image/png\r\n");
        assertThat(response.fields().toString()).doesNotContain("octet-stream");
        response.reset();
    }

    @Test
    void closesUnsentFile() throws IOException {
        EncodedResponse response = new EncodedResponse();
        Results.writeFile(REQUEST, response, Files.writeString(folder.resolve("a.txt"), "abc"));
        Content.File content = (Content.File) Objects.requireNonNull(response.takeContent());
        response.file(content.channel(), 0, 3).reset();
        assertThat(content.channel().isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "missing/a", "file/a", "folder", "."})
    void responds404ForNonFile(String name) throws IOException {
        Files.writeString(folder.resolve("file"), "abc");
        Files.createDirectory(folder.resolve("folder"));
        assertNotFound(folder.resolve(name));
    }

    @Test
    void responds404ForOverlongName() {
        assertNotFound(folder.resolve("a".repeat(5000)));
    }

    private static void assertNotFound(Path file) {
        EncodedResponse response = new EncodedResponse();
        HttpException refusal = assertThrows(HttpException.class, () -> Results.writeFile(REQUEST, response, file));
        assertThat(refusal.status()).isEqualTo(404);
        assertThat(response.takeContent()).isNull();
    }
}
