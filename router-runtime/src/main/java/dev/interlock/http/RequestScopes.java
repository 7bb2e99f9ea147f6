package dev.interlock.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a request has of each kind that was ever asked of it, and which of them its current use has. */
final class RequestScopes {
    private @Nullable RequestScoped[] made = new @Nullable RequestScoped[0];
    private @Nullable RequestScoped[] used = new @Nullable RequestScoped[4];
    private int usedCount;

    /** What the key stands for, from now on used by the request. */
    @SuppressWarnings("unchecked") // Only a key's own maker puts something at its index.
    <T extends RequestScoped> T get(RequestKey<T> key) {
        int index = key.index();
        RequestScoped known = index < made.length ? made[index] : null;
        if (known == null) {
            known = make(key);
        }
        use(known);
        return (T) known;
    }

    private RequestScoped make(RequestKey<?> key) {
        if (key.index() >= made.length) {
            made = Arrays.copyOf(made, key.index() + 1);
        }
        RequestScoped fresh = key.make();
        made[key.index()] = fresh;
        return fresh;
    }

    private void use(RequestScoped scoped) {
        for (int i = 0; i < usedCount; i++) {
            if (used[i] == scoped) {
                return;
            }
        }
        if (usedCount == used.length) {
            used = Arrays.copyOf(used, 2 * usedCount);
        }
        used[usedCount++] = scoped;
    }

    /**
     * Ends what is used.
     *
     * @param retainedBytes the most that each may keep
     */
    void end(int retainedBytes) {
        for (int i = 0; i < usedCount; i++) {
            RequestScoped scoped = used[i];
            if (scoped != null) {
                scoped.endOfRequest(retainedBytes);
            }
            used[i] = null;
        }
        usedCount = 0;
    }

    /** Bytes that all of them keep for the next request. */
    int retainedBytes() {
        int sum = 0;
        for (RequestScoped scoped : made) {
            sum += scoped == null ? 0 : scoped.retainedBytes();
        }
        return sum;
    }
}
