package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.example.shop.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replica of the shop in a separate process, with a database. */
final class ShopProcess implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("Interlock shop: \\d+ routes on http://localhost:(\\d+)");

    private final Process process;
    private final int port;

    private ShopProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ShopProcess start(TestDatabase database) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Shop.class.getName(),
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--admin-port",
                "0",
                "--sample-data",
                "true"));
        builder.environment().put("DATABASE_URL", database.platformUrl());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line = String.valueOf(process.inputReader(UTF_8).readLine());
        Matcher started = STARTED.matcher(line);
        assertWithMessage(line).that(started.matches()).isTrue();
        return new ShopProcess(process, Integer.parseInt(started.group(1)));
    }

    int port() {
        return port;
    }

    /** Kills the process, like {@code kill -9}. */
    void kill() {
        try {
            process.destroyForcibly();
            assertWithMessage("ended")
                    .that(process.waitFor(20, TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
