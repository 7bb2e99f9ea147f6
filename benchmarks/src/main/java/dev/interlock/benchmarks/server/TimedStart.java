package dev.interlock.benchmarks.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server that was started and has answered once, and how long that took: from the moment at which the process was asked for
 * to the first byte of an answer with status 200.
 */
final class TimedStart implements AutoCloseable {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long STOP_SECONDS = 20;
    private static final int ANSWER_MILLIS = 10_000;
    private static final String EXPECTED = "HTTP/1.1 200";

    private final Process process;
    private final int port;
    private final double millis;

    private TimedStart(Process process, int port, double millis) {
        this.process = process;
        this.port = port;
        this.millis = millis;
    }

    /**
     * Starts a server and asks it until it answers.
     *
     * @param command without the port, which follows as {@code --port N}
     * @param environment what is set beside the variables of this process
     * @param path that is asked for
     * @param output the file for what it writes to standard output and standard error
     * @throws IOException when it ends, does not answer within 30 seconds, or answers something else
     */
    static TimedStart of(List<String> command, Map<String, String> environment, String path, Path output)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> whole = new ArrayList<>(command);
        whole.add("--port");
        whole.add(Integer.toString(port));
        ProcessBuilder builder =
                new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            long answered = firstAnswer(process, port, path, begin + LONGEST_NANOS);
            return new TimedStart(process, port, (answered - begin) / 1e6);
        } catch (IOException e) {
            process.destroyForcibly();
            throw new IOException(e.getMessage() + " Command: " + String.join(" ", whole) + "; see " + output, e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** When the first byte came, as of {@link System#nanoTime}. */
    private static long firstAnswer(Process process, int port, String path, long until)
            throws IOException, InterruptedException {
        byte[] request =
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(US_ASCII);
        while (System.nanoTime() < until) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                socket.setSoTimeout(ANSWER_MILLIS);
                socket.getOutputStream().write(request);
                int first = socket.getInputStream().read();
                long now = System.nanoTime();
                String rest = new String(socket.getInputStream().readNBytes(EXPECTED.length() - 1), US_ASCII);
                if (!((char) first + rest).equals(EXPECTED)) {
                    throw new IOException("The first answer is " + (char) first + rest + ".");
                }
                return now;
            } catch (ConnectException e) {
                if (!process.isAlive()) {
                    throw new IOException("The server ended.", e);
                }
                Thread.sleep(1);
            }
        }
        throw new IOException("The server did not answer.");
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** From the start to the first answer. */
    double millis() {
        return millis;
    }

    /** Ends it as SIGTERM does, and waits for that. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("The server did not end within " + STOP_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
