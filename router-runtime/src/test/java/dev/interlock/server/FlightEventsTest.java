package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.observe.ExchangeListener;
import dev.interlock.testing.HandlerRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events for the Flight Recorder. */
@Timeout(60)
final class FlightEventsTest {
    private static final Duration SLOW = Duration.ofMillis(50);

    @TempDir
    Path directory;

    private final HandlerRouter router = HandlerRouter.with()
            .get("/fast", (request, response) -> response.body().append("fast"))
            .get("/slow", (request, response) -> {
                Thread.sleep(SLOW.multipliedBy(4).toMillis());
                response.body().append("slow");
            })
            .router();

    private ServerBuilder builder() {
        return HttpServer.builder(router)
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .stallThreshold(SLOW);
    }

    /**
     * Returns the events of a recording during requests for the paths.
     *
     * @param stalls number of stalls to wait for, which the watchdog notices a little later
     */
    private List<RecordedEvent> record(ServerBuilder builder, int stalls, String... paths) throws Exception {
        try (CapturedLog log = new CapturedLog();
                HttpServer server = builder.start();
                Recording recording = new Recording();
                RawClient client = new RawClient(server.port())) {
            recording.enable("interlock.SlowExchange");
            recording.enable("interlock.Stall");
            recording.start();
            for (String path : paths) {
                assertThat(client.get(path).response().status()).isEqualTo(path.equals("/none") ? 404 : 200);
            }
            log.awaitLines(" continues after ", stalls);
            recording.stop();
            Path file = directory.resolve("events.jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file);
        }
    }

    private static List<RecordedEvent> named(String name, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    @Test
    void recordsSlowExchange() throws Exception {
        List<RecordedEvent> events = record(builder().slowExchange(SLOW), 1, "/fast", "/slow", "/none");
        List<RecordedEvent> all = named("interlock.SlowExchange", events);
        all.forEach(event -> assertThat(event.getDuration("time")).isAtLeast(SLOW));
        // On a busy machine, the other exchanges may be slow, too.
        List<RecordedEvent> slow = all.stream()
                .filter(event -> "/slow".equals(event.getString("route")))
                .toList();
        assertThat(slow).hasSize(1);
        RecordedEvent event = slow.get(0);
        assertThat(event.getString("method")).isEqualTo("GET");
        assertThat(event.getString("route")).isEqualTo("/slow");
        assertThat(event.getInt("status")).isEqualTo(200);
        assertThat(event.getDuration("firstByteTime")).isAtLeast(SLOW);
        assertThat(event.getLong("responseBytes")).isGreaterThan(50);
        assertThat(event.getLong("requestBytes")).isGreaterThan(20);
        assertThat(event.getString("abort")).isNull();
        assertThat(event.getString("rejection")).isNull();
        assertThat(event.getBoolean("timedOut")).isFalse();
    }

    @Test
    void recordsStall() throws Exception {
        // A busy machine may stall the loop, too.
        List<RecordedEvent> stalls = named("interlock.Stall", record(builder(), 1, "/fast", "/slow")).stream()
                .filter(event -> event.getString("stack").contains("HandlerRouter.handle"))
                .toList();
        assertThat(stalls).hasSize(1);
        assertThat(stalls.get(0).getString("eventLoop")).startsWith("interlock-");
        assertThat(stalls.get(0).getDuration("time")).isAtLeast(SLOW);
        assertThat(stalls.get(0).getString("stack")).contains("Thread.sleep");
    }

    @Test
    void recordsNothingIfSwitchedOff() throws Exception {
        ServerBuilder builder = builder().slowExchange(Duration.ZERO).stallThreshold(Duration.ZERO);
        List<RecordedEvent> events = record(builder.listener(new ExchangeListener() {}), 0, "/slow", "/fast");
        assertThat(named("interlock.SlowExchange", events)).isEmpty();
        assertThat(named("interlock.Stall", events)).isEmpty();
    }

    /** A process whose recording begins by jcmd while it runs, after a stall without a recording. */
    @Test
    void recordingMayBeginLater() throws Exception {
        Path classes = directory.resolve("classes.txt");
        Path file = directory.resolve("later.jfr");
        try (ServerProcess process = ServerProcess.start(
                "-Dinterlock.stall-threshold=20ms",
                "-Dinterlock.slow-exchange=20ms",
                "-Dtest.router=sleeping",
                "-Xlog:class+load:file=" + classes)) {
            int port = process.port();
            sleep(port);
            String loaded = Files.readString(classes);
            assertThat(loaded).contains("dev.interlock.internal.flight.SlowExchanges ");
            assertThat(loaded).doesNotContain("dev.interlock.internal.flight.SlowExchangeEvent");
            assertThat(loaded).doesNotContain("dev.interlock.internal.flight.StallEvent");
            assertThat(loaded).doesNotContain("jdk.jfr.internal.MetadataRepository");
            jcmd(process, "JFR.start", "name=test");
            sleep(port);
            sleep(port);
            sleep(port);
            jcmd(process, "JFR.dump", "name=test", "filename=" + file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(named("interlock.SlowExchange", events).size()).isAtLeast(1);
        assertThat(named("interlock.Stall", events).size()).isAtLeast(1);
    }

    @Test
    void imageWithoutTheModuleWorks() throws Exception {
        try (ServerProcess process = ServerProcess.start(
                "--limit-modules=java.base,java.management,jdk.unsupported",
                "-Dinterlock.stall-threshold=20ms",
                "-Dinterlock.slow-exchange=20ms",
                "-Dtest.router=sleeping")) {
            int port = process.port();
            sleep(port);
            sleep(port);
            assertThat(process.errors().stream().filter(line -> line.contains("jfr") || line.contains("NoClassDef")))
                    .isEmpty();
        }
    }

    private static void sleep(int port) throws IOException, InterruptedException {
        try (RawClient client = new RawClient(port)) {
            assertThat(client.get("/sleep").response().status()).isEqualTo(200);
        }
        TimeUnit.MILLISECONDS.sleep(200);
    }

    private static void jcmd(ServerProcess process, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(process.pid()));
        command.addAll(List.of(words));
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        assertWithMessage(output).that(jcmd.waitFor()).isEqualTo(0);
    }
}
