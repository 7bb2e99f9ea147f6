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
 * State of the heap of a JVM. The JVM logs its collections to a file. The log costs nothing before the first
 * collection.
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
    /**
     * Matches the line of a generation or of the whole heap. The line of the metaspace has no total and does not match.
     */
    private static final Pattern USED = Pattern.compile("\\btotal\\b.*\\bused (\\d+)K");
    /** Matches the line of Epsilon's space: the start address of the space, and the address of the next allocation. */
    private static final Pattern SPACE = Pattern.compile("(?s)Epsilon.*?\\[0x([0-9a-f]+), 0x([0-9a-f]+), ");

    private static final int MILLIS = 3;
    private static final int PATIENCE_SECONDS = 20;
    private static final long KIBIBYTE = 1024;
    private static final long MEBIBYTE = 1024 * KIBIBYTE;

    /** Returns the JVM option that writes the log to the file. */
    public static String option(Path log) {
        return "-Xlog:gc:file=" + log;
    }

    public static Heap of(long pid, Path log) throws IOException, InterruptedException {
        return parse(info(pid), Files.readString(log));
    }

    /**
     * Returns the number of bytes that have been allocated under the Epsilon collector. Counts each thread-local buffer
     * as a whole.
     */
    public static long usedOfEpsilon(long pid) throws IOException, InterruptedException {
        return parseEpsilon(info(pid));
    }

    private static String info(long pid) throws IOException, InterruptedException {
        return Program.output(List.of(Program.ofJava("jcmd"), Long.toString(pid), "GC.heap_info"), PATIENCE_SECONDS);
    }

    /** Creates a state from the output of {@code jcmd PID GC.heap_info} and the text of the log. */
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

    /**
     * Returns the bytes allocated since an earlier state. The result is only as precise as the size of a thread-local
     * buffer.
     */
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
