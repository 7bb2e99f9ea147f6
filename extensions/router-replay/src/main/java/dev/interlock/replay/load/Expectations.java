package dev.interlock.replay.load;

import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ids and tokens that one target will create for requests in flight. A later request that needs such a value waits for
 * it, as its recorded client did, because a target may be slower than the recorded service. A request waits only for
 * earlier requests, so there is no deadlock. Safe for use by several threads.
 */
public final class Expectations {
    private final Map<String, List<Long>> creators = new HashMap<>();
    private final Map<Long, List<Runnable>> waiting = new HashMap<>();
    private long held;

    /** Notes that a request will create values. */
    synchronized void begin(long sequence, Set<String> values) {
        for (String value : values) {
            creators.computeIfAbsent(value, it -> new ArrayList<>(1)).add(sequence);
        }
    }

    /** Notes that the request has ended, whether or not it created the values. */
    void end(long sequence, Set<String> values) {
        List<Runnable> resumed;
        synchronized (this) {
            for (String value : values) {
                List<Long> all = creators.get(value);
                if (all != null && all.remove(sequence) && all.isEmpty()) {
                    creators.remove(value);
                }
            }
            resumed = waiting.remove(sequence);
        }
        if (resumed != null) {
            resumed.forEach(Runnable::run);
        }
    }

    /** Returns whether a request must wait. If so, runs {@code resume} when the request should try again. */
    synchronized boolean await(long sequence, Exchange exchange, Runnable resume) {
        if (creators.isEmpty()) {
            return false;
        }
        Long creator = creator(sequence, exchange);
        if (creator == null) {
            return false;
        }
        held++;
        waiting.computeIfAbsent(creator, it -> new ArrayList<>(1)).add(resume);
        return true;
    }

    /** Returns an earlier request that will create a value of this request, or null. */
    private @Nullable Long creator(long sequence, Exchange exchange) {
        for (String value : used(exchange)) {
            Long creator = earlier(sequence, value);
            if (creator != null) {
                return creator;
            }
        }
        byte[] body = exchange.request().body().content();
        if (body.length > 0) {
            String text = new String(body, StandardCharsets.UTF_8);
            for (String value : creators.keySet()) {
                Long creator = text.contains(value) ? earlier(sequence, value) : null;
                if (creator != null) {
                    return creator;
                }
            }
        }
        return null;
    }

    private @Nullable Long earlier(long sequence, String value) {
        for (Long creator : creators.getOrDefault(value, List.of())) {
            if (creator < sequence) {
                return creator;
            }
        }
        return null;
    }

    private static Set<String> used(Exchange exchange) {
        Set<String> used = new HashSet<>(List.of(exchange.request().target().split("[/?&=:]", -1)));
        for (Field field : exchange.request().fields()) {
            switch (field.name().toLowerCase(Locale.ROOT)) {
                case "authorization" -> used.addAll(List.of(field.value().split(" ", -1)));
                case "cookie" -> used.addAll(List.of(field.value().split("[=; ]+", -1)));
                default -> {}
            }
        }
        return used;
    }

    /** Returns how often a request had to wait. */
    public synchronized long held() {
        return held;
    }
}
