package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Names, ports, selectors and network policies of the deployment {@code canary-verdict}, of the controllers that ask
 * it, and of the Prometheus that it asks. {@link VerdictTest} runs it.
 */
final class VerdictManifestsTest {
    private static final Path KUBERNETES = Path.of("deploy", "kubernetes");
    private static final String NAME = "canary-verdict";

    private static List<Node> verdict;
    private static Node pod;
    private static Node container;
    private static Map<String, String> labels;

    @BeforeAll
    static void read() throws IOException {
        verdict = Node.readAll(KUBERNETES.resolve("verdict"));
        pod = Node.find(verdict, "Deployment", NAME).at("spec", "template");
        container = pod.list("spec", "containers").get(0);
        labels = pod.entries("metadata", "labels");
    }

    private static List<Node> read(String directory) throws IOException {
        return Node.readAll(KUBERNETES.resolve(directory));
    }

    private static String argument(String name) {
        return container.texts("args").stream()
                .filter(argument -> argument.startsWith(name + "="))
                .map(argument -> argument.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static Node policy(List<Node> resources, String name) {
        Node policy = Node.find(resources, "NetworkPolicy", name);
        assertThat(labels).containsAtLeastEntriesIn(policy.entries("spec", "podSelector", "matchLabels"));
        assertThat(policy.entries("spec", "podSelector", "matchLabels")).isNotEmpty();
        return policy;
    }

    /** Returns the addresses at which Argo and Flagger ask. */
    private static List<URI> asked() throws IOException {
        List<URI> asked = new ArrayList<>();
        for (Node metric : Node.find(read("argo-rollouts"), "AnalysisTemplate", "shop-verdict")
                .list("spec", "metrics")) {
            asked.add(URI.create(metric.text("provider", "web", "url").replaceAll("[{}]", "")));
        }
        for (Node hook : Node.find(read("flagger"), "Canary", "shop").list("spec", "analysis", "webhooks")) {
            asked.add(URI.create(hook.text("url")));
        }
        return asked;
    }

    @Test
    void controllersAskTheService() throws IOException {
        Node service = Node.find(verdict, "Service", NAME);
        assertThat(labels).containsAtLeastEntriesIn(service.entries("spec", "selector"));
        Node port = service.list("spec", "ports").get(0);
        Node listens = container.list("ports").get(0);
        assertThat(port.text("targetPort")).isEqualTo(listens.text("name"));
        assertThat(argument("--serve")).isEqualTo("0.0.0.0:" + listens.text("containerPort"));
        List<URI> asked = asked();
        assertThat(asked).hasSize(4);
        for (URI each : asked) {
            assertThat(each.getHost()).matches(NAME + "\\.shop(\\.svc)?");
            assertThat(each.getPort()).isEqualTo(port.number("port"));
            assertThat(each.getPath()).startsWith("/canary");
        }
        for (String directory : List.of("argo-rollouts", "flagger")) {
            Node kustomization = Node.read(KUBERNETES.resolve(directory).resolve("kustomization.yaml"))
                    .get(0);
            assertThat(kustomization.texts("components")).contains("../verdict");
            assertThat(kustomization.text("namespace")).isEqualTo("shop");
        }
    }

    @Test
    void policiesLetInTheControllersAlone() throws IOException {
        for (String controller : List.of("argo-rollouts", "flagger")) {
            String suffix = controller.split("-", 2)[0];
            Node policy = policy(read(controller), NAME + "-" + suffix);
            assertThat(policy.texts("spec", "policyTypes")).containsExactly("Ingress");
            assertThat(policy.list("spec", "ingress")).hasSize(1);
            Node rule = policy.list("spec", "ingress").get(0);
            assertThat(rule.list("from")).hasSize(1);
            Node from = rule.list("from").get(0);
            assertThat(from.entries("namespaceSelector", "matchLabels"))
                    .containsExactly(
                            "kubernetes.io/metadata.name",
                            controller.equals("flagger") ? "flagger-system" : controller);
            assertThat(from.entries("podSelector", "matchLabels"))
                    .containsExactly("app.kubernetes.io/name", controller);
            assertThat(rule.list("ports").get(0).text("port"))
                    .isEqualTo(container.list("ports").get(0).text("name"));
        }
        assertThat(policy(verdict, NAME).list("spec", "ingress")).isEmpty();
    }

    /** The verdict comes from Prometheus, so its pod reaches it, and the pods of the shop do not. */
    @Test
    void policyOpensPrometheusToTheVerdictAlone() throws IOException {
        URI prometheus = URI.create(argument("--prometheus"));
        Node policy = policy(verdict, NAME);
        assertThat(policy.texts("spec", "policyTypes")).containsExactly("Ingress", "Egress");
        List<String> opened = new ArrayList<>();
        for (Node rule : policy.list("spec", "egress")) {
            assertThat(rule.list("to")).hasSize(1);
            String namespace = rule.list("to")
                    .get(0)
                    .entries("namespaceSelector", "matchLabels")
                    .get("kubernetes.io/metadata.name");
            opened.add(namespace + " " + rule.list("ports").get(0).text("port"));
        }
        assertThat(prometheus.getHost()).endsWith(".monitoring.svc");
        assertThat(opened).containsExactly("kube-system 53", "monitoring " + prometheus.getPort());
        for (String directory : List.of("base", "argo-rollouts", "flagger")) {
            for (Node resource : read(directory)) {
                if (resource.text("kind").equals("NetworkPolicy")
                        && !resource.entries("spec", "podSelector", "matchLabels")
                                .equals(labels)) {
                    assertThat(resource.text("metadata", "name")).isEqualTo("shop");
                    assertThat(resource.list("spec", "egress").toString()).doesNotContain("monitoring");
                }
            }
        }
    }

    /** The selectors name labels that the PodMonitor sets. */
    @Test
    void selectorsNameLabelsOfTheScrapedPods() throws IOException {
        Node monitor = Node.find(read("prometheus-operator"), "PodMonitor", "shop");
        Map<String, String> set = new TreeMap<>();
        for (Node relabeling :
                monitor.list("spec", "podMetricsEndpoints").get(0).list("relabelings")) {
            set.put(
                    relabeling.text("targetLabel"),
                    relabeling.has("replacement") ? relabeling.text("replacement") : "from the pod");
        }
        assertThat(set).containsEntry("job", "shop");
        assertThat(set).containsEntry("role", "from the pod");
        assertThat(argument("--baseline")).isEqualTo("job=\"shop\",role=\"stable\"");
        assertThat(argument("--canary")).isEqualTo("job=\"shop\",role=\"canary\"");
        // Without both kinds of histograms, rules have no counts, or the latency no narrow buckets.
        assertThat(monitor.text("spec", "scrapeClassicHistograms")).isEqualTo("true");
        Node strategy = Node.find(read("argo-rollouts"), "Rollout", "shop").at("spec", "strategy", "canary");
        assertThat(strategy.text("canaryMetadata", "labels", "role")).isEqualTo("canary");
        assertThat(strategy.text("stableMetadata", "labels", "role")).isEqualTo("stable");
    }

    /** The image of the shop has the command. Its tag differs, so that a new version does not bring its own judge. */
    @Test
    void imageHasTheCommand() throws IOException {
        Node kustomization =
                Node.read(KUBERNETES.resolve("verdict/kustomization.yaml")).get(0);
        Node image = kustomization.list("images").get(0);
        assertThat(image.text("name")).isEqualTo(container.text("image"));
        Node ofShop = Node.read(KUBERNETES.resolve("base/kustomization.yaml"))
                .get(0)
                .list("images")
                .get(0);
        assertThat(image.text("newName")).isEqualTo(ofShop.text("newName"));
        assertThat(image.text("name")).isNotEqualTo(ofShop.text("name"));
        List<String> command = container.texts("command");
        String jar = command.get(command.size() - 1);
        assertThat(command.get(command.size() - 2)).isEqualTo("-jar");
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<destFileName>" + jar + "</destFileName>");
        assertThat(Files.readString(Path.of("deploy", "image", "build"))).contains("verdict=" + jar);
    }

    @Test
    void memoryFitsTheLimit() {
        int heap = container.texts("command").stream()
                .filter(option -> option.matches("-Xmx\\d+m"))
                .mapToInt(option -> Integer.parseInt(option.substring(4, option.length() - 1)))
                .sum();
        assertThat(heap).isGreaterThan(0);
        assertThat(container.text("resources", "limits", "memory")).isEqualTo("256Mi");
        // 150 MB are for classes, code and threads, by docs/operations.md.
        assertThat(heap + 150).isAtMost(256);
        assertThat(container.text("resources", "requests", "memory")).isEqualTo("256Mi");
    }

    @Test
    void podIsConfined() {
        Node ofPod = pod.at("spec", "securityContext");
        assertThat(ofPod.text("runAsNonRoot")).isEqualTo("true");
        assertThat(ofPod.text("runAsUser")).isEqualTo("65532");
        assertThat(ofPod.text("seccompProfile", "type")).isEqualTo("RuntimeDefault");
        assertThat(pod.text("spec", "automountServiceAccountToken")).isEqualTo("false");
        Node own = container.at("securityContext");
        assertThat(own.text("allowPrivilegeEscalation")).isEqualTo("false");
        assertThat(own.text("readOnlyRootFilesystem")).isEqualTo("true");
        assertThat(own.texts("capabilities", "drop")).containsExactly("ALL");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertWithMessage("a Prometheus that is down must restart no pod: %s", probe)
                    .that(container.text(probe, "tcpSocket", "port"))
                    .isEqualTo(container.list("ports").get(0).text("name"));
        }
        // A second pod would not know the window of the first one.
        assertThat(Node.find(verdict, "Deployment", NAME).text("spec", "replicas"))
                .isEqualTo("1");
        assertThat(Node.find(verdict, "Deployment", NAME).text("spec", "strategy", "type"))
                .isEqualTo("Recreate");
    }
}
