package dev.interlock.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs programs that end by themselves. */
public final class Program {
    private Program() {}

    /**
     * Runs a program and returns its standard output. Standard error goes to this process's standard error.
     *
     * @throws IOException when the exit status is not 0
     */
    public static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + " failed with " + process.exitValue());
        }
        return output;
    }

    /** Runs a program for at most this many seconds. Returns its standard output and standard error. */
    public static String output(List<String> command, long seconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        limit(process, seconds);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }

    /**
     * Kills a process if it still runs after this many seconds. Otherwise, a process that hangs would block the whole
     * run.
     */
    public static void limit(Process process, long seconds) {
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    /** Ends a process with SIGTERM. Kills it if it still runs after this many seconds. */
    public static void stop(Process process, long seconds) {
        process.destroy();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the path of a program in the JDK that runs this process. */
    public static String ofJava(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
