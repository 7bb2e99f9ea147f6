package dev.interlock.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of a JVM with the Epsilon collector, which never takes back what was allocated. */
final class EpsilonHeap {
    /** Where the space begins, where the next allocation goes, where it ends. */
    private static final Pattern SPACE = Pattern.compile("\\[0x([0-9a-f]+), 0x([0-9a-f]+), 0x([0-9a-f]+)\\)");

    private EpsilonHeap() {}

    /**
     * Bytes that were handed out, in whole buffers of threads.
     *
     * @throws IOException when the process cannot be asked
     */
    static long used(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.heap_info")
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return parse(answer);
    }

    /** Reads what {@code jcmd PID GC.heap_info} prints. */
    static long parse(String heapInfo) throws IOException {
        Matcher space = SPACE.matcher(heapInfo);
        if (!heapInfo.contains("Epsilon") || !space.find()) {
            throw new IOException("No Epsilon heap: " + heapInfo);
        }
        return Long.parseUnsignedLong(space.group(2), 16) - Long.parseUnsignedLong(space.group(1), 16);
    }
}
