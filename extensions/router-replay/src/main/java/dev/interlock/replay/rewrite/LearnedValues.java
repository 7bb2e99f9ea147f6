package dev.interlock.replay.rewrite;

import java.util.ArrayList;
import java.util.Iterator;
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

    /** Characters that all values may have, for each of them. Most have fewer. */
    private static final long CHARACTERS = 256;

    private final Values received;
    private final Values recorded;

    private record Key(String scope, String value) {}

    /** A learned value, for a checkpoint. */
    public record Learned(String scope, String recorded, String received) {}

    /** @param most maximum number of values, above 0 */
    public LearnedValues(int most) {
        received = new Values(most);
        recorded = new Values(most);
    }

    /** Values by their keys, the least recently used first. Bounded by their number and by their characters. */
    private static final class Values {
        private final Map<Key, String> all = new LinkedHashMap<>(16, 0.75f, true);
        private final int most;
        private long characters;

        Values(int most) {
            this.most = most;
        }

        @Nullable
        String get(Key key) {
            return all.get(key);
        }

        @Nullable
        String put(Key key, String value) {
            String earlier = all.put(key, value);
            characters += value.length() + (earlier == null ? key.value().length() : -earlier.length());
            Iterator<Map.Entry<Key, String>> eldest = all.entrySet().iterator();
            while (all.size() > most || (characters > most * CHARACTERS && all.size() > 1)) {
                Map.Entry<Key, String> next = eldest.next();
                characters -= next.getKey().value().length() + next.getValue().length();
                eldest.remove();
            }
            return earlier;
        }

        @Nullable
        String remove(Key key) {
            String earlier = all.remove(key);
            characters -= earlier == null ? 0 : key.value().length() + earlier.length();
            return earlier;
        }

        boolean isEmpty() {
            return all.isEmpty();
        }
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
        return received.all.size();
    }

    /** Returns all values. The least recently used value comes first. */
    public synchronized List<Learned> all() {
        List<Learned> all = new ArrayList<>(received.all.size());
        received.all.forEach((key, value) -> all.add(new Learned(key.scope(), key.value(), value)));
        return all;
    }
}
