package dev.interlock.tracing;

import dev.interlock.http.RouteInfo;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Options of a {@link Tracing}. Not safe for use by several threads. */
public final class TracingBuilder {
    final OpenTelemetry telemetry;
    double sampleRatio = -1;
    Predicate<RouteInfo> untraced = route -> false;
    List<String> queryParameters = List.of();
    boolean logFields;

    TracingBuilder(OpenTelemetry telemetry) {
        this.telemetry = Objects.requireNonNull(telemetry);
    }

    /**
     * Makes the listener decide which requests have a span, before anything is allocated for them. A request with a
     * parent is sampled if its parent is. Any other request is sampled at random. The sampler of the SDK must then keep
     * all spans, as its default sampler {@code parentbased_always_on} does.
     *
     * <p>Outgoing calls of an unsampled request are unsampled, too. Without a ratio, each request creates a span, and
     * the sampler of the SDK or the Java agent decides.
     *
     * @param ratio share of the requests without a parent, 0 to 1
     * @throws IllegalArgumentException if the ratio is out of range
     */
    public TracingBuilder sampleRatio(double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("The sample ratio is 0 to 1, not " + ratio);
        }
        sampleRatio = ratio;
        return this;
    }

    /**
     * Creates no spans for requests to some routes, such as health checks. If a {@link #sampleRatio} is set, outgoing
     * calls of these requests are not sampled, either.
     *
     * @param routes returns true for a route without spans; called for each request
     */
    public TracingBuilder untraced(Predicate<RouteInfo> routes) {
        untraced = Objects.requireNonNull(routes);
        return this;
    }

    /**
     * Adds the query to the attributes of spans. The values of parameters that are not named here are replaced by
     * {@code REDACTED}. Without this option, spans have no query.
     *
     * @param names names of the parameters whose values are not secret
     */
    public TracingBuilder queryParameters(String... names) {
        queryParameters = List.of(names);
        return this;
    }

    /**
     * Sets the fields {@code trace_id} and {@code span_id} of SLF4J's logging context, for the code of each request
     * with a span or a parent. The default is false, because the Java agent sets these fields itself.
     */
    public TracingBuilder logFields(boolean set) {
        logFields = set;
        return this;
    }

    /** Creates the listener. Pass it to {@code ServerBuilder.listener}. */
    public Tracing build() {
        return new Tracing(this);
    }
}
