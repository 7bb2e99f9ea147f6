package dev.interlock.observe;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Keeps the fields of SLF4J's logging context with their exchange. Fields that filters or handlers set are current in
 * all later code of the same exchange, on any thread: in stages that the server awaits, in {@code after} and
 * {@code finish} of filters, and in publishers. They are never current in another exchange, so code need not remove
 * them.
 *
 * <pre>{@code
 * HttpServer.builder(ApiRouter.of(new Orders(store))).listener(new MdcScope()).start();
 * }</pre>
 *
 * <p>An exchange without fields allocates nothing with Logback. The fields are copied at the end of each scope. Code of
 * the exchange that runs on another thread at the same time does not see later changes. One instance serves one server.
 * Safe for use by several threads.
 */
public final class MdcScope implements ExchangeListener {
    /**
     * Fields of an exchange that has no open scope. The final field publishes the map safely: after a time-out, the
     * event loop may read this record while the thread of the handler replaces it.
     */
    private record Fields(Map<String, String> values) {}

    /** Called by the server. */
    @Override
    public void scopeOpened(ObservedExchange exchange) {
        Object fields = exchange.attachment(this);
        if (fields == null) {
            // Without memory, the end of an earlier scope may have failed.
            MDC.clear();
        } else {
            MDC.setContextMap(((Fields) fields).values());
        }
    }

    /** Called by the server. */
    @Override
    public void scopeClosed(ObservedExchange exchange) {
        try {
            @Nullable Map<String, String> values = MDC.getCopyOfContextMap();
            if (values != null && !values.isEmpty()) {
                exchange.attach(this, new Fields(values));
            } else if (exchange.attachment(this) != null) {
                exchange.attach(this, null);
            }
        } finally {
            MDC.clear();
        }
    }
}
