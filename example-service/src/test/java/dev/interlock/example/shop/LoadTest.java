package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.server.HttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every request that h2load sends to the shop by HTTP/2 succeeds. */
@Tag("h2spec")
@Timeout(120)
final class LoadTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "HTTP_2, 10000, -c 5 -m 20, /v1/catalog/products/1/price?quantity=2",
        "HTTP_2, 1000, -c 4 -m 10 -w 14, /docs/guides/errors.md",
        "HTTP_2, 1000, -c 4 -m 10, /v1/users/me",
        "HTTP_2, 500, -c 4 -m 10 -d BODY, /v1/analytics/events",
        "HTTP_2_OVER_TLS, 10000, -c 5 -m 20, /v1/catalog/products/1/price?quantity=2",
        "HTTP_2_OVER_TLS, 1000, -c 4 -m 10, /docs/guides/errors.md",
        "HTTP_2_OVER_TLS, 500, -c 4 -m 10 -d BODY, /v1/analytics/events"
    })
    void everyRequestSucceeds(Wire wire, int requests, String options, String path) throws Exception {
        try (RunningShop shop = new RunningShop();
                HttpServer server = wire.serve(shop)) {
            List<String> command = new ArrayList<>(List.of("h2load", "-n", Integer.toString(requests)));
            command.addAll(
                    List.of(options.replace("BODY", events(shop).toString()).split(" ", -1)));
            command.addAll(List.of("-H", "authorization: Bearer " + shop.admin()));
            command.addAll(List.of("-H", "content-type: application/x-protobuf"));
            command.add(wire.origin(server) + path);
            Process load = new ProcessBuilder(command).redirectErrorStream(true).start();
            load.getOutputStream().close();
            String output = new String(load.getInputStream().readAllBytes(), UTF_8);

            assertWithMessage(output).that(load.waitFor()).isEqualTo(0);
            assertWithMessage(output).that(output).contains("Application protocol: h2");
            assertWithMessage(output)
                    .that(output)
                    .contains(requests + " done, " + requests + " succeeded, 0 failed, 0 errored, 0 timeout");
            assertWithMessage(output).that(output).contains("status codes: " + requests + " 2xx");
        }
    }

    /** Writes the body of a request that counts one event. */
    private Path events(RunningShop shop) throws Exception {
        ShopProto.Event event = ShopProto.Event.newBuilder()
                .setKind(ShopProto.EventKind.SEARCH)
                .setAt(shop.clock().millis())
                .build();
        ShopProto.EventBatch batch =
                ShopProto.EventBatch.newBuilder().addEvents(event).build();
        return Files.write(folder.resolve("events"), batch.toByteArray());
    }
}
