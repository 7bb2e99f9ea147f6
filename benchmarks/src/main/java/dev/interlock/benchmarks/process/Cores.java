package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Two processors: one only for a server, and one only for its load. They are on different cores if possible, because
 * two threads of one core share its units.
 *
 * @param server processor of the server
 * @param load processor of the load
 */
public record Cores(int server, int load) {
    /**
     * Returns the first two processors that this process may use, on different cores if possible.
     *
     * @throws IOException when there is only one processor
     */
    public static Cores choose() throws IOException {
        return choose(parseList(allowed()), Cores::siblings);
    }

    /** Chooses from a list. The function returns the processors that share a core with a processor. */
    static Cores choose(List<Integer> allowed, IntFunction<List<Integer>> siblings) throws IOException {
        if (allowed.size() < 2) {
            throw new IOException("A server and its load need a processor each; there is only " + allowed);
        }
        int server = allowed.get(0);
        List<Integer> shared = siblings.apply(server);
        for (int other : allowed) {
            if (other != server && !shared.contains(other)) {
                return new Cores(server, other);
            }
        }
        return new Cores(server, allowed.get(1));
    }

    private static String allowed() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("Cpus_allowed_list:")) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        throw new IOException("/proc/self/status does not list the allowed processors");
    }

    private static List<Integer> siblings(int processor) {
        Path file = Path.of("/sys/devices/system/cpu/cpu" + processor + "/topology/thread_siblings_list");
        try {
            return parseList(Files.readString(file).strip());
        } catch (IOException e) {
            return List.of(processor);
        }
    }

    /** Parses a processor list in the kernel's format: {@code 0-3,8}. */
    static List<Integer> parseList(String text) {
        List<Integer> processors = new ArrayList<>();
        for (String range : text.split(",", -1)) {
            int dash = range.indexOf('-');
            int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int to = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
            for (int processor = from; processor <= to; processor++) {
                processors.add(processor);
            }
        }
        return processors;
    }

    /** Pins this process to the processor of the load. Processes that it starts later inherit this. */
    public void pinThisProcess() throws IOException, InterruptedException {
        pin("-apc", load, ProcessHandle.current().pid());
    }

    /** Pins a thread to a processor. */
    static void pinThread(int processor, long id) throws IOException, InterruptedException {
        pin("-pc", processor, id);
    }

    private static void pin(String option, int processor, long id) throws IOException, InterruptedException {
        int status = new ProcessBuilder("taskset", option, Integer.toString(processor), Long.toString(id))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("taskset failed for processor " + processor);
        }
    }

    /** Returns a command that runs with all its threads on one processor. */
    public static List<String> pinned(int processor, List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(processor)));
        pinned.addAll(command);
        return pinned;
    }
}
