package dev.interlock.generated.validate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Node in a tree of missing members. The path to the node is a JSON pointer into the body. A member is missing at the
 * pointer, or below it.
 */
final class MissingPlace {
    /** Stands for every place at which, and below which, no member is missing. */
    private static final MissingPlace COMPLETE = new MissingPlace();
    /** Stands for every place within a missing member. */
    private static final MissingPlace WITHIN_MISSING = new MissingPlace();

    private final Map<String, MissingPlace> inner = new HashMap<>(4);
    private boolean isMissing;
    /** Message for the missing member from one of its constraints, or null. */
    private @Nullable String detail;

    MissingPlace() {}

    /** Adds the place of a missing member. */
    MissingPlace add(String pointer) {
        MissingPlace place = this;
        for (int from = 0; from < pointer.length(); from = end(pointer, from)) {
            place = place.inner.computeIfAbsent(
                    pointer.substring(from, end(pointer, from)), token -> new MissingPlace());
        }
        place.isMissing = true;
        return place;
    }

    /** Returns the place to which a pointer from here leads. */
    MissingPlace find(String pointer) {
        MissingPlace place = this;
        for (int from = 0; from < pointer.length(); from = end(pointer, from)) {
            if (place.isUnchecked()) {
                return WITHIN_MISSING;
            }
            if (place.inner.isEmpty()) {
                return COMPLETE;
            }
            place = place.inner.getOrDefault(pointer.substring(from, end(pointer, from)), COMPLETE);
        }
        return place;
    }

    private static int end(String pointer, int from) {
        int next = pointer.indexOf('/', from + 1);
        return next < 0 ? pointer.length() : next;
    }

    /** Whether the value at this place is a missing member or a part of one. Violations of this value do not count. */
    boolean isUnchecked() {
        return isMissing || this == WITHIN_MISSING;
    }

    /** Sets the message for a missing member, from one of its constraints. The first message stays. */
    void setDetail(String message) {
        if (isMissing && detail == null) {
            detail = message;
        }
    }

    String detail(String standard) {
        return detail == null ? standard : detail;
    }
}
