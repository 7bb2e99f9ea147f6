package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.server.HttpServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests the shop in headless Chromium, which uses HTTP/2 only over TLS: pages of other origins, preflights, event
 * streams, and forms with files.
 */
@Tag("browser")
final class BrowserTest {
    private static final Path SCRIPT = Path.of("src", "test", "browser", "shop.mjs");
    /** Number of lines that the script prints: one for each check. */
    private static final int CHECKS = 8;

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2_OVER_TLS"})
    void pagesUseShop(Wire wire) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", SCRIPT.toString()));
        try (RunningShop shop = new RunningShop();
                HttpServer server = wire.serve(shop)) {
            command.add(Integer.toString(server.port()));
            command.add(System.getProperty("browser.directory"));
            if (wire == Wire.HTTP_2_OVER_TLS) {
                command.add(Wire.certificate().keyDigest());
            }
            Process browser =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(browser.getInputStream().readAllBytes(), UTF_8);

            assertWithMessage(output).that(browser.waitFor()).isEqualTo(0);
            assertWithMessage(output).that(output.lines()).hasSize(CHECKS);
        }
    }
}
