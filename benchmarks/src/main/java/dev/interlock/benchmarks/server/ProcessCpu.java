package dev.interlock.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Seconds that a process has had a processor, its own code and the kernel on its behalf. */
record ProcessCpu(double user, double system) {
    /** Linux counts in hundredths of a second, whatever the kernel's own tick (proc(5), stat). */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    /** @throws IOException when there is no such process */
    static ProcessCpu of(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    /** Reads {@code stat}. */
    static ProcessCpu parse(String stat) {
        // The second field, in parentheses, may hold spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessCpu(
                Long.parseLong(fields[USER_TICKS]) / TICKS_PER_SECOND,
                Long.parseLong(fields[SYSTEM_TICKS]) / TICKS_PER_SECOND);
    }

    ProcessCpu since(ProcessCpu earlier) {
        return new ProcessCpu(user - earlier.user, system - earlier.system);
    }

    double total() {
        return user + system;
    }
}
