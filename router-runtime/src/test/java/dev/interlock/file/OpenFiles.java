package dev.interlock.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Open files of this process below a folder. Only known on Linux. */
public final class OpenFiles {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /** Number of open files. Skips the calling test on other systems. */
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
            // Another thread has closed it.
            return false;
        }
    }
}
