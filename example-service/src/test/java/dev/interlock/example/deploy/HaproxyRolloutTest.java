package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roll-out script for HAProxy. Needs the programs {@code haproxy} and {@code python3}. */
@Tag("proxies")
@Timeout(120)
final class HaproxyRolloutTest {
    private static final int PROMOTE = 0;
    private static final int ROLL_BACK = 1;

    private static final int PROMOTED = 0;
    private static final int ROLLED_BACK = 1;
    private static final int BAD_INPUT = 2;
    private static final int UNDECIDED = 3;
    private static final int UNREACHABLE = 4;

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

    /** Sends requests until {@code end} counts down, and returns the number of failures. */
    private CompletableFuture<Integer> load(AtomicBoolean ends, AtomicInteger sent) {
        return CompletableFuture.supplyAsync(() -> {
            int failed = 0;
            while (!ends.get()) {
                try {
                    failed += balancer.get("/").statusCode() == 200 ? 0 : 1;
                } catch (IOException e) {
                    failed++;
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                sent.incrementAndGet();
            }
            return failed;
        });
    }

    @Test
    void promotesInStepsWithoutAFailedRequest() throws Exception {
        AtomicBoolean ends = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<Integer> load = load(ends, sent);
        try (RolloutProcess rollout =
                rollout("--state-file", balancer.stateFile().toString())) {
            rollout.awaitLog("5 % of the load goes to green1,green2");
            assertThat(balancer.greenShare(4000)).isWithin(1).of(5);
            rollout.awaitLog("verdict at 5 %: more requests are needed");
            Instant ofFirstStep = rollout.since();
            rollout.verdict(PROMOTE);
            rollout.awaitLog("20 % of the load goes to green1,green2");
            rollout.awaitLog("100 % of the load goes to green1,green2");
            assertThat(rollout.exitCode()).isEqualTo(PROMOTED);
            // Each step has its own window.
            assertThat(rollout.since()).isGreaterThan(ofFirstStep);
            assertThat(rollout.hasEnded("blue1")).isTrue();
            assertThat(rollout.hasEnded("blue2")).isTrue();
            assertThat(rollout.hasEnded("green1")).isFalse();
            // The old build has ended.
            balancer.stop("blue1");
            balancer.stop("blue2");
            assertThat(balancer.greenShare(500)).isEqualTo(100.0);
        }
        ends.set(true);
        assertWithMessage("failures of %s requests", sent).that(load.get()).isEqualTo(0);
        assertThat(sent.get()).isGreaterThan(1000);
    }

    @Test
    void givesTwentyPercent() throws Exception {
        try (RolloutProcess rollout = rollout("--steps", "20,100")) {
            rollout.awaitLog("20 % of the load goes to green1,green2");
            assertThat(balancer.greenShare(2000)).isWithin(1).of(20);
        }
    }

    @Test
    void rollsBackByItself() throws Exception {
        try (RolloutProcess rollout = rollout()) {
            rollout.awaitLog("5 % of the load goes to green1,green2");
            rollout.verdict(ROLL_BACK);
            assertThat(rollout.exitCode()).isEqualTo(ROLLED_BACK);
            assertThat(rollout.log()).contains("roll back from 5 %: verdict at 5 %");
            assertThat(rollout.hasEnded("blue1")).isFalse();
        }
        assertThat(balancer.greenShare(500)).isEqualTo(0.0);
        assertThat(balancer.requests("blue1")).isGreaterThan(0);
    }

    @Test
    void rollsBackIfANewServerIsDown() throws Exception {
        try (RolloutProcess rollout = rollout()) {
            rollout.awaitLog("5 % of the load goes to green1,green2");
            balancer.stop("green2");
            assertThat(rollout.exitCode()).isEqualTo(ROLLED_BACK);
            assertThat(rollout.log()).contains("roll back from 5 %: green2 is down");
        }
        assertThat(balancer.greenShare(500)).isEqualTo(0.0);
    }

    @Test
    void rollsBackIfTheVerdictFails() throws Exception {
        try (RolloutProcess rollout = rollout()) {
            rollout.awaitLog("5 % of the load goes to green1,green2");
            rollout.verdict(7);
            assertThat(rollout.exitCode()).isEqualTo(ROLLED_BACK);
            assertThat(rollout.log()).contains("the verdict command failed 3 times in a row");
        }
        assertThat(balancer.greenShare(500)).isEqualTo(0.0);
    }

    @Test
    void rollsBackWithoutAVerdictInTime() throws Exception {
        try (RolloutProcess rollout = rollout("--max-wait", "1s")) {
            assertThat(rollout.exitCode()).isEqualTo(UNDECIDED);
            assertThat(rollout.log()).contains("roll back from 5 %: no verdict at 5 % within 1 s");
        }
        assertThat(balancer.greenShare(500)).isEqualTo(0.0);
    }

    @Test
    void rollsBackOnSigterm() throws Exception {
        try (RolloutProcess rollout = rollout()) {
            rollout.awaitLog("5 % of the load goes to green1,green2");
            rollout.terminate();
            assertThat(rollout.exitCode()).isEqualTo(ROLLED_BACK);
            assertThat(rollout.log()).contains("roll back from 5 %: signal SIGTERM");
        }
        assertThat(balancer.greenShare(500)).isEqualTo(0.0);
    }

    /** An old server ends only after its last response. */
    @Test
    void drainsBeforeTheEnd() throws Exception {
        CompletableFuture<HttpResponse<String>> slow = CompletableFuture.supplyAsync(() -> {
            try {
                return balancer.get("/held");
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        balancer.awaitHeld();
        try (RolloutProcess rollout = rollout()) {
            rollout.verdict(PROMOTE);
            rollout.awaitLog("verdict at 100 %: promote");
            // Drains, so it gets no new requests.
            Balancer.await("blue drains", () -> isDraining("blue1") && isDraining("blue2"));
            assertThat(balancer.greenShare(200)).isEqualTo(100.0);
            assertThat(rollout.hasEnded("blue1")).isFalse();
            assertThat(rollout.hasEnded("blue2")).isFalse();
            balancer.release();
            assertThat(slow.get().statusCode()).isEqualTo(200);
            assertThat(rollout.exitCode()).isEqualTo(PROMOTED);
            assertThat(rollout.hasEnded("blue1")).isTrue();
        }
    }

    private boolean isDraining(String server) {
        try {
            String state = balancer.command("show servers state shop")
                    .lines()
                    .filter(line -> line.contains(" " + server + " "))
                    .findFirst()
                    .orElseThrow();
            // Bits of srv_admin_state: 0x08 is forced drain.
            return (Integer.parseInt(state.split(" ", -1)[6]) & 0x08) != 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void setsTheWeightsAgainAfterAReload() throws Exception {
        try (RolloutProcess rollout = rollout()) {
            rollout.awaitLog("5 % of the load goes to green1,green2");
            // Without the state file, HAProxy begins with the weights of its configuration.
            balancer.reload();
            rollout.awaitLog("HAProxy had other weights, for example after a reload: set again");
            assertThat(balancer.greenShare(2000)).isWithin(1).of(5);
            rollout.verdict(PROMOTE);
            assertThat(rollout.exitCode()).isEqualTo(PROMOTED);
        }
    }

    @Test
    void reloadKeepsTheWeightsOfTheStateFile() throws Exception {
        try (RolloutProcess rollout = rollout(
                "--steps", "20,100", "--state-file", balancer.stateFile().toString())) {
            rollout.awaitLog("20 % of the load goes to green1,green2");
            rollout.awaitLog("verdict at 20 %");
            rollout.kill();
        }
        // The script has ended, so nobody sets the weights again.
        balancer.reload();
        assertThat(balancer.greenShare(2000)).isWithin(1).of(20);
    }

    @Test
    void continuesOrAbortsARolloutThatWasKilled() throws Exception {
        try (RolloutProcess rollout = rollout("--steps", "20,100")) {
            rollout.awaitLog("20 % of the load goes to green1,green2");
            rollout.kill();
        }
        try (RolloutProcess again = rollout()) {
            assertThat(again.exitCode()).isEqualTo(BAD_INPUT);
            assertThat(again.log())
                    .isEqualTo("rollout: green1,green2 already has 20.0 % of the load. Tip: --resume continues a"
                            + " roll-out, and --abort rolls it back\n");
        }
        try (RolloutProcess resumed = rollout("--resume")) {
            resumed.awaitLog("20 % of the load goes to green1,green2");
            assertThat(resumed.log()).doesNotContain(" 5 % of the load");
            resumed.kill();
        }
        try (RolloutProcess aborted = rollout("--abort")) {
            assertThat(aborted.exitCode()).isEqualTo(ROLLED_BACK);
        }
        assertThat(balancer.greenShare(500)).isEqualTo(0.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--steps | 5,4,100 | argument --steps: '5,4,100' is no list of rising percentages up to 100",
                "--steps | 5,20 | argument --steps: '5,20' is no list of rising percentages up to 100",
                "--interval | 10 | argument --interval: '10' is no duration",
                "--to | blue1 | blue1 is in --from and in --to",
                "--to | green9 | There is no server 'green9' in the backend 'shop'. Tip: it has blue1, blue2, green1",
                "--backend | shap | HAProxy has no backend 'shap'",
                "--from | blue1 | Other servers have load: blue2. Tip: name all servers in --from and --to",
                "--verdict | '' | argument --verdict: the command is empty",
                "--steps | 0.1,100 | No weights give 0.1 % to 2 of 4 servers",
                "--socket | /nowhere/admin.sock | there is no socket /nowhere/admin.sock"
            })
    void rejectsBadInputInOneLine(String option, String value, String message) throws Exception {
        try (RolloutProcess rollout = rollout(option, value)) {
            assertThat(rollout.exitCode()).isEqualTo(BAD_INPUT);
            assertThat(rollout.log()).startsWith("rollout: ");
            assertThat(rollout.log()).contains(message);
            assertThat(rollout.log().lines().count()).isEqualTo(1);
        }
        assertThat(balancer.greenShare(100)).isEqualTo(0.0);
    }

    @Test
    void needsAVerdict() throws Exception {
        try (RolloutProcess rollout = RolloutProcess.run(
                directory,
                List.of("--socket", balancer.socket().toString(), "--backend", "shop", "--from", "a", "--to", "b"))) {
            assertThat(rollout.exitCode()).isEqualTo(BAD_INPUT);
            assertThat(rollout.log()).contains("--verdict is missing");
        }
    }

    @Test
    void reportsAnUnreachableHaproxy() throws Exception {
        try (RolloutProcess rollout = rollout("--patience", "500ms")) {
            rollout.awaitLog("5 % of the load goes to green1,green2");
            balancer.close();
            assertThat(rollout.exitCode()).isEqualTo(UNREACHABLE);
            assertThat(rollout.log()).contains("Tip: --resume continues, --abort rolls back");
        }
    }
}
