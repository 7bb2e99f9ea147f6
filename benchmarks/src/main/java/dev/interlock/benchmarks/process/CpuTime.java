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
    /** Ticks per second in {@code /proc/PID/stat} (proc(5)). This number does not depend on the timer of the kernel. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int CHILDREN_USER_TICKS = 13;

    /** Returns the CPU time that a process has used so far. The time includes threads that have ended. */
    public static CpuTime of(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc/" + pid + "/stat")), USER_TICKS);
    }

    /** Returns the CPU time of all child processes that have ended. */
    public static CpuTime ofEndedChildren() throws IOException {
        return parse(Files.readString(Path.of("/proc/self/stat")), CHILDREN_USER_TICKS);
    }

    /**
     * Parses {@code /proc/PID/stat}.
     *
     * @param userTicks index of the field with the user time; the next field has the system time
     */
    static CpuTime parse(String stat, int userTicks) {
        // The second field may contain spaces. It ends with the last closing parenthesis.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new CpuTime(
                Long.parseLong(fields[userTicks]) / TICKS_PER_SECOND,
                Long.parseLong(fields[userTicks + 1]) / TICKS_PER_SECOND);
    }

    /** Returns the CPU time since an earlier measurement. */
    public CpuTime since(CpuTime earlier) {
        return new CpuTime(user - earlier.user, system - earlier.system);
    }

    public double total() {
        return user + system;
    }
}
