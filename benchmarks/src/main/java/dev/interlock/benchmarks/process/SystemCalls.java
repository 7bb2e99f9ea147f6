package dev.interlock.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tools that count the system calls of a process. {@code strace} stops the process at each call and makes it many times
 * slower. {@code perf} does not slow the process, but may be forbidden.
 */
public enum SystemCalls {
    /** The columns of strace's output are: % time, seconds, usecs/call, calls, errors (or nothing), syscall. */
    STRACE("(?m)^ *100\\.00 +[0-9.]+ +[0-9]+ +([0-9]+)(?: +[0-9]+)? +total", "strace -f -c"),
    PERF("(?m)^([0-9]+);[^;]*;raw_syscalls", "perf stat -e raw_syscalls:sys_enter -x ;");

    /** Time to wait until perf has attached to the process. strace reports when it has attached, but perf does not. */
    private static final long SETTLE_MILLIS = 1500;

    private static final int PATIENCE_SECONDS = 20;

    private final Pattern total;
    private final String command;

    SystemCalls(String total, String command) {
        this.total = Pattern.compile(total);
        this.command = command;
    }

    /** Work whose system calls are counted. */
    public interface Work {
        void run() throws IOException, InterruptedException;
    }

    private Process start(String... words) throws IOException {
        // A shell starts background commands with interrupts ignored, and the tool would inherit this. The tool needs
        // interrupts.
        List<String> whole = new ArrayList<>(List.of("env", "--default-signal=INT"));
        whole.addAll(List.of(command.split(" ", -1)));
        whole.addAll(List.of(words));
        return new ProcessBuilder(whole)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Returns whether the tool is installed and permitted. */
    public boolean isAvailable() throws IOException, InterruptedException {
        return start("-o", "/dev/null", "true").waitFor() == 0;
    }

    /**
     * Counts the calls of all threads during the work.
     *
     * @param output file that the tool writes
     */
    public long during(long pid, Path output, Work work) throws IOException, InterruptedException {
        Process tool = start("-o", output.toString(), "-p", Long.toString(pid));
        try (BufferedReader messages = tool.errorReader(UTF_8)) {
            String attached = this == STRACE ? String.valueOf(messages.readLine()) : "attached";
            if (!attached.contains("attached")) {
                throw new IOException("strace cannot attach: " + attached);
            }
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            work.run();
        } finally {
            // On an interrupt, both tools detach from the process and write their counts.
            Program.limit(tool, PATIENCE_SECONDS);
            Program.output(List.of("kill", "-INT", Long.toString(tool.pid())), PATIENCE_SECONDS);
            tool.waitFor();
        }
        return total(Files.readString(output));
    }

    /** Parses the number of calls from the tool's output. */
    long total(String output) throws IOException {
        Matcher matcher = total.matcher(output);
        if (!matcher.find()) {
            throw new IOException("No count in: " + output);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** Returns the tool's name for file names and for the names of quantities. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
