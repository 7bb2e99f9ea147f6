package dev.interlock.replay.traffic;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Traffic files: given files, and all traffic files in given directories. */
public final class TrafficFiles {
    private static final List<String> ENDINGS = List.of(".ilrec", ".har", ".har.gz", ".gor", ".gor.gz");
    private static final String SEGMENT = "ILREC";
    /** Maximum number of exchanges that wait to be sorted. */
    private static final int MOST_EXCHANGES = 50_000;

    private static final long MOST_BYTES = 64L << 20;
    private static final int BUFFER = 1 << 16;

    private final List<Path> files;
    private final Duration reorderWindow;

    private TrafficFiles(List<Path> files, Duration reorderWindow) {
        this.files = files;
        this.reorderWindow = reorderWindow;
    }

    /**
     * Finds traffic files. In directories, ignores files with unknown extensions.
     *
     * @param reorderWindow recorded time to read ahead, to sort exchanges by arrival
     * @throws TrafficException if a path does not exist, or a directory has no file of a known kind
     */
    public static TrafficFiles find(List<Path> paths, Duration reorderWindow) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                List<Path> inside = inside(path);
                if (inside.isEmpty()) {
                    throw new TrafficException(path + " contains no recorded traffic. Tip: names must end in "
                            + String.join(", ", ENDINGS));
                }
                found.addAll(inside);
            } else if (Files.isReadable(path)) {
                found.add(path);
            } else {
                throw new TrafficException(path + " cannot be read. Tip: name a file or directory of recorded traffic");
            }
        }
        return new TrafficFiles(found.stream().distinct().toList(), reorderWindow);
    }

    private static List<Path> inside(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(it -> ENDINGS.stream().anyMatch(it.getFileName().toString()::endsWith))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** Opens all files as one source, from the start. */
    public TrafficSource open(Notices notices) throws IOException {
        List<Path> segments = new ArrayList<>();
        List<TrafficSource> sources = new ArrayList<>();
        for (Path file : files) {
            String start = start(file);
            if (start.startsWith(SEGMENT) || (start.isEmpty() && file.toString().endsWith(".ilrec"))) {
                segments.add(file);
            } else if (start.startsWith("{") || start.startsWith("\u00ef\u00bb\u00bf{")) {
                sources.add(new HarSource(file, input(file), notices));
            } else if (start.matches("(?s)[123] .*")) {
                sources.add(new GoReplaySource(file, input(file), notices));
            } else {
                throw new TrafficException(file + ": the file is neither a recording segment nor HAR nor GoReplay."
                        + " Tip: see docs/replay.md for the formats");
            }
        }
        sources.addAll(RecordingSource.of(segments, notices));
        ReorderWindow window = new ReorderWindow(reorderWindow.toNanos(), MOST_EXCHANGES, MOST_BYTES);
        return new MergedSource(sources, window, notices);
    }

    /** Returns a text that changes if the files change or grow. */
    public String fingerprint() throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return files.size() + " files, " + bytes + " bytes, first "
                + files.get(0).getFileName();
    }

    private static String start(Path file) throws IOException {
        try (InputStream input = input(file)) {
            return new String(input.readNBytes(8), StandardCharsets.ISO_8859_1).stripLeading();
        }
    }

    private static InputStream input(Path file) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        raw.mark(2);
        boolean isCompressed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return isCompressed ? new GZIPInputStream(raw, BUFFER) : raw;
    }
}
