package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Mechanisms that a process may use to wait for its sockets. The process has them open, but may not use all of them.
 */
public final class Waiting {
    /** Linux's newer mechanism, in which one call submits and awaits many operations. */
    public static final String IO_URING = "io_uring";

    private static final List<String> KNOWN = List.of("eventpoll", IO_URING);

    private Waiting() {}

    /**
     * Returns the mechanisms that a process has open: {@code eventpoll}, {@code io_uring} or both.
     *
     * @throws IOException when the process does not exist or belongs to another user
     */
    public static Set<String> of(long pid) throws IOException {
        Set<String> ways = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                way(file, ways);
            }
        }
        return ways;
    }

    private static void way(Path file, Set<String> ways) throws IOException {
        try {
            String target = Files.readSymbolicLink(file).toString();
            for (String known : KNOWN) {
                if (target.equals("anon_inode:[" + known + "]")) {
                    ways.add(known);
                }
            }
        } catch (NoSuchFileException e) {
            // The process has closed the file meanwhile.
        }
    }
}
