package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.server.HttpServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the shop in headless Chromium: pages of other origins, preflights, event streams, and forms with files. */
@Tag("browser")
final class BrowserTest {
    private static final Path SCRIPT = Path.of("src", "test", "browser", "shop.mjs");
    /** Number of lines that the script prints: one for each check. */
    private static final int CHECKS = 7;

    @Test
    void pagesUseShop() throws Exception {
        try (RunningShop shop = new RunningShop();
                HttpServer server = shop.serve()) {
            Process browser = new ProcessBuilder(
                            "node",
                            SCRIPT.toString(),
                            Integer.toString(server.port()),
                            System.getProperty("browser.directory"))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(browser.getInputStream().readAllBytes(), UTF_8);

            assertWithMessage(output).that(browser.waitFor()).isEqualTo(0);
            assertWithMessage(output).that(output.lines()).hasSize(CHECKS);
        }
    }
}
