package dev.interlock.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Heap of a JVM that logs its collections to a file. The log costs nothing before the first collection.
 *
 * @param used bytes in use now
 * @param freed bytes that collections have freed
 */
public record Heap(long used, long freed, Pauses pauses) {
    /** Matches {@code Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(256M) 2.345ms}. */
    private static final Pattern PAUSE =
            Pattern.compile("GC\\(\\d+\\) Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\) (\\d+\\.\\d+)ms");
    /** Matches a generation or a whole heap. The metaspace has no total. */
    private static final Pattern USED = Pattern.compile("\\btotal\\b.*\\bused (\\d+)K");
    /** Matches Epsilon's space: its start, the next allocation and its end. */
    private static final Pattern SPACE = Pattern.compile("\\[0x([0-9a-f]+), 0x([0-9a-f]+), 0x([0-9a-f]+)\\)");

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
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.heap_info")
                .redirectErrorStream(true)
                .start();
        Program.limit(process, PATIENCE_SECONDS);
        String info = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return info;
    }

    /** Parses the output of {@code jcmd PID GC.heap_info}, and the log. */
    static Heap parse(String info, String log) throws IOException {
        List<Long> spaces = new ArrayList<>();
        for (Matcher space = USED.matcher(info); space.find(); ) {
            spaces.add(Long.parseLong(space.group(1)) * KIBIBYTE);
        }
        if (spaces.isEmpty()) {
            throw new IOException("No heap: " + info);
        }
        long freed = 0;
        for (Matcher pause = PAUSE.matcher(log); pause.find(); ) {
            freed += (Long.parseLong(pause.group(1)) - Long.parseLong(pause.group(2))) * MEBIBYTE;
        }
        return new Heap(spaces.stream().mapToLong(Long::longValue).sum(), freed, Pauses.ofJava(log));
    }

    static long parseEpsilon(String info) throws IOException {
        Matcher space = SPACE.matcher(info);
        if (!info.contains("Epsilon") || !space.find()) {
            throw new IOException("No Epsilon heap: " + info);
        }
        return Long.parseUnsignedLong(space.group(2), 16) - Long.parseUnsignedLong(space.group(1), 16);
    }

    /** Returns the bytes allocated since an earlier state, to the precision of a thread's allocation buffer. */
    public long allocatedSince(Heap earlier) {
        return used - earlier.used + freed - earlier.freed;
    }

    /**
     * Pauses of a process for its garbage collector.
     *
     * @param millis length of each pause, in the order of the log
     */
    public record Pauses(List<Double> millis) {
        /**
         * Matches {@code gc 7 @0.041s 3%: 0.026+0.39+0.10 ms clock, ...}. The first and the third time are pauses. The
         * second time is concurrent work.
         */
        private static final Pattern OF_GO =
                Pattern.compile("^gc \\d+ @.*: ([0-9.]+)\\+[0-9.]+\\+([0-9.]+) ms clock", Pattern.MULTILINE);

        /** Parses the log of a JVM. */
        public static Pauses ofJava(String log) {
            return new Pauses(PAUSE.matcher(log)
                    .results()
                    .map(pause -> Double.parseDouble(pause.group(MILLIS)))
                    .toList());
        }

        /** Parses the output of Go with {@code GODEBUG=gctrace=1}. Each collection has two pauses. */
        public static Pauses ofGo(String log) {
            List<Double> millis = new ArrayList<>();
            for (Matcher collection = OF_GO.matcher(log); collection.find(); ) {
                millis.add(Double.parseDouble(collection.group(1)));
                millis.add(Double.parseDouble(collection.group(2)));
            }
            return new Pauses(millis);
        }

        /** Returns the pauses that came after the earlier pauses. */
        public Pauses since(Pauses earlier) {
            return new Pauses(millis.subList(earlier.millis.size(), millis.size()));
        }

        public double total() {
            return millis.stream().mapToDouble(Double::doubleValue).sum();
        }

        /** Returns the longest pause, or 0 if there are none. */
        public double longest() {
            return millis.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }
    }
}
