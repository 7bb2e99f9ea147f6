package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Heap of a JVM that logs its collections to a file. The log costs nothing before the first collection.
 *
 * @param used bytes in use now
 * @param freed bytes that collections have freed
 * @param pauses milliseconds of each pause, in the order of the log
 */
public record Heap(long used, long freed, List<Double> pauses) {
    /** Matches {@code Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(256M) 2.345ms}. */
    private static final Pattern PAUSE =
            Pattern.compile("GC\\(\\d+\\) Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\) (\\d+\\.\\d+)ms");
    /**
     * Matches {@code gc 7 @0.041s 3%: 0.026+0.39+0.10 ms clock, ...}. The first and the third time are pauses. The
     * second time is concurrent work.
     */
    private static final Pattern COLLECTION_OF_GO =
            Pattern.compile("^gc \\d+ @.*: ([0-9.]+)\\+[0-9.]+\\+([0-9.]+) ms clock", Pattern.MULTILINE);
    /** Matches a generation or a whole heap. The metaspace has no total. */
    private static final Pattern USED = Pattern.compile("\\btotal\\b.*\\bused (\\d+)K");
    /** Matches Epsilon's space: its start and the next allocation. */
    private static final Pattern SPACE = Pattern.compile("(?s)Epsilon.*?\\[0x([0-9a-f]+), 0x([0-9a-f]+), ");

    private static final int MILLIS = 3;
    private static final int PATIENCE_SECONDS = 20;
    private static final long KIBIBYTE = 1024;
    private static final long MEBIBYTE = 1024 * KIBIBYTE;

    /** Returns the JVM option that turns on the log. */
    public static String option(Path log) {
        return "-Xlog:gc:file=" + log;
    }

    public static Heap of(long pid, Path log) throws IOException, InterruptedException {
        return parse(info(pid), Files.readString(log));
    }

    /** Returns the bytes that the Epsilon collector has allocated, in whole thread-local buffers. */
    public static long usedOfEpsilon(long pid) throws IOException, InterruptedException {
        return parseEpsilon(info(pid));
    }

    private static String info(long pid) throws IOException, InterruptedException {
        return Program.output(List.of(Program.ofJava("jcmd"), Long.toString(pid), "GC.heap_info"), PATIENCE_SECONDS);
    }

    /** Parses the output of {@code jcmd PID GC.heap_info}, and the log. */
    static Heap parse(String info, String log) throws IOException {
        if (!USED.matcher(info).find()) {
            throw new IOException("No heap: " + info);
        }
        long used = USED.matcher(info)
                .results()
                .mapToLong(space -> number(space, 1) * KIBIBYTE)
                .sum();
        long freed = PAUSE.matcher(log)
                .results()
                .mapToLong(pause -> (number(pause, 1) - number(pause, 2)) * MEBIBYTE)
                .sum();
        return new Heap(used, freed, pausesOfJava(log));
    }

    private static long number(MatchResult result, int group) {
        return Long.parseLong(result.group(group));
    }

    static long parseEpsilon(String info) throws IOException {
        Matcher space = SPACE.matcher(info);
        if (!space.find()) {
            throw new IOException("No Epsilon heap: " + info);
        }
        return Long.parseUnsignedLong(space.group(2), 16) - Long.parseUnsignedLong(space.group(1), 16);
    }

    /** Returns the bytes allocated since an earlier state, to the precision of a thread's allocation buffer. */
    public long allocatedSince(Heap earlier) {
        return used - earlier.used + freed - earlier.freed;
    }

    /** Parses the pauses from the log of a JVM. */
    public static List<Double> pausesOfJava(String log) {
        return PAUSE.matcher(log)
                .results()
                .map(pause -> Double.parseDouble(pause.group(MILLIS)))
                .toList();
    }

    /** Parses the pauses from the output of Go with {@code GODEBUG=gctrace=1}. Each collection has two pauses. */
    public static List<Double> pausesOfGo(String log) {
        return COLLECTION_OF_GO
                .matcher(log)
                .results()
                .flatMap(collection -> Stream.of(collection.group(1), collection.group(2)))
                .map(Double::parseDouble)
                .toList();
    }
}
