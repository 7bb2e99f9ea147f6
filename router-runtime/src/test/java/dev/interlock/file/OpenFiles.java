package dev.interlock.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Counts the open files of this process below a folder. This works only on Linux. */
public final class OpenFiles {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /** Returns the number of open files. On other systems, skips the calling test. */
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
            // Another thread has closed the file.
            return false;
        }
    }
}
