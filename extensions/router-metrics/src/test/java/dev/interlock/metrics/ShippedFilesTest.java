package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http2.Http2;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dashboard and the alert rules name metrics that a server has. */
final class ShippedFilesTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:http_server|interlock|jvm)_[a-z_]+");
    private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final MeasuredRouter MEASURED = new MeasuredRouter();

    /** Only servers with an access log have this metric. */
    private static final String ACCESS_LOG = "interlock_access_log_dropped_lines_total";

    @RegisterExtension
    static final RunningServer server = RunningServer.of(
            MEASURED::router, builder -> builder.protocol(Http2.protocol()).listener(MEASURED.metrics));

    static String read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ServerMetrics.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static Set<String> known(TestClient client) {
        Set<String> names = new TreeSet<>(Set.of(
                ACCESS_LOG,
                // Only servers with TLS have these.
                "interlock_tls_certificate_expiry_seconds",
                "interlock_tls_handshakes",
                "interlock_tls_handshakes_ended_total",
                "interlock_tls_reloads_total",
                // Metrics of the Prometheus client.
                "jvm_memory_used_bytes",
                "jvm_memory_max_bytes",
                "jvm_gc_collection_seconds_sum",
                // Pools of threads have this limit. Virtual threads do not.
                "interlock_blocking_threads_limit"));
        for (String series : new Scrape(client.get("/metrics").send().text()).series()) {
            int brace = series.indexOf('{');
            names.add(brace < 0 ? series : series.substring(0, brace));
        }
        return names;
    }

    private static Set<String> named(String expressions) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(expressions);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    @Test
    void alertRulesNameKnownMetrics(TestClient client) throws IOException {
        // The texts of the rules also name settings. These contain hyphens, so they match no metric.
        Set<String> named = named(read("alerts.yml"));
        assertThat(named).hasSize(19);
        assertThat(known(client)).containsAtLeastElementsIn(named);
    }

    /** Returns the expressions of the dashboard's panels. */
    static List<String> dashboardExpressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        Matcher matcher = EXPRESSION.matcher(read("grafana-dashboard.json"));
        while (matcher.find()) {
            expressions.add(matcher.group(1).replace("\\\"", "\""));
        }
        return expressions;
    }

    @Test
    void dashboardNamesKnownMetrics(TestClient client) throws IOException {
        List<String> expressions = dashboardExpressions();
        assertThat(expressions.size()).isAtLeast(30);
        Set<String> named = named(String.join("\n", expressions));
        assertThat(known(client)).containsAtLeastElementsIn(named);
        for (String own : known(client)) {
            if (own.startsWith("interlock_") && !own.equals("interlock_build_info") && !own.equals(ACCESS_LOG)) {
                assertWithMessage("the dashboard shows").that(named).contains(own);
            }
        }
    }
}
