package dev.interlock.file;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.Content;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.RequestFixture;
import dev.interlock.http.Response;
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

class FileCodecTest {
    private static final Request REQUEST = RequestFixture.get("/").begin();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void sendsWholeFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "abc");
        Response response = new Response();
        FileCodec.write(REQUEST, response, file);
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
        Response response = new Response().contentType("image/png");
        FileCodec.write(REQUEST, response, Files.writeString(folder.resolve("a.png"), ""));
        assertThat(response.contentLength()).isEqualTo(0);
        assertThat(response.fields().toString()).startsWith("content-type: image/png\r\n");
        assertThat(response.fields().toString()).doesNotContain("octet-stream");
        response.reset();
    }

    @Test
    void closesUnsentFile() throws IOException {
        Response response = new Response();
        FileCodec.write(REQUEST, response, Files.writeString(folder.resolve("a.txt"), "abc"));
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
        Response response = new Response();
        HttpException refusal = assertThrows(HttpException.class, () -> FileCodec.write(REQUEST, response, file));
        assertThat(refusal.status()).isEqualTo(404);
        assertThat(response.takeContent()).isNull();
    }
}
