package dev.interlock.benchmarks.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of {@code deploy/haproxy/rollout}, from blue to green. */
final class Rollout implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 600;

    private final Process process;
    private final Path log;

    private Rollout(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the script.
     *
     * @param verdict command that decides
     * @param environment variables of the command
     * @param pids directory with the process ids of the instances
     */
    static Rollout start(
            Path deploy, Balancer balancer, String verdict, Map<String, String> environment, Path pids, Path log)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                deploy.resolve("haproxy/rollout").toString(),
                "--socket",
                balancer.socket().toString(),
                "--backend",
                "shop",
                "--from",
                String.join(",", Balancer.BLUE),
                "--to",
                String.join(",", Balancer.GREEN),
                "--state-file",
                balancer.stateFile().toString(),
                "--interval",
                "3s",
                "--max-wait",
                "4m",
                "--verdict",
                verdict,
                "--end",
                "sh -c 'kill -TERM $(cat " + Shops.pidFile(pids, "{server}") + ")'"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Rollout(builder.start(), log);
    }

    /** Returns what the script has written until now. */
    RolloutLog log() throws IOException {
        return RolloutLog.parse(Files.readString(log));
    }

    /** Waits until a step has begun. */
    void awaitStep(int percent) throws IOException, InterruptedException {
        while (!log().hasStep(percent)) {
            if (!process.isAlive()) {
                throw new IOException("The roll-out ended before " + percent + " %; see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Waits until the script has ended, and returns its exit code. */
    int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("The roll-out does not end; see " + log);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
