package dev.interlock.validate;

import dev.interlock.http.Excerpt;
import dev.interlock.http.HttpException;
import dev.interlock.http.Problem;
import dev.interlock.http.ReferenceToken;
import dev.interlock.validate.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All constraints that do not hold for one request; null as long as there is none, so that a valid request allocates
 * nothing. A violation is first noted relative to the value that is being checked, and moved to where the value stands when
 * the check of what is around it goes on. Not safe for use by several threads.
 */
public final class Violations {
    /** As many are listed; a client learns nothing from more. */
    static final int MAX_LISTED = 100;
    /** Most violations of a body that lacks members: some of them are only due to that, and are not listed. */
    static final int MAX_NOTED = 1000;
    /** Values within values: far more than people send, far fewer than the stack of a thread holds. */
    static final int MAX_DEPTH = 100;

    private static final int PARAMETER_STATUS = 400;
    private static final int BODY_STATUS = 422;

    private final List<Violation> listed = new ArrayList<>();
    /** Most violations that are noted. */
    private final int limit;
    /** Whether the checked value lacks members. */
    private final boolean isIncomplete;

    private boolean isCut;

    private Violations(int limit, boolean isIncomplete) {
        this.limit = limit;
        this.isIncomplete = isIncomplete;
    }

    /** Returns a list without violations for a value that lacks members. */
    static Violations ofIncompleteValue() {
        return new Violations(MAX_NOTED, true);
    }

    /** Notes one of the body, or of a value that is still to be {@linkplain #within placed}. */
    public static Violations add(@Nullable Violations found, String pointer, String detail) {
        return add(found, Violation.ofBody(pointer, detail, Kind.BROKEN));
    }

    /** As {@link #add}, for a value that is null: if it is a missing member, it is listed with this detail. */
    public static Violations addNull(@Nullable Violations found, String pointer, String detail) {
        return add(found, Violation.ofBody(pointer, detail, Kind.NULL));
    }

    /** Sets the detail that a primitive member has if it is missing. */
    public static @Nullable Violations ifMissing(@Nullable Violations found, String pointer, String detail) {
        return isComplete(found) ? found : add(found, Violation.ofBody(pointer, detail, Kind.IF_MISSING));
    }

    private static Violations add(@Nullable Violations found, Violation violation) {
        Violations all = orNew(found);
        if (all.listed.size() >= all.limit) {
            all.isCut = true;
        } else {
            all.listed.add(violation);
        }
        return all;
    }

    /** Whether the checked value has all its members, so that constraints on several of them can be checked. */
    public static boolean isComplete(@Nullable Violations found) {
        return found == null || !found.isIncomplete;
    }

    /**
     * Adds missing members, and the violations that are not due to them.
     *
     * @param broken violations that were noted in spite of the missing members, or null
     */
    static Violations merged(
            @Nullable Violations found, Violations missing, @Nullable Violations broken, MissingMembers members) {
        Violations all = orNew(found);
        List<Violation> others = broken == null ? List.of() : broken.listed;
        Map<String, String> details = new HashMap<>();
        for (Violation violation : others) {
            if (violation.kind() != Kind.BROKEN) {
                details.putIfAbsent(violation.pointer(), violation.detail());
            }
        }
        for (Violation violation : missing.listed) {
            String detail = details.getOrDefault(violation.pointer(), violation.detail());
            add(all, violation.pointer(), detail);
        }
        for (Violation violation : others) {
            if (violation.kind() != Kind.IF_MISSING && !members.isUnchecked(violation.pointer())) {
                add(all, violation);
            }
        }
        all.isCut |= missing.isCut;
        if (broken != null) {
            all.isCut |= broken.isCut;
        }
        return all;
    }

    /**
     * Notes one of a parameter.
     *
     * @param in where it stands: path, query, header, cookie, form, part or attribute
     * @param name as it stands there
     */
    public static Violations parameter(@Nullable Violations found, String in, String name, String detail) {
        int before = count(found);
        Violations all = add(found, "", detail);
        ofParameter(all, before, in, name);
        return all;
    }

