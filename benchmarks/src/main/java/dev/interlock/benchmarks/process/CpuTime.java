package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Seconds that all threads of a process have had a processor.
 *
 * @param user outside the kernel
 * @param system in the kernel
 */
public record CpuTime(double user, double system) {
    /** Linux counts in hundredths of a second, whatever the kernel's own tick (proc(5), stat). */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int CHILDREN_USER_TICKS = 13;

    /**
     * Of a process so far, its threads that have ended included.
     *
     * @throws IOException when there is no such process
     */
    public static CpuTime of(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    /** Of all processes that this one has started and that have ended, from their start to their end. */
    public static CpuTime ofEndedChildren() throws IOException {
        return parse(Files.readString(Path.of("/proc/self/stat")), CHILDREN_USER_TICKS);
    }

    /** Reads {@code /proc/PID/stat}. */
    static CpuTime parse(String stat) {
        return parse(stat, USER_TICKS);
    }

    /** Reads the time outside the kernel from a field, and the time in the kernel from the next. */
    private static CpuTime parse(String stat, int userTicks) {
        // The second field, in parentheses, may hold spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new CpuTime(
                Long.parseLong(fields[userTicks]) / TICKS_PER_SECOND,
                Long.parseLong(fields[userTicks + 1]) / TICKS_PER_SECOND);
    }

    /** What was added since an earlier time. */
    public CpuTime since(CpuTime earlier) {
        return new CpuTime(user - earlier.user, system - earlier.system);
    }

    public double total() {
        return user + system;
    }
}
