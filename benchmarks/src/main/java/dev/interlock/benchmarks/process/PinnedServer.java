package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server on one processor, which takes its port as the last argument. */
public final class PinnedServer implements AutoCloseable {
    private final StartedServer server;

    private PinnedServer(StartedServer server) {
        this.server = server;
    }

    /**
     * Starts a server and waits for its first answer.
     *
     * @param command without the port
     * @param target what is asked for
     * @param log the file for what it prints
     * @throws IOException with the end of what it printed, when it ends or does not answer within a minute
     */
    public static PinnedServer start(int processor, List<String> command, String target, Path log)
            throws IOException, InterruptedException {
        return start(processor, command, Map.of(), target, log);
    }

    /**
     * The same.
     *
     * @param environment what is set beside the variables of this process
     */
    public static PinnedServer start(
            int processor, List<String> command, Map<String, String> environment, String target, Path log)
            throws IOException, InterruptedException {
        return new PinnedServer(StartedServer.of(
                port -> {
                    List<String> pinned = Cores.pinned(processor, command);
                    pinned.add(Integer.toString(port));
                    return pinned;
                },
                environment,
                target,
                log));
    }

    public int port() {
        return server.port();
    }

    public long pid() {
        return server.pid();
    }

    /** From the start of the process to its first answer. */
    public double startMillis() {
        return server.millis();
    }

    /** Whether the process has not ended yet. */
    boolean isAlive() {
        return server.isAlive();
    }

    /** Keeps the process from running until {@link #resume}. */
    public void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        // Another process may have its number by now.
        if (!server.isAlive()) {
            throw new IOException("The server has ended: " + server.lastLines());
        }
        new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
    }

    @Override
    public void close() throws IOException {
        try {
            if (server.isAlive()) {
                resume();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
    }
}
