package dev.interlock.internal.message;

import dev.interlock.bytes.Lease;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.generated.scope.RequestScoped;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.memory.Metered;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The {@link RequestScoped} objects of a request, one for each key. They are kept for later requests. */
final class RequestScopes {
    private @Nullable RequestScoped[] made = new @Nullable RequestScoped[0];
    /** Bytes that each object keeps. */
    private int[] kept = {};

    private int retained;
    /** Indexes of the objects that the current request uses. */
    private int[] used = new int[4];

    private int usedCount;
    private final boolean reusing;
    private MemoryMeter meter = MemoryMeter.FREE;
    /** Lease of the request in strict mode, or null. */
    private @Nullable Lease lease;

    /** @param reusing whether later requests reuse the objects */
    RequestScopes(boolean reusing) {
        this.reusing = reusing;
    }

    /** Sets the meter of the objects that are created from now on. */
    void meter(MemoryMeter newMeter) {
        meter = newMeter;
    }

    /** Sets the lease in which objects register in strict mode. */
    void lease(Lease newLease) {
        lease = newLease;
    }

    /** Returns the object of the key. The request uses the object from now on. */
    @SuppressWarnings("unchecked") // Only the maker of a key creates the object at the key's index.
    <T extends RequestScoped> T get(RequestKey<T> key) {
        int index = key.index();
        RequestScoped known = index < made.length ? made[index] : null;
        if (known == null) {
            known = make(key);
        }
        if (!isUsed(index)) {
            use(index);
        }
        return (T) known;
    }

    private RequestScoped make(RequestKey<?> key) {
        if (key.index() >= made.length) {
            made = Arrays.copyOf(made, key.index() + 1);
            kept = Arrays.copyOf(kept, made.length);
        }
        RequestScoped fresh = key.make();
        if (fresh instanceof Metered metered) {
            metered.meter(meter);
        }
        if (lease != null) {
            fresh.begin(lease);
        }
        made[key.index()] = fresh;
        return fresh;
    }

    private boolean isUsed(int index) {
        for (int i = 0; i < usedCount; i++) {
            if (used[i] == index) {
                return true;
            }
        }
        return false;
    }

    private void use(int index) {
        if (usedCount == used.length) {
            used = Arrays.copyOf(used, 2 * usedCount);
        }
        used[usedCount++] = index;
    }

    /**
     * Ends the use of all objects.
     *
     * @param most limit on the bytes that all objects together may keep
     */
    void end(int most) {
        for (int i = 0; i < usedCount; i++) {
            end(used[i], most);
        }
        if (retained > most) {
            trim(most);
        }
        usedCount = 0;
        if (!reusing) {
            giveUp();
        }
    }

    private void end(int index, int most) {
        RequestScoped scoped = made[index];
        if (scoped != null) {
            scoped.endOfRequest(most);
            retained -= kept[index];
            kept[index] = scoped.retainedBytes();
            retained += kept[index];
        }
    }

    /**
     * Frees memory of objects until they keep at most {@code most} bytes. Begins with the objects that this request has
     * not used.
     */
    private void trim(int most) {
        for (int index = 0; index < made.length; index++) {
            if (!isUsed(index)) {
                end(index, 0);
            }
        }
        for (int i = 0; i < usedCount && retained > most; i++) {
            end(used[i], Math.max(0, most - (retained - kept[used[i]])));
        }
    }

    /** Frees the retained memory. Called between two requests. */
    void giveUp() {
        made = new @Nullable RequestScoped[0];
        kept = new int[0];
        retained = 0;
    }

    /** Returns the bytes that all objects keep for the next request. Valid after this request has ended. */
    int retainedBytes() {
        return retained;
    }
}
