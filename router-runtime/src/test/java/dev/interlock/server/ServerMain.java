package dev.interlock.server;

import dev.interlock.http.Readiness;
import dev.interlock.http.Router;
import dev.interlock.testing.HandlerRouter;
import io.netty.util.ResourceLeakDetector;
import java.nio.file.Path;

/**
 * Main class of a {@link ServerProcess}. It prints the port of each server, and "not ready" when the first server is
 * not ready any more.
 */
final class ServerMain {
    private ServerMain() {}

    /**
     * Starts the servers. These system properties determine their behaviour: {@code test.router}, {@code test.servers},
     * {@code test.signals}, {@code test.hook}, {@code test.close}, {@code test.leaks}, {@code test.failure},
     * {@code test.unix}.
     */
    public static void main(String[] arguments) throws InterruptedException {
        Readiness readiness = new Readiness();
        boolean signals = !"false".equals(System.getProperty("test.signals"));
        ServerBuilder builder = HttpServer.builder(router())
                .readiness(readiness)
                .handleSignals(signals)
                .arguments(arguments);
        String unix = System.getProperty("test.unix");
        if (unix != null) {
            builder.endpoint(Endpoint.unix(Path.of(unix)));
        }
        HttpServer first = builder.start();
        for (int i = 1; i < Integer.getInteger("test.servers", 1); i++) {
            print(HttpServer.builder(new TestRouter()).start().port());
        }
        if ("hook".equals(System.getProperty("test.failure"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> failToStart(first.port())));
            System.exit(3);
        } else if (System.getProperty("test.failure") != null) {
            failToStart(first.port());
        }
        if (Boolean.getBoolean("test.hook")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> print("hook")));
        }
        print(first.port());
        if (Boolean.getBoolean("test.leaks")) {
            print(ResourceLeakDetector.getLevel());
        }
        if (Boolean.getBoolean("test.close")) {
            first.close();
            print("not ready");
            print("closed");
            Thread.sleep(60_000);
        }
        while (readiness.isReady()) {
            Thread.sleep(1);
        }
        print("not ready");
        first.awaitShutdown();
    }

    private static Router router() {
        return switch (System.getProperty("test.router", "")) {
            case "failing" -> new FailingRouter();
            case "sleeping" ->
                HandlerRouter.with()
                        .get("/sleep", (request, response) -> Thread.sleep(100))
                        .router();
            default -> new TestRouter();
        };
    }

    /** Starts a second server on the port of the first one, or with a malformed network. */
    private static void failToStart(int port) {
        if ("reported".equals(System.getProperty("test.failure"))) {
            Thread.setDefaultUncaughtExceptionHandler((dead, thrown) -> print("reported " + thrown.getMessage()));
        }
        try {
            HttpServer.builder(new TestRouter())
                    .overridable(false)
                    .host("127.0.0.1")
                    .port(port)
                    .trustedProxies("network".equals(System.getProperty("test.failure")) ? "x" : "127.0.0.1")
                    .start();
        } catch (StartException e) {
            switch (System.getProperty("test.failure")) {
                case "caught" -> print("caught");
                case "wrapped" -> throw new IllegalStateException("wrapped", e);
                default -> throw e;
            }
        }
    }

    private static void print(Object line) {
        System.out.println(line);
    }
}
