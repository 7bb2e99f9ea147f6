package dev.interlock.file;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limit on the memory in which files of the class path are kept. */
final class KeptBytesTest {
    private static final byte[] TEN = "0123456789".getBytes(UTF_8);
    private static final int LARGE = 1024 * 1024;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void keepsWithinLimit() {
        KeptBytes kept = new KeptBytes(25);
        ByteBuffer first = kept.keep(TEN);
        ByteBuffer second = kept.keep(TEN);
        assertThat(first).isEqualTo(ByteBuffer.wrap(TEN));
        assertThat(second).isEqualTo(ByteBuffer.wrap(TEN));
        assertThat(kept.keep(TEN)).isNull();
        assertThat(kept.used()).isEqualTo(20);
        assertThat(kept.room()).isEqualTo(5);
    }

    @Test
    void collectedBufferFreesRoom() throws InterruptedException {
        KeptBytes kept = new KeptBytes(10);
        keepOnce(kept);
        for (int i = 0; i < 1000 && kept.room() < 10; i++) {
            System.gc();
            Thread.sleep(10);
        }
        ByteBuffer next = Objects.requireNonNull(kept.keep(TEN));
        assertThat(kept.used()).isEqualTo(10);
        // Keeps the buffer reachable up to this line.
        assertThat(next.get(0)).isEqualTo('0');
    }

    private static void keepOnce(KeptBytes kept) {
        assertThat(kept.keep(TEN)).isNotNull();
    }

    @Test
    void streamsFileIfOutOfMemory() throws IOException {
        Files.write(Files.createDirectory(folder.resolve("public")).resolve("a.txt"), TEN);
        KeptBytes kept = new KeptBytes(100, size -> {
            throw new OutOfMemoryError("Cannot reserve " + size + " bytes");
        });
        try (URLClassLoader loader = loader(folder)) {
            ClassPathSource source = new ClassPathSource(loader, "public", kept);
            assertThat(source.find("a.txt")).isInstanceOf(ResourceFile.class);
            assertThat(kept.used()).isEqualTo(0);
            assertThat(kept.room()).isEqualTo(100);
        }
    }

    private static URLClassLoader loader(Path root) throws IOException {
        return new URLClassLoader(new URL[] {root.toUri().toURL()}, null);
    }

    /**
     * Prints how many of six folders keep their file in memory, and whether a file is streamed when no direct memory is
     * left.
     */
    static final class SmallProcess {
        private SmallProcess() {}

        @SuppressWarnings("SystemOut") // the test reads the results from it
        public static void main(String[] arguments) throws IOException {
            Path root = Path.of(arguments[0]);
            List<StaticFiles> sites = new ArrayList<>();
            try (URLClassLoader loader = loader(root)) {
                int kept = 0;
                for (int i = 0; i < 6; i++) {
                    StaticFiles files = StaticFiles.classPath("public", loader);
                    sites.add(files);
                    kept += Fetched.get(files, "large").field("accept-ranges").isEmpty() ? 0 : 1;
                }
                int taken = takeAllMemory();
                Representation last = new ClassPathSource(loader, "public", new KeptBytes(2 * LARGE)).find("large");
                System.out.print(sites.size() + " " + kept + " " + (taken > 0) + " " + (last instanceof ResourceFile));
            }
        }

        private static int takeAllMemory() {
            List<ByteBuffer> taken = new ArrayList<>();
            try {
                while (true) {
                    taken.add(ByteBuffer.allocateDirect(LARGE / 2));
                }
            } catch (OutOfMemoryError e) {
                HELD.addAll(taken);
                return taken.size();
            }
        }

        private static final List<ByteBuffer> HELD = new ArrayList<>();
    }

    @Test
    void foldersShareEighthOfDirectMemory() throws Exception {
        Files.write(Files.createDirectory(folder.resolve("public")).resolve("large"), new byte[LARGE]);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:MaxDirectMemorySize=20m",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream output = process.getInputStream()) {
            // An eighth of 20 MiB has room for two and a half of these files.
            assertThat(new String(output.readAllBytes(), UTF_8)).isEqualTo("6 2 true true");
        } finally {
            process.destroyForcibly();
        }
    }
}
