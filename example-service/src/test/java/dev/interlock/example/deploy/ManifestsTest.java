package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Manifests agree with the server and with each other. {@link SchemasTest} checks their fields. */
final class ManifestsTest {
    private static final Path KUBERNETES = Path.of("deploy", "kubernetes");
    private static final int FOR_THE_ACCESS_LOG_SECONDS = 5;
    /** Memory for classes, code and threads (docs/operations.md). */
    private static final int OF_THE_JVM_MIB = 150;

    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)m");
    private static final Pattern DIRECT = Pattern.compile("-XX:MaxDirectMemorySize=(\\d+)m");
    private static final Pattern SECONDS = Pattern.compile("(\\d+)s");

    private static List<Node> base;
    private static Node deployment;
    private static Node pod;
    private static Node container;
    private static Map<String, String> settings;

    @BeforeAll
    static void read() throws IOException {
        base = Node.readAll(KUBERNETES.resolve("base"));
        deployment = Node.find(base, "Deployment", "shop");
        pod = deployment.at("spec", "template");
        assertThat(pod.list("spec", "containers")).hasSize(1);
        container = pod.list("spec", "containers").get(0);
        settings = Node.find(base, "ConfigMap", "shop-settings").entries("data");
    }

    /** Returns a setting of the server in seconds. */
    private static int seconds(String setting) {
        return parseSeconds(Objects.requireNonNull(settings.get(setting), setting));
    }

    private static int parseSeconds(String duration) {
        Matcher matcher = SECONDS.matcher(duration);
        assertWithMessage(duration).that(matcher.matches()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static int mebibytes(String quantity) {
        assertThat(quantity).endsWith("Mi");
        return Integer.parseInt(quantity.substring(0, quantity.length() - 2));
    }

    private static int port(String name) {
        for (Node port : container.list("ports")) {
            if (port.text("name").equals(name)) {
                return port.number("containerPort");
            }
        }
        throw new AssertionError("The container has no port " + name);
    }

    @Test
    void podHasTimeToDrain() {
        int needed = container.number("lifecycle", "preStop", "sleep", "seconds")
                + seconds("INTERLOCK_SHUTDOWN_DELAY")
                + seconds("INTERLOCK_SHUTDOWN_DEADLINE")
                + FOR_THE_ACCESS_LOG_SECONDS;
        assertThat(pod.number("spec", "terminationGracePeriodSeconds")).isAtLeast(needed);
    }

    /** The delay must be longer than the kubelet needs to notice that the pod is not ready. */
    @Test
    void delayIsLongerThanTheReadinessProbe() {
        Node probe = container.at("readinessProbe");
        int noticed = probe.number("periodSeconds") * probe.number("failureThreshold");
        assertThat(seconds("INTERLOCK_SHUTDOWN_DELAY")).isGreaterThan(noticed);
    }

    @Test
    void unitHasTimeToDrain() throws IOException {
        String unit = Files.readString(Path.of("deploy", "systemd", "shop@.service"));
        int needed = parseSeconds(first(unit, "INTERLOCK_SHUTDOWN_DELAY=(\\S+)"))
                + parseSeconds(first(unit, "INTERLOCK_SHUTDOWN_DEADLINE=(\\S+)"))
                + FOR_THE_ACCESS_LOG_SECONDS;
        assertThat(Integer.parseInt(first(unit, "TimeoutStopSec=(\\d+)"))).isAtLeast(needed);
        assertThat(first(unit, "KillSignal=(\\S+)")).isEqualTo("SIGTERM");
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertWithMessage(pattern).that(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void memoryFitsTheLimit() {
        String arguments = String.join(" ", container.texts("args"));
        int needed = Integer.parseInt(first(arguments, HEAP.pattern()))
                + Integer.parseInt(first(arguments, DIRECT.pattern()))
                + OF_THE_JVM_MIB;
        String limit = container.text("resources", "limits", "memory");
        assertThat(mebibytes(limit)).isAtLeast(needed);
        assertThat(container.text("resources", "requests", "memory")).isEqualTo(limit);
        // The image starts the shop by this argument file, and options of the JVM come before it.
        assertThat(container.texts("args").get(container.texts("args").size() - 1))
                .isEqualTo("@shop");
    }

    @Test
    void probesCallTheAdminPort() throws Exception {
        assertThat(settings).containsEntry("INTERLOCK_ADMIN_HOST", "0.0.0.0");
        assertThat(port("admin")).isEqualTo(9090);
        assertThat(port("http")).isEqualTo(8080);
        List<String> paths = new ArrayList<>();
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.text(probe, "httpGet", "port")).isEqualTo("admin");
            paths.add(container.text(probe, "httpGet", "path"));
        }
        try (SettledShop shop = SettledShop.start(settings)) {
            for (String path : paths) {
                assertWithMessage(path).that(shop.status(path)).isEqualTo(200);
            }
        }
        // A restart does not repair a database, so liveness depends only on the event loops.
        assertThat(paths)
                .containsExactly("/health/live", "/health/live", "/health/ready")
                .inOrder();
    }

    @Test
    void settingsOfTheServerAreKnown() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));
        assertThat(settings).isNotEmpty();
        for (String name : settings.keySet()) {
            assertWithMessage(name).that(page).contains("`" + name + "`");
        }
    }

    @Test
    void referencesExist() throws IOException {
        for (Node source : container.list("envFrom")) {
            assertThat(source.text("configMapRef", "name")).isEqualTo("shop-settings");
        }
        Node secret = Node.read(KUBERNETES.resolve("secret.example.yaml")).get(0);
        for (Node variable : container.list("env")) {
            Node reference = variable.at("valueFrom", "secretKeyRef");
            assertThat(reference.text("name")).isEqualTo(secret.text("metadata", "name"));
            assertThat(secret.entries("stringData")).containsKey(reference.text("key"));
        }
        List<String> volumes = pod.list("spec", "volumes").stream()
                .map(volume -> volume.text("name"))
                .toList();
        for (Node mount : container.list("volumeMounts")) {
            assertThat(volumes).contains(mount.text("name"));
        }
        assertThat(pod.text("spec", "serviceAccountName"))
                .isEqualTo(Node.find(base, "ServiceAccount", null).text("metadata", "name"));
    }

    @Test
    void selectorsSelectThePod() {
        Map<String, String> labels = pod.entries("metadata", "labels");
        List<Map<String, String>> selectors = Stream.of(
                        deployment.entries("spec", "selector", "matchLabels"),
                        Node.find(base, "Service", "shop").entries("spec", "selector"),
                        Node.find(base, "PodDisruptionBudget", "shop").entries("spec", "selector", "matchLabels"),
                        Node.find(base, "NetworkPolicy", "shop").entries("spec", "podSelector", "matchLabels"))
                .toList();
        for (Map<String, String> selector : selectors) {
            assertThat(selector).isNotEmpty();
            assertThat(labels).containsAtLeastEntriesIn(selector);
        }
        Node target = Node.find(base, "HorizontalPodAutoscaler", "shop").at("spec", "scaleTargetRef");
        assertThat(target.text("kind")).isEqualTo("Deployment");
        assertThat(target.text("name")).isEqualTo("shop");
        for (Node port : Node.find(base, "Service", "shop").list("spec", "ports")) {
            assertThat(port(port.text("targetPort"))).isEqualTo(8080);
        }
    }

    /** Only the gateway can reach the application. Only Prometheus can reach the admin port. */
    @Test
    void networkPolicyOpensTwoPorts() {
        Node policy = Node.find(base, "NetworkPolicy", "shop");
        assertThat(policy.texts("spec", "policyTypes")).containsExactly("Ingress", "Egress");
        List<String> opened = new ArrayList<>();
        for (Node rule : policy.list("spec", "ingress")) {
            assertWithMessage("a rule without a source opens the port to all")
                    .that(rule.list("from"))
                    .hasSize(1);
            String namespace = rule.list("from")
                    .get(0)
                    .entries("namespaceSelector", "matchLabels")
                    .get("kubernetes.io/metadata.name");
            rule.list("ports").forEach(port -> opened.add(namespace + " " + port.text("port")));
        }
        assertThat(opened).containsExactly("gateway http", "monitoring admin");
        for (Node rule : policy.list("spec", "egress")) {
            assertThat(rule.list("to")).hasSize(1);
            assertThat(rule.list("ports")).isNotEmpty();
        }
    }

    @Test
    void containerIsConfined() throws IOException {
        Node ofPod = pod.at("spec", "securityContext");
        assertThat(ofPod.text("runAsNonRoot")).isEqualTo("true");
        assertThat(ofPod.text("seccompProfile", "type")).isEqualTo("RuntimeDefault");
        Node own = container.at("securityContext");
        assertThat(own.text("allowPrivilegeEscalation")).isEqualTo("false");
        assertThat(own.text("readOnlyRootFilesystem")).isEqualTo("true");
        assertThat(own.texts("capabilities", "drop")).containsExactly("ALL");
        String user = ofPod.text("runAsUser");
        assertThat(first(Files.readString(Path.of("pom.xml")), "<user>(\\d+):\\d+</user>"))
                .isEqualTo(user);
        assertThat(Files.readString(Path.of("deploy", "image", "build"))).contains("shop:x:" + user + ":");
    }
}
