package dev.interlock.generated.validate;

import dev.interlock.generated.scope.RequestKey;
import dev.interlock.generated.scope.RequestScoped;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.log.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Required members that a JSON body lacks. A codec records them while it reads the body, and puts null, 0 or false in
 * their place, so that the constraints on the other members are also checked. Serves one body at a time. Not safe for
 * use by several threads.
 */
public final class MissingMembers implements RequestScoped {
    private static final RequestKey<MissingMembers> KEY = RequestKey.of(MissingMembers::new);
    private static final Logger LOG = ServerLog.of(MissingMembers.class);
    private static final String ABSENT = "must be given";
    private static final String NULL = "must not be null";

    /** Missing members in the order of the body. */
    private final List<Member> members = new ArrayList<>(0);
    /** Root of the tree of missing members, or null if none is missing. */
    private @Nullable MissingPlace places;
    /** Number of missing members, including those that are not listed. */
    private int count;
    /** Number of characters in all pointers. */
    private int characters;

    private boolean isCut;

    /** @param detail standard message */
    private record Member(String pointer, MissingPlace place, String detail) {}

    /** Creates an empty list, which can be reused for many bodies. */
    public MissingMembers() {}

    /** Returns the missing members of the request's body. */
    public static MissingMembers of(Request request) {
        return request.scoped(KEY);
    }

    /** Records a member that is absent. */
    public void addAbsent(String pointer) {
        add(pointer, ABSENT);
    }

    /** Records a member that is null. */
    public void addNull(String pointer) {
        add(pointer, NULL);
    }

    private void add(String pointer, String detail) {
        count++;
        if (members.size() == Violations.MAX_LISTED || characters > Violations.MAX_CHARACTERS) {
            isCut = true;
            return;
        }
        MissingPlace root = places;
        if (root == null) {
            root = new MissingPlace();
            places = root;
        }
        members.add(new Member(pointer, root.add(pointer), detail));
        characters += pointer.length();
    }

    /** Counts a missing member that is not listed because the list is full. */
    public void addUnlisted() {
        count++;
    }

    /** Whether no member is missing. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Returns the number of missing members. */
    public int count() {
        return count;
    }

    /** Whether the list is full. */
    public boolean isFull() {
        return isCut;
    }

    /** Whether a member is missing at the pointer, or within the value at the pointer. */
    public boolean isWithin(String pointer) {
        return members.stream()
                .map(Member::pointer)
                .anyMatch(it -> it.startsWith(pointer)
                        && (it.length() == pointer.length() || it.charAt(pointer.length()) == '/'));
    }

    /** Whether a member is missing at the pointer. */
    public boolean contains(String pointer) {
        for (Member member : members) {
            if (member.pointer().equals(pointer)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the place of a violation in the tree of missing members. At least one member must be missing. */
    MissingPlace placeOf(Violation violation) {
        return violation.step().placeIn(Objects.requireNonNull(places));
    }

    /**
     * Adds a violation for each member. Its message comes from a constraint of the member, or is the standard message.
     */
    void addMembersTo(Violations all) {
        for (Member member : members) {
            Violations.add(all, member.pointer(), member.place().detail(member.detail()));
        }
        if (isCut) {
            Violations.cut(all);
        }
    }

    /**
     * Checks the body, and adds the missing members to the violations. If a constraint of a missing member has a
     * message for null, that message replaces the standard message. If members are missing, any exception of the check
     * except {@link HttpException} is only logged, at debug level, because methods of the application need not accept
     * null in place of a missing member.
     *
     * @param value the body; null if it cannot be created without the missing members
     * @param check function that adds the violations of the body to earlier violations; takes and returns null for no
     *     violations
     * @return all violations; null if there are none
     * @throws HttpException if the check throws one
     */
    // A body that may be null has a check that accepts null.
    @SuppressWarnings("NullAway")
    public <T> @Nullable Violations check(
            @Nullable Violations found,
            @Nullable T value,
            BiFunction<@Nullable Violations, ? super T, @Nullable Violations> check) {
        if (isEmpty()) {
            return check.apply(found, value);
        }
        return Violations.merged(found, this, value == null ? null : broken(value, check));
    }

    /** Adds the missing members to the violations, without further checks of the body. */
    public @Nullable Violations addTo(@Nullable Violations found) {
        return isEmpty() ? found : Violations.merged(found, this, null);
    }

    private static <T> @Nullable Violations broken(
            T value, BiFunction<@Nullable Violations, ? super T, @Nullable Violations> check) {
        try {
            return check.apply(Violations.ofIncompleteValue(), value);
        } catch (HttpException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            // Logged only at debug level, because any client can cause this. If the validator also fails for complete
            // bodies, the response to them is 500.
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
        Violations.refuse(addTo(null));
    }

    /** Removes all members. */
    public void clear() {
        members.clear();
        places = null;
        count = 0;
        characters = 0;
        isCut = false;
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
