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
     * @param registry registry of their metrics
     * @throws ShopSettings.SettingException if the pseudonym key cannot be read
     */
    static List<ExchangeListener> of(ShopSettings settings, PrometheusRegistry registry) {
        List<ExchangeListener> observers = new ArrayList<>();
        observers.add(ServerMetrics.in(registry));
        observers.add(Canary.of(CanaryOptions.defaults()));
        if (hasTracingAgent()) {
            observers.add(Tracing.of(GlobalOpenTelemetry.get()));
        }
        Path directory = settings.recordingDirectory();
        if (directory != null) {
            observers.add(recording(directory, settings, registry));
        }
        return observers;
    }

    /** Whether the OpenTelemetry Java agent runs. Asking the OpenTelemetry API would load a logger of the JDK. */
    private static boolean hasTracingAgent() {
        return ClassLoader.getSystemClassLoader().getDefinedPackage("io.opentelemetry.javaagent") != null;
    }

    private static Recording recording(Path directory, ShopSettings settings, PrometheusRegistry registry) {
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
                .register(registry);
        return built;
    }

    /**
     * Hides personal data of customers, and all text that they write, because a note, a review or a search may contain
     * anything. Problem documents repeat bad values as {@code actual}, and the path as {@code instance}.
     * {@code shop.proto} marks the protobuf fields to hide.
     */
    static Redaction redaction() {
        return Redaction.standard()
                .withNames("email", "x-email", "street", "city", "postalCode", "current", "replacement")
                .withNames("note", "text", "q", "actual", "instance")
                .withPointers(route -> route.template().startsWith("/v1/users"), "/name");
    }
}
