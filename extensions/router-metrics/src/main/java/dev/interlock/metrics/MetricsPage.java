package dev.interlock.metrics;

import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.observe.AdminPage;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Page of a registry on the admin port. The first scrape loads the classes of the formats. Safe for use by several
 * threads.
 */
final class MetricsPage implements AdminPage {
    private final PrometheusRegistry registry;
    private volatile @Nullable MetricsController controller;

    MetricsPage(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void write(Request request, Response response) throws IOException {
        MetricsController loaded = controller;
        if (loaded == null) {
            // Two threads may each create a controller here, which does no harm.
            loaded = new MetricsController(registry);
            controller = loaded;
        }
        loaded.metrics(request, response);
    }
}
