package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.internal.process.FailedStart;
import dev.interlock.internal.process.FatalExit;
import dev.interlock.internal.settings.Overrides;
import dev.interlock.internal.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that cannot start prints one line. Nothing keeps its JVM alive, so the exit code is 1. */
@Timeout(60)
final class StartFailureTest {
    private static final String PREFIX = "Exception in thread \"main\" dev.interlock.server.StartException: ";

    private static String failure(ServerProcess process) throws IOException, InterruptedException {
        try (process) {
            assertThat(process.exitCode()).isEqualTo(1);
            List<String> errors = process.errors();
            assertWithMessage("%s", errors).that(errors).hasSize(1);
            assertThat(errors.get(0)).startsWith(PREFIX);
            return errors.get(0).substring(PREFIX.length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void rejectsPortInUse(String transport) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(failure(ServerProcess.start("-Dinterlock.port=" + port, "-Dinterlock.transport=" + transport)))
                    .isEqualTo("Another process listens on port " + port
                            + " (system property interlock.port) of 127.0.0.1 already. Tip: stop it or choose another"
                            + " port; port 0 selects a free port");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void rejectsAdminPortInUse(String transport) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(failure(ServerProcess.start(
                            "-Dinterlock.admin-port=" + port, "-Dinterlock.transport=" + transport)))
                    .isEqualTo("Another process listens on admin-port " + port
                            + " (system property interlock.admin-port) of 127.0.0.1 already. Tip: stop it or choose"
                            + " another port; port 0 selects a free port");
        }
    }

    @Test
    void rejectsSettingsOfMissingProtocol() throws Exception {
        assertThat(failure(ServerProcess.start("-Dinterlock.http2-max-streams=250")))
                .isEqualTo("http2-max-streams is set to 250 (system property interlock.http2-max-streams), but the"
                        + " server does not speak HTTP/2. Tip: add the extension router-http2 and call"
                        + " protocol(Http2.protocol()), or remove the setting");
    }

    @Test
    void rejectsUnknownAdminHost() throws Exception {
        assertThat(failure(ServerProcess.start("-Dinterlock.admin-port=0", "-Dinterlock.admin-host=no such host")))
                .isEqualTo("The host 'no such host' (system property interlock.admin-host) is not known. Tip: 0.0.0.0"
                        + " listens on every address of this machine");
    }

    @Test
    void needsNoUploadDirectoryWithoutUploads(@TempDir Path folder) throws Exception {
        // The directory is below a file. Netty, which unpacks native libraries there, cannot create it either.
        Path nowhere = Files.createFile(folder.resolve("file")).resolve("tmp");
        try (ServerProcess process = ServerProcess.start("-Djava.io.tmpdir=" + nowhere, "-Dinterlock.transport=nio")) {
            assertThat(process.port()).isGreaterThan(0);
        }
    }

    @Test
    void rejectsPortWithoutPrivilege() throws Exception {
        // The root user has the capability unless it is removed.
        List<String> unprivileged = List.of("setpriv", "--bounding-set", "-net_bind_service", "--inh-caps", "-all");
        assumeTrue(works(unprivileged), "needs setpriv and the capability to drop others");
        assertThat(failure(ServerProcess.startBy(unprivileged, "-Dinterlock.port=443")))
                .isEqualTo("This process has no privilege to listen on port 443 (system property interlock.port) of"
                        + " 127.0.0.1. Tip: choose a port above 1023, or grant CAP_NET_BIND_SERVICE");
    }

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            List<String> words = new ArrayList<>(command);
            words.add("true");
            Process process = new ProcessBuilder(words).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void rejectsUnknownHost() throws Exception {
        assertThat(failure(ServerProcess.start("-Dinterlock.host=no such host")))
                .isEqualTo(
                        "The host 'no such host' (system property interlock.host) is not known. Tip: 0.0.0.0 listens on"
                                + " every address of this machine");
    }

    @Test
    void rejectsAddressOfAnotherMachine() throws Exception {
        assertThat(failure(ServerProcess.start("-Dinterlock.host=192.0.2.1")))
                .isEqualTo(
                        "No interface of this machine has the address 192.0.2.1 (system property interlock.host). Tip:"
                                + " 0.0.0.0 listens on every address of this machine");
    }

    @Test
    void rejectsTransportOfAnotherSystem() throws Exception {
        String other = System.getProperty("os.name").startsWith("Linux") ? "kqueue" : "epoll";
        assertThat(failure(ServerProcess.start("-Dinterlock.transport=" + other)))
                .startsWith("The transport " + other + " is not available: ");
    }

    @Test
    void noDescriptorsForEventLoops() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs Linux");
        List<String> limited = List.of("bash", "-c", "ulimit -n 200; exec \"$0\" \"$@\"");
        assertThat(failure(ServerProcess.startBy(limited, "-Dinterlock.event-loop-threads=1000")))
                .startsWith("Cannot create 1000 event loops on ");
    }

