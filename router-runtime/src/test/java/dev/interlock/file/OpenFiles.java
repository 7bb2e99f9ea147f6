package dev.interlock.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files below a folder that this process has open; known on Linux alone. */
public final class OpenFiles {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /** How many there are; elsewhere the test that asks is skipped. */
    public static long below(Path folder) throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "needs Linux");
        Path real = folder.toRealPath();
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.filter(each -> leadsInto(real, each)).count();
        }
    }

    private static boolean leadsInto(Path folder, Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder);
        } catch (IOException e) {
            // Closed meanwhile, by another thread.
            return false;
        }
    }
}
