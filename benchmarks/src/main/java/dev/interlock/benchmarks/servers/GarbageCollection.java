package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.TimeLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of a JVM that logs its collections to a file, which costs nothing until there is one. */
final class GarbageCollection {
    /** {@code Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(256M) 2.345ms}. */
    private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\) (\\d+\\.\\d+)ms");

    private static final int MILLIS = 3;
    /** Of a generation or of a whole heap; the metaspace has no total. */
    private static final Pattern USED = Pattern.compile("\\btotal\\b.*\\bused (\\d+)K");

    private static final int PATIENCE_SECONDS = 20;
    private static final long KIBIBYTE = 1024;
    private static final long MEBIBYTE = 1024 * KIBIBYTE;

    private GarbageCollection() {}

    /**
     * What the heap has seen so far.
     *
     * @param used bytes in use now
     * @param freed bytes that collections have freed
     */
    record State(long used, long freed, Pauses pauses) {
        /** Bytes that were allocated since an earlier state, to the precision of a thread's allocation buffer. */
        long allocatedSince(State earlier) {
            return used - earlier.used + freed - earlier.freed;
        }
    }

    /** The option of the JVM. */
    static String option(Path log) {
        return "-Xlog:gc:file=" + log;
    }

    static State state(long pid, Path log) throws IOException, InterruptedException {
        List<String> command =
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + pid, "GC.heap_info");
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        TimeLimit.of(jcmd, PATIENCE_SECONDS);
        String info = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return parse(info, Files.readString(log));
    }

    /** Reads what {@code jcmd PID GC.heap_info} prints, and the log. */
    static State parse(String heapInfo, String log) throws IOException {
        Matcher space = USED.matcher(heapInfo);
        long used = 0;
        boolean found = false;
        while (space.find()) {
            used += Long.parseLong(space.group(1)) * KIBIBYTE;
            found = true;
        }
        if (!found) {
            throw new IOException("No heap: " + heapInfo);
        }
        long freed = 0;
        List<Double> millis = new ArrayList<>();
        for (Matcher pause = PAUSE.matcher(log); pause.find(); ) {
            freed += (Long.parseLong(pause.group(1)) - Long.parseLong(pause.group(2))) * MEBIBYTE;
            millis.add(Double.parseDouble(pause.group(MILLIS)));
        }
        return new State(used, freed, new Pauses(millis));
    }
}
