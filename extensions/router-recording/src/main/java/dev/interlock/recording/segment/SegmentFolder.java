package dev.interlock.recording.segment;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Segment files of one name in a directory. Several processes may share them. */
final class SegmentFolder {
    private static final String ENDING = ".ilrec";

    private final Path directory;
    /** Names of the files of all processes. */
    private final Pattern names;

    private final String name;
    private final long process;
    /** Number of deleted files. Only the recorder thread changes it. */
    private volatile long deleted;

    SegmentFolder(Path directory, String name, long process) {
        this.directory = directory;
        this.name = name;
        names = Pattern.compile(Pattern.quote(name) + "-[0-9a-f]{16}-[0-9]+" + Pattern.quote(ENDING));
        this.process = process;
    }

    /** A file with its size and the time of its last block. */
    private record Written(Path file, long bytes, FileTime time) {}

    Path file(long number) {
        return directory.resolve(String.format(Locale.ROOT, "%s-%016x-%06d%s", name, process, number, ENDING));
    }

    long deleted() {
        return deleted;
    }

    /**
     * Deletes the oldest files until the remaining files have at most {@code most} bytes.
     *
     * @param open file to keep, or null
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the recorder thread writes it.
    void limit(long most, @Nullable Path open) throws IOException {
        List<Written> files = files();
        long total = files.stream().mapToLong(Written::bytes).sum();
        for (Written oldest : files) {
            if (total <= most) {
                return;
            }
            if (!oldest.file().equals(open)) {
                if (Files.deleteIfExists(oldest.file())) {
                    deleted++;
                }
                total -= oldest.bytes();
            }
        }
    }

    /** Returns the files of all processes. The oldest file comes first. */
    private List<Written> files() throws IOException {
        List<Written> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, this::isOurs)) {
            for (Path each : found) {
                try {
                    BasicFileAttributes attributes = Files.readAttributes(each, BasicFileAttributes.class);
                    files.add(new Written(each, attributes.size(), attributes.lastModifiedTime()));
                } catch (NoSuchFileException e) {
                    // Another process deleted the file.
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(Comparator.comparing(Written::time)
                .thenComparing(it -> it.file().toString()));
        return files;
    }

    private boolean isOurs(Path file) {
        return names.matcher(file.getFileName().toString()).matches();
    }
}