    @Test
    void rejectsSettingOutOfRange() throws Exception {
        assertThat(failure(ServerProcess.start("-Dinterlock.max-fields=many\nthings")))
                .isEqualTo(
                        "The setting max-fields is 'many?things' (system property interlock.max-fields), expected 1 to"
                                + " 10000. Tip: browsers send about 20");
    }

    @Test
    void rejectsUnknownSetting() throws Exception {
        assertThat(failure(ServerProcess.startBy(List.of("env", "INTERLOCK_MAX_FEILDS=7"))))
                .isEqualTo("The environment variable INTERLOCK_MAX_FEILDS is not a setting of the server. Tip: the"
                        + " nearest is INTERLOCK_MAX_FIELDS");
    }

    @ParameterizedTest
    @CsvSource({
        "Address already in use,Another process",
        "bind(..) failed with error(-98): Die Adresse wird bereits verwendet,Another process",
        "Permission denied,This process has no privilege",
        "bind(..) failed with error(-13): Keine Berechtigung,This process has no privilege",
        "Cannot assign requested address,No interface",
        "bind(..) failed with error(-99): Angeforderte Adresse nicht zuordenbar,No interface",
        "Socket not connected,'Cannot listen on port 8080 of 0.0.0.0: Socket not connected'",
    })
    void tellsReasonsApart(String system, String start) {
        Settings settings = HttpServer.builder(new TestRouter()).settings(Overrides.NONE);
        assertThat(BindFailure.of(settings, new BindException(system)))
                .hasMessageThat()
                .startsWith(start);
    }

    @Test
    void endsProcessBesideRunningServer() throws Exception {
        assertThat(failure(
                        ServerProcess.start("-Dtest.failure=thrown", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")))
                .startsWith("Another process listens on port ");
    }

    /** The builder throws this exception before the server starts. */
    @Test
    void malformedNetworkEndsProcessBesideRunningServer() throws Exception {
        assertThat(failure(ServerProcess.start(
                        "-Dtest.failure=network", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")))
                .startsWith("A trusted proxy has ");
    }

    @Test
    void endsProcessAsCauseOfAnotherException() throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dtest.failure=wrapped")) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(String.join("\n", process.errors())).contains("IllegalStateException: wrapped");
        }
    }

    @Test
    void letsProcessRunIfFailureIsCaught() throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dtest.failure=caught")) {
            assertThat(process.line()).isEqualTo("caught");
            try (RawClient client = new RawClient(process.port())) {
                assertThat(client.get("/hello").response().status()).isEqualTo(200);
            }
            process.terminate();
            assertThat(process.exitCode()).isEqualTo(0);
        }
    }

    /** The hook starts a server. System.exit would wait for the hook, and the hook for System.exit. */
    @Test
    void shutdownHookEnds() throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dtest.failure=hook")) {
            assertThat(process.exitCode()).isEqualTo(3);
            assertThat(String.join("\n", process.errors())).contains("Another process listens on port ");
        }
    }

    /** Runs a thread that ends with a failure, and returns the exit codes of the process. */
    private static List<Integer> exits(
            Throwable failure, RuntimeException thrown, ThreadGroup group, Consumer<Thread> set)
            throws InterruptedException {
        List<Integer> exits = new ArrayList<>();
        Thread thread = new Thread(group, () -> {
            FailedStart.watch(failure, exits::add);
            FailedStart.watch(new StartException("a later one"), exits::add);
            throw thrown;
        });
        set.accept(thread);
        PrintStream usual = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        try {
            thread.start();
            thread.join();
        } finally {
            System.setErr(usual);
        }
        return exits;
    }

