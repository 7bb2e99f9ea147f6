package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two processors: one runs only the server. The other runs only the load, which is this process. {@code benchmarks/run}
 * chooses the processors.
 */
public record Cores(int server, int load) {
    /** Returns a command that runs {@code command} with all its threads on the processor of the server. */
    public List<String> pinned(List<String> command) {
        return Stream.concat(Stream.of("taskset", "-c", Integer.toString(server)), command.stream())
                .toList();
    }

    /** Pins a thread of this process to a processor. */
    static void pinThread(int processor, String id) throws IOException, InterruptedException {
        Program.output(List.of("taskset", "-pc", Integer.toString(processor), id));
    }
}
