package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of all threads of a process, in seconds.
 *
 * @param user time outside of the kernel
 * @param system time in the kernel
 */
public record CpuTime(double user, double system) {
    /** Linux counts in hundredths of a second, independent of the kernel's own tick (proc(5), stat). */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int CHILDREN_USER_TICKS = 13;

    /** Returns the CPU time of a process so far, including its ended threads. */
    public static CpuTime of(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc/" + pid + "/stat")), USER_TICKS);
    }

    /** Returns the CPU time of all child processes that have ended. */
    public static CpuTime ofEndedChildren() throws IOException {
        return parse(Files.readString(Path.of("/proc/self/stat")), CHILDREN_USER_TICKS);
    }

    /** Parses {@code /proc/PID/stat}. Reads the user time from a field, and the system time from the next field. */
    static CpuTime parse(String stat, int userTicks) {
        // The second field, in parentheses, may contain spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new CpuTime(
                Long.parseLong(fields[userTicks]) / TICKS_PER_SECOND,
                Long.parseLong(fields[userTicks + 1]) / TICKS_PER_SECOND);
    }

    /** Returns the difference from an earlier time. */
    public CpuTime since(CpuTime earlier) {
        return new CpuTime(user - earlier.user, system - earlier.system);
    }

    public double total() {
        return user + system;
    }
}
