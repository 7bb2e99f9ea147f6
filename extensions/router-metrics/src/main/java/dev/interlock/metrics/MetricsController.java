package dev.interlock.metrics;

import dev.interlock.annotation.Anyone;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Essential;
import dev.interlock.annotation.Get;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.MetricNameFilter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the metrics of a registry at {@code /metrics}, in the format that the client prefers: Prometheus text,
 * OpenMetrics text or Prometheus protobuf. The response is compressed for a client that accepts gzip. The query
 * {@code name[]=...} selects metrics by name.
 *
 * <p>The admin port of a server with {@link ServerMetrics} has this page already. To serve the page on the port of the
 * application, too, add this class to the controllers of {@code @HttpApp}. Everyone can call it there. To choose
 * another path, or to require {@code @Roles}, call {@link #metrics} from a handler of the application. Safe for use by
 * several threads.
 */
@Controller("/metrics")
public final class MetricsController {
    private static final FieldNames QUERY = FieldNames.of("name[]");
    private static final FieldNames HEADERS = FieldNames.ofHeaders("accept-encoding");
    private static final String GZIP = "gzip";

    private final PrometheusRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();

    public MetricsController(PrometheusRegistry registry) {
        this.registry = Objects.requireNonNull(registry);
    }

    /**
     * Writes the metrics.
     *
     * @throws IOException only if the Prometheus client fails
     */
    @Get
    @Anyone
    @Blocking
    @Essential
    public void metrics(Request request, Response response) throws IOException {
        String accept = request.header(HttpHeader.ACCEPT);
        ExpositionFormatWriter writer = formats.findWriter(accept);
        EscapingScheme escaping = EscapingScheme.fromAcceptHeader(accept);
        MetricSnapshots snapshots = scrape(request.query(QUERY));
        response.contentType(writer.getContentType() + escaping.toHeaderFormat());
        response.header(HttpHeader.VARY, HttpHeader.ACCEPT + ", " + HttpHeader.ACCEPT_ENCODING);
        OutputStream body = new BodyStream(response.body());
        if (acceptsGzip(request.headers(HEADERS))) {
            response.header(HttpHeader.CONTENT_ENCODING, GZIP);
            body = new GZIPOutputStream(body);
        }
        try (OutputStream out = body) {
            writer.write(out, snapshots, escaping);
        }
    }

    private MetricSnapshots scrape(Fields query) {
        int count = query.count(0);
        if (count == 0) {
            return registry.scrape();
        }
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(query.value(0, i).toString());
        }
        return registry.scrape(
                MetricNameFilter.builder().nameMustBeEqualTo(names).build());
    }

    private static boolean acceptsGzip(Fields headers) {
        for (int i = 0; i < headers.count(0); i++) {
            Slice value = headers.value(0, i);
            for (String coding : value.toString().toLowerCase(Locale.ROOT).split(",", -1)) {
                if (isGzip(coding)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether a member of Accept-Encoding accepts gzip (RFC 9110 section 12.5.3). */
    private static boolean isGzip(String coding) {
        int semicolon = coding.indexOf(';');
        String name = semicolon < 0 ? coding : coding.substring(0, semicolon);
        return name.strip().equals(GZIP) && (semicolon < 0 || !isZero(coding.substring(semicolon + 1)));
    }

    private static boolean isZero(String weight) {
        String quality = weight.strip();
        return quality.startsWith("q=") && quality.chars().skip(2).allMatch(digit -> digit == '0' || digit == '.');
    }

    /** Stream that appends to the body of a response. */
    private static final class BodyStream extends OutputStream {
        private final ByteWriter body;

        BodyStream(ByteWriter body) {
            this.body = body;
        }

        @Override
        public void write(int value) {
            body.append((byte) value);
        }

        @Override
        public void write(byte @Nullable [] bytes, int from, int length) {
            body.append(Objects.requireNonNull(bytes), from, from + length);
        }
    }
}
