package dev.interlock.example.shop;

import dev.interlock.canary.Canary;
import dev.interlock.canary.CanaryOptions;
import dev.interlock.metrics.ServerMetrics;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.recording.Recording;
import dev.interlock.recording.RecordingBuilder;
import dev.interlock.recording.Redaction;
import dev.interlock.tracing.Tracing;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Listeners of the shop's server: metrics, the verdict at {@code /canary}, and optionally spans and a recording. */
final class Observers {
    private Observers() {}

    /**
     * Creates the listeners.
     *
     * @throws ShopSettings.SettingException if the pseudonym key cannot be read
     */
    static List<ExchangeListener> of(ShopSettings settings) {
        List<ExchangeListener> observers = new ArrayList<>();
        observers.add(ServerMetrics.in(PrometheusRegistry.defaultRegistry));
        observers.add(Canary.of(CanaryOptions.defaults()));
        if (hasTracingAgent()) {
            observers.add(Tracing.of(GlobalOpenTelemetry.get()));
        }
        Path directory = settings.recordingDirectory();
        if (directory != null) {
            observers.add(recording(directory, settings));
        }
        return observers;
    }

    /**
     * Whether the OpenTelemetry Java agent runs. Asking the OpenTelemetry API would load a JDK logger at each start.
     */
    private static boolean hasTracingAgent() {
        return ClassLoader.getSystemClassLoader().getDefinedPackage("io.opentelemetry.javaagent") != null;
    }

    private static Recording recording(Path directory, ShopSettings settings) {
        RecordingBuilder recording =
                Recording.to(directory).rate(settings.recordingRate()).redaction(redaction());
        Path key = settings.recordingKeyFile();
        if (key != null) {
            try {
                recording.pseudonymKeyFile(key);
            } catch (UncheckedIOException | IllegalArgumentException e) {
                throw new ShopSettings.SettingException(String.valueOf(e.getMessage()));
            }
        }
        Recording built = recording.build();
        CounterWithCallback.builder()
                .name("shop_recording_dropped_total")
                .help("Exchanges that the recorder lost")
                .callback(count -> count.call((double) built.dropped()))
                .register(PrometheusRegistry.defaultRegistry);
        return built;
    }

    /** Hides personal data of customers in forms and JSON. {@code shop.proto} marks the protobuf fields to hide. */
    private static Redaction redaction() {
        return Redaction.standard()
                .withNames("email", "street", "city", "postalCode", "current", "replacement")
                .withPointers(route -> route.template().startsWith("/v1/users"), "/name");
    }
}