    /** Whether there are more than are noted. */
    static boolean isCut(@Nullable Violations found) {
        return found != null && found.isCut;
    }

    /** Notes no more, and says that there are more. */
    static void cut(@Nullable Violations found) {
        if (found != null) {
            found.isCut = true;
        }
    }

    /** How many there are; what is noted from now on is moved by this number. */
    public static int count(@Nullable Violations found) {
        return found == null ? 0 : found.listed.size();
    }

    /**
     * Moves what was noted since into a member.
     *
     * @param before what {@link #count} was
     * @param pointer to the member, such as {@code /address}
     */
    public static void within(@Nullable Violations found, int before, String pointer) {
        if (found != null) {
            found.move(before, violation -> violation.within(pointer));
        }
    }

    /** As {@link #within(Violations, int, String)}, into an element of a member. */
    public static void within(@Nullable Violations found, int before, String pointer, int index) {
        if (count(found) > before) {
            within(found, before, pointer + "/" + index);
        }
    }

    /** As {@link #within(Violations, int, String)}, into the entry of a map that a member is. */
    public static void withinEntry(@Nullable Violations found, int before, String pointer, @Nullable Object key) {
        if (count(found) > before) {
            within(found, before, pointer + "/" + ReferenceToken.of(Excerpt.of(String.valueOf(key))));
        }
    }

    /** As {@link #within(Violations, int, String)}, into a parameter. */
    public static void ofParameter(@Nullable Violations found, int before, String in, String name) {
        if (found != null) {
            found.move(before, violation -> violation.ofParameter(in, name));
        }
    }

    /** As {@link #within(Violations, int, String)}, into a record of parameters; these are their names. */
    public static void ofParameters(@Nullable Violations found, int before, String... names) {
        if (found != null) {
            found.move(before, violation -> violation.ofParameters(List.of(names)));
        }
    }

    private void move(int before, UnaryOperator<Violation> moved) {
        listed.subList(before, listed.size()).replaceAll(moved);
    }

    /** Whether a value stands within so many of its kind that it is not looked at; it is to be refused then. */
    public static boolean isTooDeep(int depth) {
        return depth >= MAX_DEPTH;
    }

    /** Notes a value for which {@link #isTooDeep} is true. */
    public static Violations tooDeep(@Nullable Violations found) {
        return add(found, "", "must not stand within " + MAX_DEPTH + " others of its kind");
    }

    /**
     * Refuses the request if there is any: with status 400 if one is of a parameter, else with 422.
     *
     * @throws HttpException with the extension member {@code errors}, which lists the first 100
     */
    public static void refuse(@Nullable Violations found) {
        if (found != null) {
            throw found.refusal();
        }
    }

    /** As {@link #refuse(Violations)}, for violations of parameters and for those of the body behind them. */
    public static void refuse(@Nullable Violations found, @Nullable Violations inBody) {
        if (found == null || inBody == null) {
            refuse(found == null ? inBody : found);
            return;
        }
        for (Violation violation : inBody.listed) {
            add(found, violation);
        }
        found.isCut |= inBody.isCut;
        refuse(found);
    }

    private HttpException refusal() {
        boolean isOfBody = listed.stream().allMatch(Violation::isOfBody);
        return new HttpException(Problem.of(isOfBody ? BODY_STATUS : PARAMETER_STATUS)
                .detail(detail())
                .with("errors", listed.stream().map(Violation::members).toList()));
    }

    private String detail() {
        if (isCut) {
            return "More than %1$d values are not acceptable; errors lists the first %1$d.".formatted(listed.size());
        }
        return listed.size() == 1
                ? listed.get(0).sentence()
                : "%d values are not acceptable; errors lists them.".formatted(listed.size());
    }

    private static Violations orNew(@Nullable Violations found) {
        return found == null ? new Violations(MAX_LISTED, false) : found;
    }
}
