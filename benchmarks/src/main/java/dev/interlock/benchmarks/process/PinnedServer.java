package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, on one processor, which takes its port as the last argument. */
public final class PinnedServer implements AutoCloseable {
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 20;
    private static final int SHOWN_LINES = 5;

    private final Process process;
    private final int port;
    private final double startMillis;

    private PinnedServer(Process process, int port, double startMillis) {
        this.process = process;
        this.port = port;
        this.startMillis = startMillis;
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
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(Cores.pinned(processor, command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.command().add(Integer.toString(port));
        long begin = System.nanoTime();
        Process process = builder.start();
        long deadline = begin + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!FirstAnswer.isThere(port, target)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException(lastLines(log));
            }
            Thread.sleep(1);
        }
        return new PinnedServer(process, port, (System.nanoTime() - begin) / 1e6);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        String end = String.join(" | ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        return end.isEmpty() ? "it printed nothing" : end;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** From the start of the process to its first answer. */
    public double startMillis() {
        return startMillis;
    }

    /** Keeps the process from running until {@link #resume}. */
    public void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
    }

    @Override
    public void close() throws IOException {
        try {
            resume();
            process.toHandle().destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
