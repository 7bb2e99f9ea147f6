package dev.interlock.validate;

import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.RequestKey;
import dev.interlock.http.RequestScoped;
import dev.interlock.log.LogText;
import dev.interlock.log.ServerLog;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Required members that a JSON body lacks. A codec notes them while it reads the body, and reads on with null, 0 or false,
 * so that the constraints on the other members are checked too. One body is read at a time. Not safe for use by several
 * threads.
 */
public final class MissingMembers implements RequestScoped {
    private static final RequestKey<MissingMembers> KEY = RequestKey.of(MissingMembers::new);
    private static final Logger LOG = ServerLog.of(MissingMembers.class);
    private static final String ABSENT = "must be given";
    private static final String NULL = "must not be null";

    /** Missing members, or null. */
    private @Nullable Violations noted;
    /** Pointers to missing members, and to objects that their constructors rejected because of them; or null. */
    private @Nullable Set<String> unchecked;
    /** Number of missing members, those that are not listed included. */
    private int count;

    /** For a body of many values. */
    public MissingMembers() {}

    /** Returns those of the request's body. */
    public static MissingMembers of(Request request) {
        return request.scoped(KEY);
    }

    /** Notes a member that is absent. */
    public void addAbsent(String pointer) {
        add(pointer, ABSENT);
    }

    /** Notes a member that is null. */
    public void addNull(String pointer) {
        add(pointer, NULL);
    }

    private void add(String pointer, String detail) {
        noted = Violations.add(noted, pointer, detail);
        addRejected(pointer);
        count++;
    }

    /** Notes a member that is not listed, since so many others are. */
    public void addUnlisted() {
        count++;
    }

    /** Notes an object that does not exist, since its constructor rejected null, 0 or false. */
    public void addRejected(String pointer) {
        Set<String> all = unchecked;
        if (all == null) {
            all = new HashSet<>();
            unchecked = all;
        }
        // The empty pointer says that there is no value at all.
        if (all.size() < Violations.MAX_NOTED || pointer.isEmpty()) {
            all.add(pointer);
        }
    }

    /** Whether no member is missing. */
    public boolean isEmpty() {
        return noted == null;
    }

    /** Number of missing members. */
    public int count() {
        return count;
    }

    /** Lists no more members. At least one must be missing. */
    public void cut() {
        Violations.cut(noted);
    }

    /** Whether so many members are missing that no more are listed. */
    public boolean isFull() {
        return Violations.isCut(noted);
    }

    /** Whether the pointer leads to a missing member, to a rejected object, or into one. */
    public boolean isUnchecked(String pointer) {
        Set<String> all = unchecked;
        if (all == null) {
            return false;
        }
        for (int end = pointer.length(); end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
            if (all.contains(pointer.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds the missing members to what was found, and what else a check finds in the body. A message that a member has for
     * null takes the place of the standard one. While members are missing an exception of the check is only logged, for
     * debugging: the methods of the application need not accept null.
     *
     * @param value null if there is none without the missing members
     * @return all of them; null if there is none
     * @throws HttpException that the check throws
     */
    // A body that may be null has a check that accepts null.
    @SuppressWarnings("NullAway")
    public <T> @Nullable Violations check(@Nullable Violations found, @Nullable T value, ValueCheck<? super T> check) {
        Violations missing = noted;
        if (missing == null) {
            return check.check(found, value);
        }
        return Violations.merged(found, missing, value == null ? null : broken(value, check), this);
    }

    /** Adds the missing members to what was found, where nothing else of the body is checked. */
    public @Nullable Violations addTo(@Nullable Violations found) {
        Violations missing = noted;
        return missing == null ? found : Violations.merged(found, missing, null, this);
    }

    private static <T> @Nullable Violations broken(T value, ValueCheck<? super T> check) {
        try {
            return check.check(Violations.ofIncompleteValue(), value);
        } catch (HttpException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            // Each client can cause this. A validator that rejects whole bodies as well fails those with 500.
            LOG.debug("A check of a body that lacks members failed", LogText.of(e));
            return null;
        }
    }

    /**
     * Rejects the body if members are missing.
     *
     * @throws HttpException 422, as {@link Violations#refuse}
     */
    public void refuse() {
        Violations.refuse(noted);
    }

    /** Forgets all. */
    public void clear() {
        noted = null;
        unchecked = null;
        count = 0;
    }

    @Override
    public void endOfRequest(int retainedBytes) {
        clear();
    }

    @Override
    public int retainedBytes() {
        return 0;
    }
}
