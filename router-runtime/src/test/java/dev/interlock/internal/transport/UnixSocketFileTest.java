package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class UnixSocketFileTest {
    @TempDir
    private Path directory;

    private UnixSocketFile file(Path path) {
        return new UnixSocketFile(path, PosixFilePermissions.fromString("rw-rw----"));
    }

    private static ServerSocketChannel bind(Path path) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }

    @Test
    void keepsNamedPipe() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isEqualTo(0);
        assertThrows(FileAlreadyExistsException.class, () -> file(pipe).removeStale());
        assertThat(Files.exists(pipe)).isTrue();
    }

    @Test
    void removesSocketOfKilledServer() throws IOException {
        Path path = directory.resolve("killed.sock");
        bind(path).close();
        file(path).removeStale();
        assertThat(Files.exists(path)).isFalse();
    }

    /** The kernel may give the file of the next server the identity of the removed file. */
    @Test
    void removesItsFileOnce() throws IOException {
        Path path = directory.resolve("shop.sock");
        UnixSocketFile file = file(path);
        try (ServerSocketChannel first = bind(path)) {
            file.publish(path);
            assertThat(first.isOpen()).isTrue();
        }
        file.remove();
        assertThat(Files.exists(path)).isFalse();
        try (ServerSocketChannel next = bind(path)) {
            file.remove();
            assertThat(next.isOpen()).isTrue();
            assertThat(Files.exists(path)).isTrue();
        }
    }
}
