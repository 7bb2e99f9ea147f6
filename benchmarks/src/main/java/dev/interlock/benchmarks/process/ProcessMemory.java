package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory of a process as Linux reports it (proc(5)), in MiB.
 *
 * @param resident memory of the process, including pages shared with other processes
 * @param peak highest value of {@code resident} so far
 * @param proportional like {@code resident}, but with only this process's share of each shared page
 * @param unshared memory that no other process shares
 */
public record ProcessMemory(double resident, double peak, double proportional, double unshared, int threads) {
    private static final double KIBIBYTES = 1024;

    /**
     * Reads the current memory of a process.
     *
     * @throws IOException when the process does not exist, or its memory belongs to another user
     */
    public static ProcessMemory of(long pid) throws IOException {
        Path process = Path.of("/proc/" + pid);
        return parse(Files.readString(process.resolve("status")) + Files.readString(process.resolve("smaps_rollup")));
    }

    /** Parses the contents of {@code status} and {@code smaps_rollup}, one after the other. */
    static ProcessMemory parse(String files) throws IOException {
        return new ProcessMemory(
                number(files, "VmRSS") / KIBIBYTES,
                number(files, "VmHWM") / KIBIBYTES,
                number(files, "Pss") / KIBIBYTES,
                (number(files, "Private_Clean") + number(files, "Private_Dirty")) / KIBIBYTES,
                (int) number(files, "Threads"));
    }

    private static long number(String files, String name) throws IOException {
        return files.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("No " + name + " in: " + files));
    }
}
