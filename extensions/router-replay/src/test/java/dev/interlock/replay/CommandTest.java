package dev.interlock.replay;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.replay.hook.ReplayHook;
import dev.interlock.replay.hook.ReplayRequest;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.replay.traffic.Segments;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command line, signals, checkpoints and hooks. */
final class CommandTest {
    @TempDir
    Path directory;

    private Path recording(int requests, long gapMillis) throws IOException {
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            exchanges.add(Segments.get(i % 3, i * gapMillis, "/r" + i));
        }
        return Segments.write(directory.resolve("a.ilrec"), 7, 0, exchanges);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SOURCE|name either --target or --compare",
                "SOURCE --target http://a/b|\"http://a/b\" is not a target",
                "SOURCE --target http://a --compare b,c|name either --target or --compare",
                "SOURCE --compare a|--compare needs two or three targets",
                "SOURCE --target a --noise b|--noise needs --compare",
                "SOURCE --target a --speed 2 --rate 5/s|exclude each other",
                "SOURCE --target a --speed 0|--speed must be above 0",
                "SOURCE --target a --rate 5|\"5\" is not a rate. Tip: write 500/s",
                "SOURCE --target a --duration 5|\"5\" is not a time. Tip: write 250ms",
                "SOURCE --target a --max-errors 2|\"2\" is not a percentage",
                "SOURCE --target a --max-body x|\"x\" is not a size",
                "SOURCE --target a --loop 0|--loop must be 1 or more",
                "SOURCE --target a --colour|Unknown option: '--colour'",
                "--target a|Missing required parameter: 'SOURCE'",
                "nowhere --target a|nowhere cannot be read",
                "SOURCE --target a --rules nowhere|nowhere cannot be read",
                "SOURCE --target a --descriptors nowhere|nowhere cannot be read",
                "SOURCE --target a --hook-jar nowhere|--hook-jar nowhere cannot be read",
                "SOURCE --target a --resume nowhere|nowhere cannot be read as a checkpoint",
                "SOURCE --target a --checkpoint /nowhere/x|/nowhere/x cannot be written",
            })
    void explainsErrorsInOneLine(String arguments, String problem) throws IOException {
        Path source = recording(1, 1);
        StringWriter err = new StringWriter();
        int code = Replay.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                arguments.replace("SOURCE", source.toString()).split(" "));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("router-replay: ");
        assertThat(err.toString()).contains(problem);
        assertThat(err.toString().lines().count()).isEqualTo(1);
    }

    @Test
    void showsHelp() {
        CommandRun run = CommandRun.of(directory, "--help");
        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out()).contains("--compare=OLD,NEW[,OLD2]");
        assertThat(run.out()).contains("Exit codes:");
        assertThat(run.out()).contains("such as 0.1%.");
    }

    @Test
    void namesUnreachableTarget() throws IOException {
        RawServer gone = RawServer.start(request -> null);
        gone.close();
        CommandRun run = CommandRun.of(directory, recording(1, 1), "--target", gone.url());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("target " + gone.url() + " cannot be reached");
        assertThat(run.err().lines().count()).isEqualTo(1);
    }

    @Test
    void reportsDamagedSourceAfterEarlierRequests() throws IOException {
        Path har = Files.writeString(
                directory.resolve("a.har"),
                "{\"log\":{\"entries\":[{\"startedDateTime\":\"2026-01-31T12:00:00Z\",\"request\":"
                        + "{\"method\":\"GET\",\"url\":\"http://a/\",\"headers\":[]}},\n7]}}");
        try (RawServer server = RawServer.start(request -> RawServer.ok("a"))) {
            CommandRun run = CommandRun.of(directory, har, "--target", server.url(), "--reorder-window", "1ms");
            assertThat(run.code()).isEqualTo(2);
            assertThat(server.received()).hasSize(1);
            assertThat(run.err()).contains("a.har:2:");
            assertThat(run.json().path("ending").asText()).isEqualTo("a source is damaged");
        }
    }

    /** The browser sent both requests at the same time, on one connection. */
    @Test
    void sendsHttp2RequestsOfHarConcurrently() throws IOException {
        String entry = "{\"connection\":\"443\",\"startedDateTime\":\"2026-01-31T12:00:00Z\",\"request\":"
                + "{\"method\":\"GET\",\"url\":\"https://a/\",\"httpVersion\":\"h2\",\"headers\":[]}}";
        Path har =
                Files.writeString(directory.resolve("a.har"), "{\"log\":{\"entries\":[" + entry + "," + entry + "]}}");
        CountDownLatch both = new CountDownLatch(2);
        try (RawServer server = RawServer.start(request -> {
            both.countDown();
            return both.await(20, TimeUnit.SECONDS) ? RawServer.ok("a") : null;
        })) {
            CommandRun run = CommandRun.of(directory, har, "--target", server.url(), "--reorder-window", "1ms");
            assertWithMessage(run.err()).that(run.code()).isEqualTo(0);
            assertThat(run.json()
                            .path("targets")
                            .path(0)
                            .path("statuses")
                            .path("200")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    private static String goReplayRequest(int number, String head, String body) {
        return "1 id" + number + " " + (1_000_000_000L + number * 5_000_000L) + "\n" + head
                + " HTTP/1.1\r\nHost: shop.example\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n" + body;
    }

    private static String goReplayResponse(int number, String body) {
        return "2 id" + number + " " + (1_001_000_000L + number * 5_000_000L) + " 1000000\n"
                + RawServer.ok(body, "Content-Type: application/json");
    }

    private Path goReplay(String... payloads) throws IOException {
        String separator = "\n🐵🙈🙉\n";
        return Files.writeString(directory.resolve("a.gor"), String.join(separator, payloads) + separator);
    }

    /** The replay reads recorded responses, too: it learns the target's id of the recorded order. */
    @Test
    void replaysGoReplayFile() throws IOException {
        Path file = goReplay(
                goReplayRequest(0, "POST /orders", "{\"note\":\"a\"}"),
                goReplayRequest(1, "GET /products", ""),
                goReplayResponse(1, "[]"),
                goReplayResponse(0, "{\"id\":17}"),
                goReplayRequest(2, "GET /orders/17", ""));
        try (RawServer server = RawServer.start(request -> RawServer.ok(
                request.line().startsWith("POST") ? "{\"id\":2300}" : "[]", "Content-Type: application/json"))) {
            CommandRun run = CommandRun.of(directory, file, "--target", server.url());
            assertWithMessage(run.err()).that(run.code()).isEqualTo(0);
            assertThat(server.received().stream().map(RawServer.Received::line).toList())
                    .containsExactly("POST /orders HTTP/1.1", "GET /products HTTP/1.1", "GET /orders/2300 HTTP/1.1");
            RawServer.Received order = server.received().stream()
                    .filter(it -> it.line().startsWith("POST"))
                    .findFirst()
                    .orElseThrow();
            assertThat(order.body()).isEqualTo("{\"note\":\"a\"}");
            assertThat(order.field("Host")).isEqualTo("127.0.0.1:" + server.port());
            assertThat(run.out()).contains("3 requests were sent");
            assertThat(run.json().path("ending").asText()).isEqualTo("complete");
        }
    }

    /** Two runs send each request of a GoReplay file once. */
    @Test
    void resumesGoReplayFile() throws IOException {
        String[] payloads = new String[20];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = goReplayRequest(i, "GET /r" + i, "");
        }
        Path file = goReplay(payloads);
        Path checkpoint = directory.resolve("checkpoint.json");
        try (RawServer server = RawServer.start(request -> RawServer.ok("a"))) {
            CommandRun first = CommandRun.of(
                    directory, file, "--target", server.url(), "--limit", "8", "--checkpoint", checkpoint);
            assertWithMessage(first.err()).that(first.code()).isEqualTo(0);
            assertThat(server.received()).hasSize(8);
            CommandRun second = CommandRun.of(directory, file, "--target", server.url(), "--resume", checkpoint);
            assertWithMessage(second.err()).that(second.code()).isEqualTo(0);
            assertThat(second.json().path("sentBefore").asInt()).isEqualTo(8);
            List<String> lines =
                    server.received().stream().map(RawServer.Received::line).toList();
            assertThat(lines).hasSize(20);
            assertThat(new HashSet<>(lines)).hasSize(20);
        }
    }

    /** The certificate is for another name, too. */
    @Test
    void acceptsUntrustedCertificateOnlyIfInsecure() throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=shop.example")
                .addSanDnsName("shop.example")
                .notBefore(Instant.now().minus(Duration.ofDays(1)))
                .notAfter(Instant.now().plus(Duration.ofDays(1)))
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
        try (RawServer server = RawServer.start(tls, request -> RawServer.ok("a"))) {
            CommandRun strict = CommandRun.of(directory, recording(3, 1), "--target", server.url());
            assertThat(strict.code()).isEqualTo(3);
            assertThat(strict.err())
                    .startsWith("router-replay: target " + server.url() + " has a certificate that is not trusted: ");
            assertThat(strict.err()).contains(". Tip: --insecure accepts any certificate");
            assertThat(strict.err().lines().count()).isEqualTo(1);
            assertThat(server.received()).isEmpty();
            CommandRun run = CommandRun.of(directory, recording(3, 1), "--target", server.url(), "--insecure");
            assertWithMessage(run.err()).that(run.code()).isEqualTo(0);
            assertThat(server.received()).hasSize(3);
        }
    }

    @Test
    void rejectsEmptySource() throws IOException {
        try (RawServer server = RawServer.start(request -> RawServer.ok("a"))) {
            CommandRun run = CommandRun.of(directory, recording(0, 1), "--target", server.url());
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("the sources contain no request");
        }
    }

    @Test
    void sendsAtRateAndRepeats() throws IOException {
        try (RawServer server = RawServer.start(request -> RawServer.ok("a"))) {
            CommandRun run = CommandRun.of(
                    directory,
                    recording(10, 10_000),
                    "--target",
                    server.url(),
                    "--rate",
                    "400/s",
                    "--loop",
                    "4",
                    "--limit",
                    "35");
            assertWithMessage(run.err()).that(run.code()).isEqualTo(0);
            assertThat(server.received()).hasSize(35);
            assertThat(run.json().path("pace").asText()).isEqualTo("400.0 requests per second");
        }
    }

    /** SIGTERM stops one process, and another continues. Together, they send each request once. */
    @Test
    void stopsAndResumes() throws Exception {
        Path recording = recording(2000, 10);
        Path checkpoint = directory.resolve("checkpoint.json");
        CountDownLatch some = new CountDownLatch(50);
        try (RawServer server = RawServer.start(request -> {
            some.countDown();
            return RawServer.ok("a");
        })) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Replay.class.getName(),
                    recording.toString(),
                    "--target",
                    server.url(),
                    "--rate",
                    "100/s",
                    "--checkpoint",
                    checkpoint.toString(),
                    "--report",
                    directory.resolve("first.html").toString(),
                    "--json",
                    directory.resolve("report.json").toString()));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
            // Not SIGINT: background processes of a shell ignore it, and their child processes inherit that.
            process.toHandle().destroy();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertWithMessage(output).that(process.waitFor()).isEqualTo(143);
            assertThat(output).contains("stopped; until then: ");
            int sent = server.received().size();
            assertThat(sent).isLessThan(2000);
            assertThat(Files.readString(checkpoint)).contains("\"position\":" + sent);

            CommandRun second = CommandRun.of(
                    directory, recording, "--target", server.url(), "--resume", checkpoint, "--rate", "2000/s");
            assertWithMessage(second.err()).that(second.code()).isEqualTo(0);
            assertThat(second.json().path("sentBefore").asInt()).isEqualTo(sent);
            List<String> lines =
                    server.received().stream().map(RawServer.Received::line).toList();
            assertThat(lines).hasSize(2000);
            assertThat(new HashSet<>(lines)).hasSize(2000);

            CommandRun third = CommandRun.of(directory, recording, "--target", server.url(), "--resume", checkpoint);
            assertThat(third.code()).isEqualTo(2);
            assertThat(third.err()).contains("all requests were sent");
            Segments.write(recording, 7, 0, List.of(Segments.get(1, 0, "/other")));
            CommandRun other = CommandRun.of(directory, recording, "--target", server.url(), "--resume", checkpoint);
            assertThat(other.err()).contains("belongs to other sources");
        }
    }

    /** A hook of an application. */
    public static final class TestHook implements ReplayHook {
        @Override
        public void beforeRequest(ReplayRequest request) {
            if (request.target().equals("/r1")) {
                throw new IllegalStateException("no");
            }
            request.setHeader("X-Hook", "was here");
        }
    }

    @Test
    void loadsHooks() throws IOException {
        Path jar = directory.resolve("hook.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream type = CommandTest.class.getResourceAsStream("CommandTest$TestHook.class")) {
            out.putNextEntry(new JarEntry("META-INF/services/" + ReplayHook.class.getName()));
            out.write(TestHook.class.getName().getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry(TestHook.class.getName().replace('.', '/') + ".class"));
            out.write(type.readAllBytes());
        }
        try (RawServer server = RawServer.start(request -> RawServer.ok("a"))) {
            CommandRun run = CommandRun.of(directory, recording(3, 1), "--target", server.url(), "--hook-jar", jar);
            assertWithMessage(run.err()).that(run.code()).isEqualTo(0);
            assertThat(server.received()).hasSize(2);
            assertThat(server.received().get(0).field("X-Hook")).isEqualTo("was here");
            assertThat(run.json()
                            .path("targets")
                            .path(0)
                            .path("failures")
                            .path("hook")
                            .asInt())
                    .isEqualTo(1);
            assertThat(run.html().contains("TestHook threw java.lang.IllegalStateException: no"))
                    .isTrue();
        }
        Path empty = directory.resolve("empty.jar");
        new JarOutputStream(Files.newOutputStream(empty)).close();
        assertThat(CommandRun.of(directory, recording(1, 1), "--target", "a", "--hook-jar", empty)
                        .err())
                .contains("has no hook");
    }
}
