package dev.interlock.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tool that counts the system calls of a process. {@code strace} stops the process at each call and makes it many
 * times slower. {@code perf} does not slow the process, but may be forbidden.
 */
public enum SystemCalls {
    STRACE {
        @Override
        List<String> command(long pid, Path output) {
            return List.of("strace", "-f", "-c", "-o", output.toString(), "-p", Long.toString(pid));
        }

        @Override
        long total(String output) throws IOException {
            // The columns: % time, seconds, usecs/call, calls, errors (or nothing), syscall.
            return number(output, Pattern.compile("(?m)^ *100\\.00 +[0-9.]+ +[0-9]+ +([0-9]+)(?: +[0-9]+)? +total"));
        }
    },
    PERF {
        @Override
        List<String> command(long pid, Path output) {
            return List.of("perf", "stat", "-e", EVENT, "-x", ";", "-o", output.toString(), "-p", Long.toString(pid));
        }

        @Override
        long total(String output) throws IOException {
            return number(output, Pattern.compile("(?m)^([0-9]+);[^;]*;" + EVENT));
        }
    };

    private static final String EVENT = "raw_syscalls:sys_enter";
    /** Time that perf needs to attach, because perf does not report when it has attached. strace reports it. */
    private static final long SETTLE_MILLIS = 1500;

    private static final int PATIENCE_SECONDS = 20;

    /** Work during which calls are counted. */
    public interface Work {
        void run() throws IOException, InterruptedException;
    }

    abstract List<String> command(long pid, Path output);

    /** Parses the number of calls from the tool's output. */
    abstract long total(String output) throws IOException;

    /** Returns whether the tool is installed and permitted. */
    public boolean isAvailable() throws IOException, InterruptedException {
        List<String> probe = this == STRACE
                ? List.of("strace", "-c", "-o", "/dev/null", "true")
                : List.of("perf", "stat", "-e", EVENT, "-o", "/dev/null", "true");
        try {
            return new ProcessBuilder(probe)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Counts the calls of all threads during the work.
     *
     * @param output file that the tool writes
     */
    public long during(long pid, Path output, Work work) throws IOException, InterruptedException {
        // A shell makes background commands ignore interrupts, and child processes inherit this behavior.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(command(pid, output));
        Process tool = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader messages = tool.errorReader(StandardCharsets.UTF_8)) {
            awaitAttached(this, messages);
            work.run();
        } finally {
            // On an interrupt, both tools detach and write their counts.
            new ProcessBuilder("kill", "-INT", Long.toString(tool.pid()))
                    .start()
                    .waitFor();
            Program.limit(tool, PATIENCE_SECONDS);
            tool.waitFor();
        }
        return total(Files.readString(output));
    }

    private static void awaitAttached(SystemCalls tool, BufferedReader messages)
            throws IOException, InterruptedException {
        if (tool == STRACE) {
            String attached = messages.readLine();
            if (attached == null || !attached.contains("attached")) {
                throw new IOException("strace cannot attach: " + attached);
            }
        }
        Thread.sleep(SETTLE_MILLIS);
    }

    /** Returns the tool's name in files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static long number(String output, Pattern pattern) throws IOException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IOException("No count in: " + output);
        }
        return Long.parseLong(matcher.group(1));
    }
}
