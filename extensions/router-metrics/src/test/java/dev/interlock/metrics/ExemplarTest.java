package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http.RequestHead;
import dev.interlock.internal.message.RequestFixture;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import io.prometheus.metrics.model.snapshots.Exemplar;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sampled traces are exemplars of the durations. */
final class ExemplarTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";

    private static final MeasuredRouter MEASURED = new MeasuredRouter();

    @RegisterExtension
    static final RunningServer server = RunningServer.of(
            MEASURED::router, builder -> builder.listener(MEASURED.metrics).eventLoopThreads(1));

    private static String scrape(TestClient client) {
        return client.get("/metrics").accept(OPEN_METRICS).send().text();
    }

    private static void request(TestClient client, String path, String traceparent) {
        client.get(path).header("traceparent", traceparent).send();
    }

    @Test
    void bucketHasTheSampledTrace(TestClient client) {
        request(client, "/hello", "00-" + TRACE + "-" + SPAN + "-01");
        Pattern sample =
                Pattern.compile("http_server_request_duration_seconds_bucket\\{[^}]*http_route=\"/hello\"[^}]*} 1 "
                        + "# \\{span_id=\"" + SPAN + "\",trace_id=\"" + TRACE + "\"} \\S+ \\S+\n");
        String text = scrape(client);
        assertWithMessage(text).that(sample.matcher(text).find()).isTrue();
        // The text format 0.0.4 has no exemplars.
        assertThat(client.get("/metrics").send().text()).doesNotContain(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-11111111111111111111111111111111-b7ad6b7169203331-00",
                "00-11111111111111111111111111111111-b7ad6b7169203331-02",
                "00-11111111111111111111111111111111-b7ad6b7169203331-01-x",
                "00-11111111111111111111111111111111-0000000000000000-01",
                "00-11111111111111111111111111111111-B7AD6B7169203331-01",
                "00-11111111111111111111111111111111-b7ad6b7169203331-g1",
                "00-11111111111111111111111111111111-b7ad6b7169203331-0/",
                "0g-11111111111111111111111111111111-b7ad6b7169203331-01",
                "ff-11111111111111111111111111111111-b7ad6b7169203331-01",
                "00_11111111111111111111111111111111-b7ad6b7169203331-01",
                "00-11111111111111111111111111111111-b7ad6b7169203331-1",
                "1"
            })
    void ignoresOtherTraces(String traceparent, TestClient client) {
        request(client, "/moved", traceparent);
        assertThat(scrape(client)).doesNotContain("11111111111111111111111111111111");
    }

    @Test
    void ignoresTwoFields(TestClient client) {
        String field = "00-22222222222222222222222222222222-b7ad6b7169203331-01";
        client.get("/moved")
                .header("traceparent", field)
                .header("traceparent", field)
                .send();
        assertThat(scrape(client)).doesNotContain("2222222222222222");
    }

    @Test
    void bucketTakesOneExemplarASecond() {
        TraceExemplars exemplars = new TraceExemplars(1);
        RequestHead head = RequestFixture.get("/")
                .header("traceparent", "00-" + TRACE + "-" + SPAN + "-01")
                .head();
        List<Exemplar> first = new ArrayList<>();
        List<Exemplar> last = new ArrayList<>();
        long begun = System.currentTimeMillis();
        for (int i = 0; i < 100; i++) {
            exemplars.add(0, 1_000, Objects.requireNonNull(exemplars.trace(head)));
            exemplars.addTo(i == 0 ? first : last, 0);
        }
        assertThat(first).hasSize(1);
        if (System.currentTimeMillis() - begun < 1_000) {
            assertThat(last.get(98)).isSameInstanceAs(first.get(0));
        }
        exemplars.add(0, 6_000_000, Objects.requireNonNull(exemplars.trace(head)));
        last.clear();
        exemplars.addTo(last, 0);
        assertThat(last).hasSize(2);
        assertThat(last.get(1).getValue()).isEqualTo(0.006);
    }
}
