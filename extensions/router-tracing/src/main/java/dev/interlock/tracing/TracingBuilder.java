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
     * Lets the listener decide which requests have a span, before it allocates anything. A request with a parent is
     * sampled if its parent is. Any other request is sampled at random. The sampler of the SDK must keep the spans that
     * it gets, as its default sampler does, {@code parentbased_always_on}.
     *
     * <p>Calls that the code of an unsampled request makes are unsampled, too. Without a ratio, each request makes a
     * span, and the sampler of the SDK or the Java agent decides.
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
     * Makes no spans for requests to some routes, such as health checks. If a {@link #sampleRatio} is set, calls that
     * their code makes are not sampled, either.
     *
     * @param routes whether a route has no spans; asked for each request
     */
    public TracingBuilder untraced(Predicate<RouteInfo> routes) {
        untraced = Objects.requireNonNull(routes);
        return this;
    }

    /**
     * Adds the query to the attributes. The values of all other parameters are replaced by {@code REDACTED}. Without
     * this option, spans have no query.
     *
     * @param names names of the parameters whose values are not secret
     */
    public TracingBuilder queryParameters(String... names) {
        queryParameters = List.of(names);
        return this;
    }

    /**
     * Sets the fields {@code trace_id} and {@code span_id} of SLF4J's logging context in the code of each request that
     * has a span or a parent. The default is false, because the Java agent sets these fields itself.
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
