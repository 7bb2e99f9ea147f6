package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import io.prometheus.metrics.core.metrics.Counter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Formats of the metrics, chosen by the client. */
final class MetricsControllerTest {
    private static final MeasuredRouter MEASURED = new MeasuredRouter();
    private static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    @RegisterExtension
    static final RunningServer server =
            RunningServer.of(MEASURED::router, builder -> builder.listener(MEASURED.metrics));

    private static TestResponse get(TestClient client, String accept) {
        TestResponse response = client.get("/metrics").accept(accept).send();
        response.assertThat().hasStatus(200);
        return response;
    }

    @Test
    void servesTextByDefault(TestClient client) {
        TestResponse response = client.get("/metrics").send();
        assertThat(response.header("content-type")).startsWith("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.header("vary")).isEqualTo("accept, accept-encoding");
        assertThat(response.header("content-encoding")).isNull();
        assertThat(response.text()).contains("# TYPE http_server_request_duration_seconds histogram\n");
        assertThat(response.text()).doesNotContain("# EOF");
    }

    @Test
    void servesOpenMetrics(TestClient client) {
        TestResponse response = get(client, "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertThat(response.header("content-type")).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(response.text()).contains("# UNIT http_server_request_duration_seconds seconds\n");
        assertThat(response.text()).endsWith("# EOF\n");
    }

    @Test
    void servesProtobufWithNativeHistograms(TestClient client) throws IOException {
        client.get("/hello").send();
        TestResponse response = get(client, PROTOBUF);
        assertThat(response.header("content-type")).startsWith("application/vnd.google.protobuf");
        String bytes = new String(response.bytes(), UTF_8);
        assertThat(bytes).contains("http_server_request_duration_seconds");
        assertThat(bytes).doesNotContain("# TYPE");
    }

    @Test
    void compressesForClientsThatAcceptGzip(TestClient client) throws IOException {
        for (String accepted : new String[] {"gzip", "br, GZIP;q=0.5", "deflate,gzip"}) {
            TestResponse response =
                    client.get("/metrics").header("accept-encoding", accepted).send();
            assertThat(response.header("content-encoding")).isEqualTo("gzip");
            // The test client may or may not have decoded the content.
            byte[] content = response.bytes();
            byte[] text = content[0] == 0x1f
                    ? new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes()
                    : content;
            assertThat(new String(text, UTF_8)).contains("interlock_connections ");
        }
        for (String accepted : new String[] {"identity", "gzip;q=0", "br", "gzip; q=0.000"}) {
            TestResponse response =
                    client.get("/metrics").header("accept-encoding", accepted).send();
            assertThat(response.header("content-encoding")).isNull();
        }
    }

    @Test
    void selectsMetricsByName(TestClient client) {
        Counter.builder().name("parcels").help("Parcels").register(MEASURED.registry);
        Scrape scrape = new Scrape(client.get("/metrics")
                .query("name[]", "interlock_connections")
                .query("name[]", "parcels_total")
                .send()
                .text());
        assertThat(scrape.families()).containsExactly("interlock_connections", "parcels_total");
    }
}
