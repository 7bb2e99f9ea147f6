package dev.interlock.example.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Process of {@code deploy/haproxy/rollout}. Its verdict command reads the exit code from a file. */
final class RolloutProcess implements AutoCloseable {
    private final Path directory;
    private final Path log;
    private final Process process;

    private RolloutProcess(Path directory, Path log, Process process) {
        this.directory = directory;
        this.log = log;
        this.process = process;
    }

    /** Starts a roll-out from blue to green. Its first verdict needs more requests. */
    static RolloutProcess start(Balancer balancer, Path directory, String... more) throws IOException {
        say(directory, 3);
        return run(directory, arguments(balancer, directory, more));
    }

    /** Like {@link #start}, with a pipe as output. */
    static RolloutProcess piped(Balancer balancer, Path directory, String... more) throws IOException {
        say(directory, 3);
        Path log = Files.createTempFile(directory, "rollout", ".log");
        Process process = new ProcessBuilder(command(arguments(balancer, directory, more)))
                .redirectErrorStream(true)
                .start();
        return new RolloutProcess(directory, log, process);
    }

    private static List<String> arguments(Balancer balancer, Path directory, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "--socket",
                balancer.socket().toString(),
                "--backend",
                "shop",
                "--from",
                "blue1,blue2",
                "--to",
                "green1,green2",
                "--interval",
                "200ms",
                "--verdict",
                "sh -c 'echo $0 >" + directory.resolve("since") + "; exit $(cat " + directory.resolve("verdict")
                        + ")' {since}",
                "--end",
                "touch " + directory.resolve("ended-{server}")));
        command.addAll(List.of(more));
        return command;
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("python3", "deploy/haproxy/rollout"));
        command.addAll(arguments);
        return command;
    }

    /** Runs the script with exactly these arguments. */
    static RolloutProcess run(Path directory, List<String> arguments) throws IOException {
        Path log = Files.createTempFile(directory, "rollout", ".log");
        Process process = new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new RolloutProcess(directory, log, process);
    }

    private static void say(Path directory, int exitCode) throws IOException {
        Path file = Files.writeString(directory.resolve("verdict.new"), Integer.toString(exitCode));
        Files.move(file, directory.resolve("verdict"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sets the exit code of the verdict command. */
    void verdict(int exitCode) throws IOException {
        say(directory, exitCode);
    }

    String log() throws IOException {
        return Files.readString(log, UTF_8);
    }

    /** Waits until the log contains a text. */
    void awaitLog(String text) throws InterruptedException {
        Balancer.await(text, () -> {
            try {
                return log().contains(text);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Returns the latest start of a step that the verdict command received. */
    Instant since() throws IOException {
        return Instant.parse(Files.readString(directory.resolve("since")).strip());
    }

    /** Returns whether the command that ends a server has run. */
    boolean hasEnded(String server) {
        return Files.exists(directory.resolve("ended-" + server));
    }

    void terminate() {
        process.destroy();
    }

    /** Returns the next line of the output, which must be a pipe. */
    String readLine() throws IOException {
        return process.inputReader(UTF_8).readLine();
    }

    /** Closes the pipe, so the process cannot write to it. */
    void closeOutput() throws IOException {
        process.getInputStream().close();
    }

    /** Sends a signal, such as {@code HUP}. */
    void signal(String name) throws IOException, InterruptedException {
        Command.output(Path.of("."), "kill", "-" + name, Long.toString(process.pid()));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The roll-out does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
