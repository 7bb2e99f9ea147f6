package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Roll-outs by Argo Rollouts and by Flagger, as their manifests ask for the verdict: the command of the manifest, from
 * the files of the image, by the data of a real Prometheus. Needs the program {@code prometheus}.
 */
@Tag("image")
@Timeout(120)
final class VerdictTest {
    private static final Path KUBERNETES = Path.of("deploy", "kubernetes");
    /** A third slower. */
    private static final int SLOWER = 6;

    @TempDir
    private Path directory;

    private ScrapedPod stable;
    private ScrapedPod canary;
    private VerdictService verdict;

    @BeforeEach
    void start() throws Exception {
        assertWithMessage("prometheus is installed")
                .that(Command.exists("prometheus"))
                .isTrue();
        stable = new ScrapedPod(3600);
        canary = new ScrapedPod(60);
        verdict = VerdictService.start(directory, stable, canary);
        Balancer.await(
                "Prometheus knows both versions",
                () -> !verdict.look().path("routes").isEmpty());
    }

    @AfterEach
    void close() {
        verdict.close();
        stable.close();
        canary.close();
    }

    private void serve(int ofStable, int ofCanary, int slowerByBuckets) {
        stable.serve(ofStable, 0);
        canary.serve(ofCanary, slowerByBuckets);
    }

    private String argo(String pods, int share) throws IOException {
        Node metric = Node.find(Node.readAll(KUBERNETES.resolve("argo-rollouts")), "AnalysisTemplate", "shop-verdict")
                .list("spec", "metrics")
                .get(0);
        Map<String, String> arguments = Map.of("pods", pods, "share", Integer.toString(share));
        return "result == \"" + verdict.askAsArgo(metric.at("provider", "web"), arguments) + "\"";
    }

    private void awaitArgo(String condition, String pods, int share) throws Exception {
        awaitArgo(condition, pods, share, () -> {});
    }

    /** Serves the requests and asks for the verdict, until the condition is true. */
    private void awaitArgo(String condition, String pods, int share, Runnable requests) throws Exception {
        Node metric = Node.find(Node.readAll(KUBERNETES.resolve("argo-rollouts")), "AnalysisTemplate", "shop-verdict")
                .list("spec", "metrics")
                .get(0);
        String awaited = metric.text(condition);
        Balancer.await(condition + " at " + share + " %", () -> {
            requests.run();
            try {
                return argo(pods, share).equals(awaited);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void argoWaitsAtEachStepAndStopsASlowVersion() throws Exception {
        assertThat(argo("6c54d", 5)).isEqualTo("result == \"need-more\"");
        serve(190_000, 10_000, 0);
        awaitArgo("successCondition", "6c54d", 5);
        // The requests of the step before do not count.
        assertThat(argo("6c54d", 20)).isEqualTo("result == \"need-more\"");
        awaitArgo("failureCondition", "6c54d", 20, () -> serve(4_000, 1_000, SLOWER));
        assertThat(verdict.look().path("reason").asText()).contains("of the latency is at least");
    }

    /** The old version has no requests then, so the latency is compared with the one before. */
    @Test
    void lastStepOfArgoEnds() throws Exception {
        argo("77d9f", 20);
        serve(40_000, 10_000, 0);
        awaitArgo("successCondition", "77d9f", 20);
        assertThat(argo("77d9f", 100)).isEqualTo("result == \"need-more\"");
        serve(0, 10_000, 0);
        awaitArgo("successCondition", "77d9f", 100);
        assertThat(argo("88aaa", 100)).isEqualTo("result == \"need-more\"");
        awaitArgo("failureCondition", "88aaa", 100, () -> serve(0, 1_000, SLOWER));
    }

    private boolean flagger(String type) throws IOException {
        List<Node> hooks = Node.find(Node.readAll(KUBERNETES.resolve("flagger")), "Canary", "shop")
                .list("spec", "analysis", "webhooks");
        for (Node hook : hooks) {
            if (hook.text("type").equals(type)) {
                return verdict.callAsFlagger(hook, "5d8fcb6f4");
            }
        }
        throw new AssertionError("Flagger has no hook " + type);
    }

    private void awaitFlagger(String type) throws Exception {
        Balancer.await(type + " passes", () -> {
            try {
                return flagger(type);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /**
     * In the order of Flagger: it asks whether to roll back first, and whether to go on only if all else has passed.
     */
    @Test
    void flaggerGoesStepByStepAndRollsBack() throws Exception {
        assertThat(flagger("rollback")).isFalse();
        assertThat(flagger("pre-rollout")).isTrue();
        assertThat(flagger("confirm-traffic-increase")).isTrue();
        assertThat(flagger("rollback")).isFalse();
        assertThat(flagger("confirm-traffic-increase")).isFalse();
        serve(190_000, 10_000, 0);
        awaitFlagger("confirm-traffic-increase");
        assertThat(flagger("confirm-traffic-increase")).isFalse();
        stable.serve(40_000, 0);
        canary.serve(9_000, 0);
        canary.fail(100);
        awaitFlagger("rollback");
        assertThat(flagger("confirm-traffic-increase")).isFalse();
    }
}
