package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the fields of the manifests that kustomize writes by the schemas of Kubernetes and its extensions. Checks
 * queries by promtool. Needs the programs {@code npm}, {@code node}, {@code kustomize} and {@code promtool}.
 */
@Tag("image")
@Timeout(180)
final class SchemasTest {
    private static final Path KUBERNETES = Path.of("deploy", "kubernetes");
    private static final Path TOOLS = Path.of("target", "schemas");

    @TempDir
    private Path directory;

    /** Fetches the schemas. The lock file pins their versions. */
    @BeforeAll
    static void fetch() throws Exception {
        for (String program : List.of("npm", "node", "kustomize", "promtool")) {
            assertWithMessage("%s is installed", program)
                    .that(Command.exists(program))
                    .isTrue();
        }
        Files.createDirectories(TOOLS);
        for (String file : List.of("package.json", "package-lock.json", "check.mjs", "flagger.json")) {
            Files.write(TOOLS.resolve(file), Files.readAllBytes(Path.of("src", "test", "schemas", file)));
        }
        Command.output(TOOLS, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
    }

    private Command check(Path... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "check.mjs"));
        for (Path file : files) {
            command.add(file.toAbsolutePath().toString());
        }
        return Command.run(TOOLS, command);
    }

    private Path build(String name) throws IOException, InterruptedException {
        return build(name, KUBERNETES.resolve(name));
    }

    private Path build(String name, Path source) throws IOException, InterruptedException {
        String text = Command.output(Path.of("."), "kustomize", "build", source.toString());
        return Files.writeString(directory.resolve(name.replace('/', '-') + ".yaml"), text);
    }

    /** Builds the kustomization in docs/deployment.md: the base with the component for io_uring. */
    private Path withIoUring() throws IOException, InterruptedException {
        String kustomization = Page.of("deployment.md").block("yaml", "../io-uring\n");
        return build("with-io-uring", production("with-io-uring", "kustomization.yaml", kustomization));
    }

    /** Builds the kustomization in docs/deployment.md: Argo Rollouts with a comparison of responses. */
    private Path withResponses() throws IOException, InterruptedException {
        Page page = Page.of("deployment.md");
        String name = "with-responses";
        Path overlay = production(name, "kustomization.yaml", page.block("yaml", "- responses.yaml\n"));
        Files.writeString(overlay.resolve("responses.yaml"), page.block("yaml", "# production/responses.yaml\n"));
        return build(name, overlay);
    }

    /** Builds Flagger's manifests with the hook in docs/deployment.md instead of the other hooks. */
    private Path withHook() throws IOException, InterruptedException {
        String hook = Page.of("deployment.md").block("yaml", "type: pre-rollout\n");
        String name = "with-hook";
        Path overlay = production(name, "kustomization.yaml", """
                resources: [../flagger]
                patches: [{path: hook.yaml}]
                """);
        Files.writeString(overlay.resolve("hook.yaml"), """
                apiVersion: flagger.app/v1beta1
                kind: Canary
                metadata: {name: shop}
                spec:
                """ + hook.indent(2));
        return build(name, overlay);
    }

    /** Copies the manifests, and adds the directory {@code production} with a file. */
    private Path production(String copy, String file, String text) throws IOException, InterruptedException {
        Path all = Files.createDirectory(directory.resolve(copy));
        Command.output(Path.of("."), "cp", "-r", KUBERNETES.toString(), all.toString());
        Path overlay = Files.createDirectory(all.resolve("kubernetes").resolve("production"));
        Files.writeString(overlay.resolve(file), text);
        return overlay;
    }

    /** Runs the command in docs/deployment.md that makes a resource from the rules. */
    private Path printedRules() throws IOException, InterruptedException {
        String block = Page.of("deployment.md").block("sh", "kind: PrometheusRule");
        String text = Command.output(Path.of(".."), "sh", "-c", "kubectl() { cat; }\n" + block);
        return Files.writeString(directory.resolve("printed-rules.yaml"), text);
    }

    @Test
    void manifestsFitTheirSchemas() throws Exception {
        Command checked = check(
                build("base"),
                build("argo-rollouts"),
                build("flagger"),
                build("io-uring/nodes"),
                withIoUring(),
                withResponses(),
                withHook(),
                printedRules(),
                KUBERNETES.resolve("secret.example.yaml"));
        assertWithMessage(checked.output()).that(checked.exitCode()).isEqualTo(0);
        assertThat(checked.output()).containsMatch("(?m)^[3-9]\\d resources, 0 problems$");
    }

    @Test
    void printedRulesAreThoseOfTheFile() throws Exception {
        Node printed = Node.find(Node.read(printedRules()), "PrometheusRule", "shop-rollout");
        Node file =
                Node.read(Path.of("deploy", "prometheus", "rollout-rules.yml")).get(0);
        assertThat(printed.at("spec").value()).isEqualTo(file.value());
    }

    /** The job runs beside the verdict, in pods that the namespace accepts and the policy lets in. */
    @Test
    void argoComparesResponsesAtEachStepIfAdded() throws Exception {
        List<Node> resources = Node.read(withResponses());
        List<List<String>> templates = new ArrayList<>();
        for (Node step : Node.find(resources, "Rollout", "shop").list("spec", "strategy", "canary", "steps")) {
            if (step.has("analysis")) {
                templates.add(step.list("analysis", "templates").stream()
                        .map(template -> template.text("templateName"))
                        .toList());
            }
        }
        List<String> both = List.of("shop-verdict", "shop-responses");
        assertThat(templates).containsExactly(both, both, both);
        Node pod = Node.find(resources, "AnalysisTemplate", "shop-responses")
                .list("spec", "metrics")
                .get(0)
                .at("provider", "job", "spec", "template");
        assertThat(Node.find(resources, "NetworkPolicy", "shop-responses")
                        .list("spec", "ingress")
                        .get(0)
                        .list("from")
                        .get(0)
                        .entries("podSelector", "matchLabels"))
                .isEqualTo(pod.entries("metadata", "labels"));
        assertThat(pod.text("spec", "securityContext", "runAsNonRoot")).isEqualTo("true");
        Node probe = pod.list("spec", "containers").get(0);
        Command.output(directory, "sh", "-nc", probe.texts("args").get(0));
        assertThat(probe.text("securityContext", "allowPrivilegeEscalation")).isEqualTo("false");
        assertThat(probe.texts("securityContext", "capabilities", "drop")).containsExactly("ALL");
    }

    /** The check must find misspelt, missing and mistyped fields in each kind of schema. */
    @Test
    void checkFindsMistakes() throws Exception {
        Path bad = Files.writeString(directory.resolve("bad.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: misspelt}
                spec:
                  selector: {matchLabels: {a: b}}
                  template: {spec: {terminationGraceSeconds: 40, containers: [{name: a}]}}
                ---
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: mistyped}
                spec: {strategy: {canary: {steps: [{setWeight: five}]}}}
                ---
                apiVersion: flagger.app/v1beta1
                kind: MetricTemplate
                metadata: {name: missing}
                spec: {provider: {type: prometheus, address: "http://prometheus"}}
                """);
        Command checked = check(bad);
        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.output()).contains("'\"terminationGraceSeconds\"' does not exist in type 'IPodSpec'");
        assertThat(checked.output()).contains("Rollout mistyped");
        assertThat(checked.output()).contains("must have required property 'query'");
    }

    @Test
    void ioUringComponentNamesTheProfile() throws Exception {
        List<Node> resources = Node.read(withIoUring());
        Node pod = Node.find(resources, "Deployment", "shop").at("spec", "template", "spec");
        String profile = pod.text("securityContext", "seccompProfile", "localhostProfile");
        assertThat(pod.text("securityContext", "seccompProfile", "type")).isEqualTo("Localhost");
        Node copier = Node.find(Node.read(build("io-uring/nodes")), "DaemonSet", "shop-seccomp");
        List<String> volumes = copier.list("spec", "template", "spec", "volumes").stream()
                .filter(volume -> volume.has("hostPath"))
                .map(volume -> volume.text("hostPath", "path"))
                .toList();
        assertThat(volumes)
                .containsExactly("/var/lib/kubelet/seccomp/" + Path.of(profile).getParent());
        assertThat(copier.list("spec", "template", "spec", "initContainers")
                        .get(0)
                        .texts("command")
                        .get(2))
                .endsWith("/to/" + Path.of(profile).getFileName());
        assertThat(Node.find(resources, "ConfigMap", "shop-settings").entries("data"))
                .containsEntry("INTERLOCK_TRANSPORT", "io_uring");
    }

    /** Flagger runs stable pods under another name, so the selectors of the shop must find both. */
    @Test
    void flaggerSelectsBothDeployments() throws Exception {
        List<Node> resources = Node.read(build("flagger"));
        assertThat(selected(Node.find(resources, "PodMonitor", "shop"), "selector"))
                .containsExactly("shop", "shop-primary");
        assertThat(selected(Node.find(resources, "NetworkPolicy", "shop"), "podSelector"))
                .containsExactly("shop", "shop-primary");
        for (String policy : List.of("canary-verdict", "canary-verdict-flagger")) {
            assertThat(Node.find(resources, "NetworkPolicy", policy).entries("spec", "podSelector", "matchLabels"))
                    .containsExactly("app.kubernetes.io/name", "canary-verdict");
        }
    }

    private static List<String> selected(Node resource, String selector) {
        return resource.list("spec", selector, "matchExpressions").get(0).texts("values");
    }

    /** A new tag of the shop changes the image of the shop, and not that of its judge. */
    @Test
    void verdictHasAnImageOfItsOwn() throws Exception {
        Path all = Files.createDirectory(directory.resolve("deploy"));
        Command.output(Path.of("."), "cp", "-r", KUBERNETES.toString(), all.toString());
        Path base = all.resolve("kubernetes").resolve("base").resolve("kustomization.yaml");
        Files.writeString(base, Files.readString(base).replace("newTag: 0.1.0", "newTag: 0.2.0"));
        List<Node> resources = Node.read(build("next", all.resolve("kubernetes/argo-rollouts")));
        assertThat(image(resources, "shop")).isEqualTo("registry.example.com/shop:0.2.0");
        assertThat(image(resources, "canary-verdict")).isEqualTo("registry.example.com/shop:0.1.0");
    }

    private static String image(List<Node> resources, String deployment) {
        return Node.find(resources, "Deployment", deployment)
                .list("spec", "template", "spec", "containers")
                .get(0)
                .text("image");
    }

    @Test
    void rulesPassTheirTests() throws Exception {
        Path rules = Path.of("deploy", "prometheus").toAbsolutePath();
        Command.output(rules, "promtool", "check", "rules", "rollout-rules.yml");
        Command.output(rules, "promtool", "test", "rules", "rollout-rules-test.yml");
    }

    /** The example of a configuration for machines, with the files of rules that it names. */
    @Test
    void prometheusReadsItsConfiguration() throws Exception {
        Path source = Path.of("deploy", "prometheus");
        Files.copy(source.resolve("scrape.yml"), directory.resolve("scrape.yml"));
        Files.copy(source.resolve("rollout-rules.yml"), directory.resolve("rollout-rules.yml"));
        Path shipped = Path.of("..", "extensions", "router-metrics", "src", "main", "resources");
        Files.copy(shipped.resolve("dev/interlock/metrics/alerts.yml"), directory.resolve("alerts.yml"));
        String output = Command.output(directory, "promtool", "check", "config", "scrape.yml");
        assertThat(output).contains("2 rule files found");
    }

    /** The unit of systemd. The check writes a line for an unknown key, and succeeds. */
    @Test
    void systemdReadsTheUnit() throws Exception {
        assumeTrue(Command.exists("systemd-analyze"), "systemd-analyze is not installed");
        System.out.println("unit: checked by systemd-analyze");
        String unit = Files.readString(Path.of("deploy", "systemd", "shop@.service"));
        // The check requires a program that exists.
        assertThat(unit).contains("ExecStart=/opt/shop/%i/bin/shop\n");
        Path file = Files.writeString(
                directory.resolve("shop@green.service"), unit.replace("/opt/shop/%i/bin/shop", "/bin/true"));
        assertThat(Command.output(directory, "systemd-analyze", "verify", file.toString()))
                .isEmpty();
        Files.writeString(file, Files.readString(file).replace("ProtectSystem=", "ProtectSystm="));
        assertThat(Command.output(directory, "systemd-analyze", "verify", file.toString()))
                .contains("Unknown key 'ProtectSystm'");
    }

    /** Prometheus can parse the queries of the dashboard, of Argo and of Flagger. */
    @Test
    void queriesAreValid() throws Exception {
        List<String> queries = new ArrayList<>();
        for (Node panel : Node.read(Path.of("deploy", "grafana", "rollout-dashboard.json"))
                .get(0)
                .list("panels")) {
            panel.list("targets").forEach(target -> queries.add(target.text("expr")));
        }
        for (Node resource : Node.read(build("argo-rollouts"))) {
            resource.list("spec", "metrics").stream()
                    .filter(metric -> metric.has("provider", "prometheus"))
                    .forEach(metric -> queries.add(metric.text("provider", "prometheus", "query")));
        }
        for (Node resource : Node.read(build("flagger"))) {
            if (resource.text("kind").equals("MetricTemplate")) {
                queries.add(resource.text("spec", "query").replace("{{ interval }}", "5m"));
            }
        }
        assertThat(queries.size()).isAtLeast(12);
        StringBuilder rules = new StringBuilder("groups:\n- name: queries\n  rules:\n");
        for (int i = 0; i < queries.size(); i++) {
            String query = queries.get(i)
                    .replace("$__rate_interval", "5m")
                    .replace('\n', ' ')
                    .replace("'", "''");
            rules.append("  - record: query_")
                    .append(i)
                    .append("\n    expr: '")
                    .append(query)
                    .append("'\n");
        }
        Path file = Files.writeString(directory.resolve("queries.yml"), rules.toString());
        Command.output(directory, "promtool", "check", "rules", file.toString());
    }
}
