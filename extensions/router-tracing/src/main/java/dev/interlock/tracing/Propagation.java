package dev.interlock.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.RequestHead;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads parents and baggage from the header of requests. Immutable. */
final class Propagation {
    private final TextMapPropagator propagator;
    /** Names of the header fields that the propagator reads. */
    private final byte[][] fields;

    private final Getter getter = new Getter();

    Propagation(TextMapPropagator propagator) {
        this.propagator = propagator;
        List<String> names = List.copyOf(propagator.fields());
        fields = new byte[names.size()][];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = bytes(names.get(i));
        }
    }

    private static byte[] bytes(String name) {
        return name.toLowerCase(Locale.ROOT).getBytes(US_ASCII);
    }

    /**
     * Adds the parent and the baggage of a request to a context. Returns the same context if the request has neither.
     */
    Context extract(Context context, RequestHead head) {
        for (byte[] field : fields) {
            if (head.find(field) >= 0) {
                return propagator.extract(context, head, getter);
            }
        }
        return context;
    }

    /** Reads fields of a head. */
    private static final class Getter implements TextMapGetter<RequestHead> {
        /** Returns all lines of a field as one list (RFC 9110 section 5.3), or null. */
        @Override
        public @Nullable String get(@Nullable RequestHead head, String name) {
            if (head == null) {
                return null;
            }
            byte[] lowerCase = bytes(name);
            int field = head.find(lowerCase);
            if (field < 0) {
                return null;
            }
            String value = value(head, field);
            int next = head.find(lowerCase, field + 1);
            return next < 0 ? value : joined(head, lowerCase, value, next);
        }

        private static String joined(RequestHead head, byte[] name, String first, int second) {
            StringBuilder all = new StringBuilder(first);
            for (int field = second; field >= 0; field = head.find(name, field + 1)) {
                all.append(',').append(value(head, field));
            }
            return all.toString();
        }

        private static String value(RequestHead head, int field) {
            int from = head.valueFrom(field);
            return new String(head.bytes(), from, head.valueTo(field) - from, ISO_8859_1);
        }
    }
}
