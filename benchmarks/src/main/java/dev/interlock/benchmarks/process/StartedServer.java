package dev.interlock.benchmarks.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server in a separate process that has answered one request. Measures the time from the start of the process to the
 * first byte of a response with status 200.
 */
public final class StartedServer implements AutoCloseable {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STOP_SECONDS = 20;
    private static final int RESPONSE_MILLIS = 10_000;
    private static final int SHOWN_LINES = 5;
    private static final String EXPECTED = "HTTP/1.1 200";
    private static final long NONE = -1;

    private final Process process;
    private final Map<String, String> environment;
    private final Path output;
    private final int port;
    private final double millis;

    private StartedServer(Process process, Map<String, String> environment, Path output, int port, double millis) {
        this.process = process;
        this.environment = environment;
        this.output = output;
        this.port = port;
        this.millis = millis;
    }

    /**
     * Starts a server and sends requests until one is answered.
     *
     * @param command command without the port, which is appended
     * @param environment additional environment variables
     * @param target path to request
     * @param output file for standard output and standard error
     * @throws IOException with the end of the output, when the process ends or does not answer within a minute
     */
    public static StartedServer of(List<String> command, Map<String, String> environment, String target, Path output)
            throws IOException, InterruptedException {
        return on(freePort(), command, environment, target, output);
    }

    /** Returns a port that no server uses now. */
    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Like {@link #of}, but with a port of the caller, for example of a server that was killed. */
    public static StartedServer on(
            int port, List<String> command, Map<String, String> environment, String target, Path output)
            throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(command);
        whole.add(Integer.toString(port));
        ProcessBuilder builder =
                new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            long answered = ask(port, target);
            while (answered == NONE && process.isAlive() && System.nanoTime() < begin + LONGEST_NANOS) {
                Thread.sleep(1);
                answered = ask(port, target);
            }
            if (answered == NONE) {
                throw new IOException(lastLines(output));
            }
            return new StartedServer(process, environment, output, port, (answered - begin) / 1e6);
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /**
     * Sends a request and returns the time at which the first byte of the response arrived. Returns {@link #NONE} if no
     * server listens or the status is not 200.
     */
    private static long ask(int port, String target) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), RESPONSE_MILLIS);
            socket.setSoTimeout(RESPONSE_MILLIS);
            String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            int first = socket.getInputStream().read();
            long now = System.nanoTime();
            String rest = new String(socket.getInputStream().readNBytes(EXPECTED.length() - 1), US_ASCII);
            return ((char) first + rest).equals(EXPECTED) ? now : NONE;
        } catch (IOException e) {
            return NONE;
        }
    }

    private static String lastLines(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        String end = String.join(" | ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        return end.isEmpty() ? "it printed nothing" : end;
    }

    public int port() {
        return port;
    }

    /**
     * Returns the value of an additional environment variable.
     *
     * @throws IllegalArgumentException when the server was started without it
     */
    public String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The server has no variable " + name);
        }
        return value;
    }

    public long pid() {
        return process.pid();
    }

    /** Returns the time from the start to the first response. */
    public double millis() {
        return millis;
    }

    /** Returns whether the process still runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Returns the names of the kernel's mechanisms for waiting that the process has open, for example epoll. The
     * process may not use all of them.
     */
    public List<String> waitMechanisms() throws IOException, InterruptedException {
        // The command ls fails if the process closes a file while ls runs.
        String files = Program.output(List.of("sh", "-c", "ls -l /proc/" + pid() + "/fd || true"));
        return Stream.of("eventpoll", "io_uring")
                .filter(known -> files.contains("anon_inode:[" + known + "]"))
                .toList();
    }

    public CpuTime cpuTime() throws IOException {
        return CpuTime.of(pid());
    }

    /** Returns the resident memory in MiB. */
    public double residentMebibytes() throws IOException {
        return ProcessMemory.of(pid()).resident();
    }

    /** Stops the process until {@link #resume}. */
    public void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        // If the process has ended, another process may have its id by now.
        if (!process.isAlive()) {
            throw new IOException("The server has ended: " + lastLines(output));
        }
        Program.output(List.of("kill", signal, Long.toString(pid())), STOP_SECONDS);
    }

    /** Ends the process at once, as {@code kill -9} does, and waits until it has ended. */
    public void kill() throws IOException, InterruptedException {
        if (!process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("The server did not end within " + STOP_SECONDS + " seconds");
        }
    }

    /** Ends the process with SIGTERM and waits until it has ended. */
    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                resume();
            }
            process.toHandle().destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("The server did not end within " + STOP_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
