package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Steps, verdicts and queries of Argo Rollouts, Flagger, Prometheus and Grafana. */
final class RolloutFilesTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final Path ARGO = DEPLOY.resolve("kubernetes").resolve("argo-rollouts");
    private static final Path FLAGGER = DEPLOY.resolve("kubernetes").resolve("flagger");
    private static final Pattern METRIC = Pattern.compile("\\b(?:http_server|interlock)_[a-z0-9_]+");

    /** Parts of queries that give a result even without data. Such a query would pass without data. */
    private static final Pattern DEFAULT_VALUE = Pattern.compile("or\\s+(?:on\\s*\\(\\)\\s*)?vector\\(");

    @Test
    void argoWaitsForAVerdictAtEachStep() throws IOException {
        Node strategy = Node.find(Node.readAll(ARGO), "Rollout", "shop").at("spec", "strategy", "canary");
        List<String> steps = new ArrayList<>();
        for (Node step : strategy.list("steps")) {
            steps.add(
                    step.has("setWeight")
                            ? step.text("setWeight")
                            : step.list("analysis", "templates").get(0).text("templateName"));
        }
        assertThat(steps)
                .containsExactly("5", "shop-verdict", "20", "shop-verdict", "100", "shop-verdict")
                .inOrder();
    }

    @Test
    void argoNamesExist() throws IOException {
        List<Node> resources = Node.readAll(ARGO);
        List<Node> base = Node.readAll(DEPLOY.resolve("kubernetes").resolve("base"));
        Node spec = Node.find(resources, "Rollout", "shop").at("spec");
        Node strategy = spec.at("strategy", "canary");
        Node.find(base, "Service", strategy.text("stableService"));
        Node.find(resources, "Service", strategy.text("canaryService"));
        Node.find(base, "Deployment", spec.text("workloadRef", "name"));
        Node.find(
                resources,
                "HTTPRoute",
                strategy.text("trafficRouting", "plugins", "argoproj-labs/gatewayAPI", "httpRoute"));
        for (Node template : strategy.list("analysis", "templates")) {
            Node.find(resources, "AnalysisTemplate", template.text("templateName"));
        }
        Map<String, String> labels =
                Node.find(base, "Deployment", "shop").entries("spec", "template", "metadata", "labels");
        assertThat(labels).containsAtLeastEntriesIn(spec.entries("selector", "matchLabels"));
        Node route = Node.find(resources, "HTTPRoute", "shop");
        List<String> backends = route.list("spec", "rules").get(0).list("backendRefs").stream()
                .map(each -> each.text("name") + " " + each.text("weight"))
                .toList();
        assertThat(backends)
                .containsExactly(strategy.text("stableService") + " 100", strategy.text("canaryService") + " 0");
    }

    @Test
    void argoReadsTheVerdict() throws IOException {
        Node metric = Node.find(Node.readAll(ARGO), "AnalysisTemplate", "shop-verdict")
                .list("spec", "metrics")
                .get(0);
        assertThat(metric.text("provider", "web", "jsonPath")).isEqualTo("{$.decision}");
        assertThat(metric.text("successCondition")).isEqualTo("result == \"promote\"");
        assertThat(metric.text("failureCondition")).isEqualTo("result == \"roll-back\"");
        assertThat(metric.number("failureLimit")).isEqualTo(0);
        assertThat(metric.number("consecutiveSuccessLimit")).isEqualTo(1);
    }

    /** The share of the step is in the name of the window. Otherwise, requests of the step before would count, too. */
    @Test
    void argoBeginsAWindowAtEachStep() throws IOException {
        List<Node> resources = Node.readAll(ARGO);
        Node template = Node.find(resources, "AnalysisTemplate", "shop-verdict");
        assertThat(template.list("spec", "metrics").get(0).text("provider", "web", "url"))
                .endsWith("/canary?window={{args.pods}}-{{args.share}}");
        List<String> arguments = template.list("spec", "args").stream()
                .map(argument -> argument.text("name"))
                .toList();
        assertThat(arguments).containsExactly("pods", "share");
        String share = "";
        int verdicts = 0;
        for (Node step : Node.find(resources, "Rollout", "shop").list("spec", "strategy", "canary", "steps")) {
            if (step.has("setWeight")) {
                share = step.text("setWeight");
            } else {
                List<Node> given = step.list("analysis", "args");
                assertThat(given.get(0).text("name")).isEqualTo("pods");
                assertThat(given.get(0).text("valueFrom", "podTemplateHashValue"))
                        .isEqualTo("Latest");
                assertThat(given.get(1).text("name")).isEqualTo("share");
                assertThat(given.get(1).text("value")).isEqualTo(share);
                verdicts++;
            }
        }
        assertThat(verdicts).isEqualTo(3);
    }

    /** An empty result or NaN must not succeed: argo-rollouts#1107. */
    @Test
    void argoNeverPassesWithoutData() throws IOException {
        int queries = 0;
        for (Node metric :
                Node.find(Node.readAll(ARGO), "AnalysisTemplate", "shop-guard").list("spec", "metrics")) {
            String query = metric.text("provider", "prometheus", "query");
            assertThat(metric.text("successCondition")).startsWith("len(result) == 1 && ");
            assertThat(query).doesNotContainMatch(DEFAULT_VALUE);
            if (query.contains("/")) {
                assertThat(metric.text("successCondition")).contains("!isNaN(result[0])");
                assertThat(metric.text("failureCondition")).startsWith("len(result) == 1 && !isNaN(result[0]) && ");
            }
            queries++;
        }
        assertThat(queries).isEqualTo(2);
    }

    @Test
    void flaggerHasTheSameStepsAndVerdicts() throws IOException {
        List<Node> resources = Node.readAll(FLAGGER);
        Node canary = Node.find(resources, "Canary", "shop");
        assertThat(canary.texts("spec", "analysis", "stepWeights"))
                .containsExactly("5", "20", "100")
                .inOrder();
        for (Node metric : canary.list("spec", "analysis", "metrics")) {
            Node template = Node.find(resources, "MetricTemplate", metric.text("templateRef", "name"));
            assertThat(template.text("spec", "query")).doesNotContainMatch(DEFAULT_VALUE);
        }
        List<String> hooks = new ArrayList<>();
        for (Node hook : canary.list("spec", "analysis", "webhooks")) {
            hooks.add(hook.text("type") + " " + hook.text("url").replaceFirst("^http://[^/]+", ""));
        }
        assertThat(hooks)
                .containsExactly(
                        "pre-rollout /canary/start",
                        "confirm-traffic-increase /canary/step",
                        "rollback /canary?expect=roll-back");
    }

    /** Rules, dashboard and analyses use only metrics of the shop. */
    @Test
    void queriesNameKnownMetrics() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Path file : List.of(
                DEPLOY.resolve("prometheus/rollout-rules.yml"),
                DEPLOY.resolve("grafana/rollout-dashboard.json"),
                ARGO.resolve("analysis.yaml"),
                FLAGGER.resolve("metrics.yaml"))) {
            Matcher matcher = METRIC.matcher(Files.readString(file));
            assertWithMessage("%s names metrics", file).that(matcher.find()).isTrue();
            matcher.reset().results().forEach(result -> named.add(result.group()));
        }
        try (SettledShop shop = SettledShop.start(Map.of())) {
            String page = shop.page("/metrics");
            for (String name : named) {
                assertWithMessage(name).that(page).containsMatch("(?m)^" + name + "[{ ]");
            }
        }
    }

    /** router-metrics ships its own rules. The example adds only rules about versions. */
    @Test
    void rulesAreNoDuplicates() throws IOException {
        Path shipped = Path.of("..", "extensions", "router-metrics", "src", "main", "resources");
        Set<String> of = names(shipped.resolve("dev/interlock/metrics/alerts.yml"));
        Set<String> own = names(DEPLOY.resolve("prometheus/rollout-rules.yml"));
        assertThat(of).isNotEmpty();
        assertThat(own).isNotEmpty();
        assertThat(own).containsNoneIn(of);
    }

    private static Set<String> names(Path rules) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Node group : Node.read(rules).get(0).list("groups")) {
            for (Node rule : group.list("rules")) {
                names.add(rule.has("alert") ? rule.text("alert") : rule.text("record"));
            }
        }
        return names;
    }
}
