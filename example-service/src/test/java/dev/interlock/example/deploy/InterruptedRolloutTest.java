package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roll-outs that something interrupts: no build keeps load without a verdict. */
@Tag("proxies")
@Timeout(120)
final class InterruptedRolloutTest {
    private static final int ROLL_BACK = 1;
    private static final int ROLLED_BACK = 1;
    private static final int BAD_INPUT = 2;

    @TempDir
    private Path directory;

    private Balancer balancer;

    @BeforeEach
    void start() throws Exception {
        // HAProxy may drop root's privileges.
        assertThat(directory.toFile().setExecutable(true, false)).isTrue();
        balancer = new Balancer(directory);
    }

    @AfterEach
    void close() {
        balancer.close();
    }

    private RolloutProcess rollout(String... more) throws IOException {
        return RolloutProcess.start(balancer, directory, more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT", "TERM"})
    void rollsBackOnEachSignal(String signal) throws Exception {
        try (RolloutProcess rollout = rollout()) {
            rollout.awaitLog("5 % of the load goes to green1,green2");
            rollout.signal(signal);
            assertThat(rollout.exitCode()).isEqualTo(ROLLED_BACK);
            assertThat(rollout.log()).contains("roll back from 5 %: signal SIG" + signal);
        }
        assertThat(balancer.greenShare(500)).isEqualTo(0.0);
    }

    /** A terminal that closes takes the output with it, and then sends the signal. */
    @Test
    void rollsBackWithoutItsOutput() throws Exception {
        try (RolloutProcess rollout = RolloutProcess.piped(balancer, directory)) {
            rollout.readLine();
            rollout.closeOutput();
            rollout.verdict(ROLL_BACK);
            assertThat(rollout.exitCode()).isEqualTo(ROLLED_BACK);
        }
        assertThat(balancer.greenShare(500)).isEqualTo(0.0);
    }

    @Test
    void completesARollBackDespiteSignals() throws Exception {
        try (RolloutProcess rollout = rollout("--steps", "100", "--end-new")) {
            rollout.awaitLog("100 % of the load goes to green1,green2");
            CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(() -> {
                try {
                    return balancer.get("/held").statusCode();
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            balancer.awaitHeld();
            rollout.verdict(ROLL_BACK);
            rollout.awaitLog("0 % of the load goes to green1,green2: weights 0 to 256");
            rollout.signal("TERM");
            rollout.signal("HUP");
            balancer.release();
            assertThat(slow.get()).isEqualTo(200);
            assertThat(rollout.exitCode()).isEqualTo(ROLLED_BACK);
            assertThat(rollout.log()).contains("rolled back");
            assertThat(rollout.hasEnded("green1")).isTrue();
        }
        assertThat(balancer.greenShare(500)).isEqualTo(0.0);
    }

    @Test
    void rollsBackIfAReloadRemovesAServer() throws Exception {
        try (RolloutProcess rollout = rollout()) {
            rollout.awaitLog("5 % of the load goes to green1,green2");
            Path file = directory.resolve("haproxy.cfg");
            Files.writeString(file, Files.readString(file).replaceAll("(?m)^  server green2.*$", ""));
            balancer.reload();
            assertThat(rollout.exitCode()).isEqualTo(ROLLED_BACK);
            assertThat(rollout.log()).contains("roll back from 5 %: HAProxy has no server green2 any more");
        }
        assertThat(balancer.greenShare(500)).isEqualTo(0.0);
    }

    @Test
    void rollsBackWithoutAStateFile() throws Exception {
        Path states = balancer.stateFile();
        try (RolloutProcess rollout = rollout("--state-file", states.toString())) {
            rollout.awaitLog("5 % of the load goes to green1,green2");
            // From now on, the file cannot be written.
            Files.createDirectory(states.resolveSibling(states.getFileName() + ".new"));
            rollout.verdict(ROLL_BACK);
            assertThat(rollout.exitCode()).isEqualTo(ROLLED_BACK);
            assertThat(rollout.log()).contains("the state file cannot be written: Is a directory");
        }
        assertThat(balancer.greenShare(500)).isEqualTo(0.0);
        try (RolloutProcess next = rollout("--state-file", states.toString())) {
            assertThat(next.exitCode()).isEqualTo(BAD_INPUT);
            assertThat(next.log())
                    .isEqualTo("rollout: --state-file " + states + " cannot be written: Is a directory\n");
        }
    }
}
