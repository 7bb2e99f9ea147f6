package dev.interlock.replay.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recorded values, and the values that a target uses instead. A value has a scope, because 17 may be an order and also
 * a customer. Beyond the limit, forgets the least recently used values. Safe for use by several threads.
 */
public final class LearnedValues {
    /** Scope of values that are unique without one. */
    public static final String GLOBAL = "";

    /** Maximum length of a value. Longer values are content, not ids. */
    public static final int MOST_CHARACTERS = 8192;

    private final Map<Key, String> received;
    private final Map<Key, String> recorded;

    private record Key(String scope, String value) {}

    /** A learned value, for a checkpoint. */
    public record Learned(String scope, String recorded, String received) {}

    /** @param most maximum number of values, above 0 */
    public LearnedValues(int most) {
        received = bounded(most);
        recorded = bounded(most);
    }

    private static Map<Key, String> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
                return size() > most;
            }
        };
    }

    /** Learns a value. If both values are equal, removes an earlier replacement. */
    public synchronized void learn(String scope, String recordedValue, String receivedValue) {
        if (recordedValue.length() > MOST_CHARACTERS || receivedValue.length() > MOST_CHARACTERS) {
            return;
        }
        Key key = new Key(scope, recordedValue);
        String earlier = recordedValue.equals(receivedValue) ? received.remove(key) : received.put(key, receivedValue);
        if (earlier != null) {
            recorded.remove(new Key(scope, earlier));
        }
        recorded.put(new Key(scope, receivedValue), recordedValue);
    }

    /** Returns the target's value for a recorded value, or null. */
    public synchronized @Nullable String replacement(String scope, String recordedValue) {
        return received.isEmpty() ? null : received.get(new Key(scope, recordedValue));
    }

    /** Returns the recorded value for a target's value, or null. */
    public synchronized @Nullable String recordedOf(String scope, String receivedValue) {
        return recorded.isEmpty() ? null : recorded.get(new Key(scope, receivedValue));
    }

    public synchronized boolean isEmpty() {
        return received.isEmpty();
    }

    public synchronized int size() {
        return received.size();
    }

    /** Returns all values. The least recently used value comes first. */
    public synchronized List<Learned> all() {
        List<Learned> all = new ArrayList<>(received.size());
        received.forEach((key, value) -> all.add(new Learned(key.scope(), key.value(), value)));
        return all;
    }
}
