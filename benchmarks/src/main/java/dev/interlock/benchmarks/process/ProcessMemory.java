package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory of a process as Linux reports it, in KiB (proc(5)).
 *
 * @param resident pages in memory, including shared pages
 * @param peak highest value of {@code resident} so far
 * @param proportional like {@code resident}, but with only this process's share of each shared page
 * @param unshared pages that no other process has
 */
public record ProcessMemory(long resident, long peak, long proportional, long unshared, int threads) {
    private static final double KIBIBYTES = 1024;

    /**
     * Reads the current memory of a process.
     *
     * @throws IOException when the process does not exist, or its memory belongs to another user
     */
    public static ProcessMemory of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        return parse(Files.readString(process.resolve("status")), Files.readString(process.resolve("smaps_rollup")));
    }

    /** Parses {@code status} and {@code smaps_rollup}. */
    static ProcessMemory parse(String status, String rollup) throws IOException {
        return new ProcessMemory(
                number(status, "VmRSS"),
                number(status, "VmHWM"),
                number(rollup, "Pss"),
                number(rollup, "Private_Clean") + number(rollup, "Private_Dirty"),
                (int) number(status, "Threads"));
    }

    private static long number(String text, String name) throws IOException {
        String start = name + ":";
        String line = text.lines()
                .filter(each -> each.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new IOException("No " + name + " in: " + text));
        String value = line.substring(start.length()).strip();
        int end = value.indexOf(' ');
        return Long.parseLong(end < 0 ? value : value.substring(0, end));
    }

    /** Converts KiB to MiB. */
    public static double mebibytes(long kibibytes) {
        return kibibytes / KIBIBYTES;
    }
}
