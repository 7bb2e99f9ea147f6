package dev.interlock.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another JVM that runs a {@link ServerMain}. */
public final class ServerProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Path errors;
    private final BufferedReader out;

    private ServerProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    }

    /** Starts a process. The options are options of the JVM, such as system properties for settings. */
    static ServerProcess start(String... options) throws IOException {
        return startBy(List.of(), options);
    }

    /** Like {@link #start}, but {@code command} gets the command of the process as its last arguments. */
    public static ServerProcess startBy(List<String> command, String... options) throws IOException {
        return start(command, System.getProperty("java.class.path"), options);
    }

    /** Like {@link #start}, but without a provider of SLF4J. */
    static ServerProcess startWithoutLog(String... options) throws IOException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("slf4j-simple"))
                .collect(Collectors.joining(File.pathSeparator));
        return start(List.of(), classPath, options);
    }

    private static ServerProcess start(List<String> command, String classPath, String... options) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-cp", classPath, "-Xmx128m", "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 24) {
            // These JVMs warn on standard error of native access that is not allowed.
            words.add("--enable-native-access=ALL-UNNAMED");
        }
        words.addAll(List.of("-Dinterlock.host=127.0.0.1", "-Dinterlock.port=0", "-Dinterlock.event-loop-threads=2"));
        words.addAll(List.of(options));
        words.add(ServerMain.class.getName());
        Path errors = Files.createTempFile("interlock", ".err");
        return new ServerProcess(
                new ProcessBuilder(words).redirectError(errors.toFile()).start(), errors);
    }

    /** Reads the next line of output: the port of the next server. */
    public int port() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("The process printed no port, but " + errors());
        }
        return Integer.parseInt(line);
    }

    /** Reads the next line of output; null if there is none. */
    String line() throws IOException {
        return out.readLine();
    }

    public long pid() {
        return process.pid();
    }

    /** Sends SIGTERM. */
    void terminate() {
        // Process.destroy would close the streams as well.
        if (!process.toHandle().destroy()) {
            throw new AssertionError("The process has ended");
        }
    }

    /** Waits for the end of the process. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The process has not ended");
        }
        return process.exitValue();
    }

    /** Returns the lines of standard error, which include the log. */
    public List<String> errors() throws IOException {
        return Files.readAllLines(errors);
    }

    /** Waits for a line of standard error that contains the text. */
    public void awaitError(String text) throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 100; i++) {
            if (errors().stream().anyMatch(line -> line.contains(text))) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("No line with '" + text + "' in " + errors());
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(errors);
    }
}