    @Test
    void exitsOnUnhandledFailure() throws Exception {
        StartException failure = new StartException("no");
        ThreadGroup group = new ThreadGroup("plain");
        assertThat(exits(failure, failure, group, thread -> {})).containsExactly(1);
        assertThat(exits(failure, new IllegalStateException(failure), group, thread -> {}))
                .containsExactly(1);
        assertThat(exits(failure, new IllegalStateException("another"), group, thread -> {}))
                .isEmpty();
    }

    @Test
    void leavesFailureToHandlerOfThread() throws Exception {
        List<Throwable> seen = new ArrayList<>();
        StartException failure = new StartException("no");
        ThreadGroup group = new ThreadGroup("plain");
        assertThat(exits(
                        failure,
                        failure,
                        group,
                        thread -> thread.setUncaughtExceptionHandler((dead, thrown) -> seen.add(thrown))))
                .isEmpty();
        assertThat(seen).containsExactly(failure);
    }

    @Test
    void leavesFailureToGroupOfApplication() throws Exception {
        List<Throwable> seen = new ArrayList<>();
        StartException failure = new StartException("no");
        ThreadGroup group = new ThreadGroup("collecting") {
            @Override
            public void uncaughtException(Thread dead, Throwable thrown) {
                seen.add(thrown);
            }
        };
        assertThat(exits(failure, failure, new ThreadGroup(group, "within"), thread -> {}))
                .isEmpty();
        assertThat(seen).containsExactly(failure);
    }

    @Test
    void exitsAfterDefaultHandler() throws Exception {
        List<Throwable> seen = new ArrayList<>();
        StartException failure = new StartException("no");
        assertThat(exitsWithDefaultHandler(failure, seen::add)).containsExactly(1);
        assertThat(seen).containsExactly(failure);
    }

    @Test
    void exitsIfDefaultHandlerThrows() throws Exception {
        assertThat(exitsWithDefaultHandler(new StartException("no"), thrown -> {
                    throw new IllegalStateException("unreachable crash server");
                }))
                .containsExactly(1);
    }

    private static List<Integer> exitsWithDefaultHandler(StartException failure, Consumer<Throwable> handler)
            throws InterruptedException {
        Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((dead, thrown) -> handler.accept(thrown));
        try {
            return exits(failure, failure, new ThreadGroup("plain"), thread -> {});
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(usual);
        }
    }

    @Test
    void endsProcessOfCrashReporterBesideRunningServer() throws Exception {
        try (ServerProcess process =
                ServerProcess.start("-Dtest.failure=reported", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")) {
            assertThat(process.line()).startsWith("reported Another process listens on port ");
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.errors()).isEmpty();
        }
    }

    /** Any step of a start may throw, even an Error. Here the last step throws: the message in the log. */
    @Test
    void errorDuringStartLeavesNeitherThreadNorSocket() throws Exception {
        // Starts the thread of FatalExit before threads are counted, because that thread stays.
        FatalExit.prepare();
        int threads = eventLoopThreads();
        int port = freePort();
        PrintStream usual = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8) {
            @Override
            public void println(String line) {
                if (line.contains("Listens on port " + port)) {
                    throw new StackOverflowError();
                }
            }
        });
        try {
            ServerBuilder server =
                    HttpServer.builder(new TestRouter()).host("127.0.0.1").port(port);
            assertThrows(StackOverflowError.class, server::start);
        } finally {
            System.setErr(usual);
        }
        awaitThreads(threads);
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void leavesNoThread() throws Exception {
        try (HttpServer other =
                HttpServer.builder(new TestRouter()).host("127.0.0.1").port(0).start()) {
            int threads = eventLoopThreads();
            ServerBuilder second =
                    HttpServer.builder(new TestRouter()).host("127.0.0.1").port(other.port());
            assertThrows(StartException.class, second::start);
            awaitThreads(threads);
        }
    }

    private static void awaitThreads(int threads) throws InterruptedException {
        for (int i = 0; i < 1000 && eventLoopThreads() > threads; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        // There may be fewer threads, because threads of an earlier server may have ended meanwhile.
        assertThat(eventLoopThreads()).isAtMost(threads);
    }

    private static int eventLoopThreads() {
        int count = 0;
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            count += each.getName().startsWith("interlock") ? 1 : 0;
        }
        return count;
    }
}
