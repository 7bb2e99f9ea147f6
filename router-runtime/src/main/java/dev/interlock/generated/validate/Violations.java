package dev.interlock.generated.validate;

import dev.interlock.generated.validate.Violation.Kind;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Problem;
import dev.interlock.internal.text.Excerpt;
import dev.interlock.internal.text.ReferenceToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All violations of one request. Methods take and return null if there are no violations, so a valid request allocates
 * nothing. A violation is first recorded relative to its value; {@link #within} then adds the place of the value. Not
 * safe for use by several threads.
 */
public final class Violations {
    /** Limit on listed violations. A longer list would not help a client. */
    public static final int MAX_LISTED = 100;
    /** Limit on the characters of all listed pointers. Only the last pointer may exceed it. */
    static final int MAX_CHARACTERS = 16_384;
    /**
     * Limit on recorded violations of a body that lacks members. It is higher, because violations that the missing
     * members cause are recorded, but not listed.
     */
    static final int MAX_NOTED = 1000;
    /**
     * Limit on the depth of values within values of the same type. Clients send far fewer levels, and the stack of a
     * thread has room for far more.
     */
    static final int MAX_DEPTH = 100;

    private final List<Violation> listed = new ArrayList<>();
    /** Outermost steps of the recorded pointers, each with the index of the first violation within the step. */
    private final List<Outermost> outermost = new ArrayList<>();
    /** Limit on recorded violations. */
    private final int limit;
    /** Whether the checked value lacks members. */
    private final boolean isIncomplete;

    private boolean isCut;

    private Violations(int limit, boolean isIncomplete) {
        this.limit = limit;
        this.isIncomplete = isIncomplete;
    }

    /**
     * @param first index of the first violation within the step. The step contains all violations from this index to
     *     the first one of the next step
     */
    private record Outermost(PointerStep step, int first) {}

    /** Creates an empty list for a value that lacks members. */
    static Violations ofIncompleteValue() {
        return new Violations(MAX_NOTED, true);
    }

    /**
     * Records a violation. The pointer starts at the body, or at an outer value whose own pointer {@link #within} adds
     * later.
     */
    public static Violations add(@Nullable Violations found, String pointer, String detail) {
        return add(found, pointer, detail, Kind.BROKEN);
    }

    /** Like {@link #add}, for a null value. If the value is a missing member, its entry in the list has this detail. */
    public static Violations addNull(@Nullable Violations found, String pointer, String detail) {
        return add(found, pointer, detail, Kind.NULL);
    }

    /** Sets the detail for a primitive member if that member is missing. */
    public static @Nullable Violations ifMissing(@Nullable Violations found, String pointer, String detail) {
        return isComplete(found) ? found : add(found, pointer, detail, Kind.IF_MISSING);
    }

    private static Violations add(@Nullable Violations found, String pointer, String detail, Kind kind) {
        Violations all = orNew(found);
        if (all.hasPlace()) {
            all.note(Violation.ofBody(pointer, detail, kind));
        }
        return all;
    }

    /** Returns whether another violation can be recorded. If not, marks the list as cut. */
    private boolean hasPlace() {
        isCut |= listed.size() >= limit;
        return !isCut;
    }

    private void note(Violation violation) {
        outermost.add(new Outermost(violation.step(), listed.size()));
        listed.add(violation);
    }

    /** Whether the checked value has all its members. Only then can constraints on several members be checked. */
    public static boolean isComplete(@Nullable Violations found) {
        return found == null || !found.isIncomplete;
    }

    /**
     * Merges the missing members with those violations that they have not caused.
     *
     * @param broken violations that were recorded while members were missing, or null
     */
    static Violations merged(@Nullable Violations found, MissingMembers missing, @Nullable Violations broken) {
        Violations all = orNew(found);
        List<Violation> others = broken == null ? List.of() : broken.listed;
        for (Violation violation : others) {
            if (violation.kind() != Kind.BROKEN) {
                missing.placeOf(violation).setDetail(violation.detail());
            }
        }
        missing.addMembersTo(all);
        for (Violation violation : others) {
            if (violation.kind() != Kind.IF_MISSING
                    && !missing.placeOf(violation).isUnchecked()
                    && all.hasPlace()) {
                all.note(violation);
            }
        }
        if (broken != null) {
            all.isCut |= broken.isCut;
        }
        return all;
    }

    /**
     * Records a violation of a parameter.
     *
     * @param in source: path, query, header, cookie, form, part or attribute
     * @param name name of the parameter in the request
     */
    public static Violations parameter(@Nullable Violations found, String in, String name, String detail) {
        int before = count(found);
        Violations all = add(found, "", detail);
        ofParameter(all, before, in, name);
        return all;
    }

    /** Marks the list as cut: there are more violations than it records. */
    public static void cut(@Nullable Violations found) {
        if (found != null) {
            found.isCut = true;
        }
    }

    /** Returns the number of violations so far; pass it to {@link #within} later. */
    public static int count(@Nullable Violations found) {
        return found == null ? 0 : found.listed.size();
    }

    /**
     * Moves the violations that were recorded since a {@link #count} into a member.
     *
     * @param before result of {@link #count} before the member was checked
     * @param pointer pointer to the member, such as {@code /address}
     */
    public static void within(@Nullable Violations found, int before, String pointer) {
        if (found != null && count(found) > before) {
            found.wrap(before, new PointerStep(pointer));
        }
    }

    /** Like {@link #within(Violations, int, String)}, for an element of a member. */
    public static void within(@Nullable Violations found, int before, String pointer, int index) {
        if (count(found) > before) {
            within(found, before, pointer + "/" + index);
        }
    }

    /** Like {@link #within(Violations, int, String)}, for an entry of a member that is a map. */
    public static void withinEntry(@Nullable Violations found, int before, String pointer, @Nullable Object key) {
        if (count(found) > before) {
            within(found, before, pointer + "/" + ReferenceToken.of(Excerpt.of(String.valueOf(key))));
        }
    }

    /** Like {@link #within(Violations, int, String)}, for a parameter. */
    public static void ofParameter(@Nullable Violations found, int before, String in, String name) {
        if (found != null) {
            found.move(before, violation -> violation.ofParameter(in, name));
        }
    }

    /** Like {@link #within(Violations, int, String)}, for a record of parameters with the given names. */
    public static void ofParameters(@Nullable Violations found, int before, String... names) {
        if (found != null) {
            found.move(before, violation -> violation.ofParameters(List.of(names)));
        }
    }

    /**
     * Puts an outer step around the last outermost steps, and replaces them with it. The check of an outer value ends
     * after the checks of all values in it.
     */
    private void wrap(int before, PointerStep around) {
        int last = outermost.size() - 1;
        while (last >= 0 && outermost.get(last).first() >= before) {
            outermost.remove(last).step().setOuter(around);
            last--;
        }
        outermost.add(new Outermost(around, before));
    }

    private void move(int before, UnaryOperator<Violation> moved) {
        listed.subList(before, listed.size()).replaceAll(moved);
    }

    /**
     * Whether a value is nested too deep in values of its own type to be checked. The caller then rejects the value.
     */
    public static boolean isTooDeep(int depth) {
        return depth >= MAX_DEPTH;
    }

    /** Records a violation for a value for which {@link #isTooDeep} is true. */
    public static Violations tooDeep(@Nullable Violations found) {
        return add(found, "", "must not be nested within " + MAX_DEPTH + " others of its kind");
    }

    /**
     * Rejects the request if there are violations. The status is 400 if a violation belongs to a parameter, or else
     * 422.
     *
     * @throws HttpException with the extension member {@code errors}, which lists at most 100 violations
     */
    public static void refuse(@Nullable Violations found) {
        if (found != null) {
            throw found.refusal();
        }
    }

    /** Like {@link #refuse(Violations)}, for the violations of parameters, followed by those of the body. */
    public static void refuse(@Nullable Violations found, @Nullable Violations inBody) {
        if (found == null || inBody == null) {
            refuse(found == null ? inBody : found);
            return;
        }
        for (Violation violation : inBody.listed) {
            if (found.hasPlace()) {
                found.note(violation);
            }
        }
        found.isCut |= inBody.isCut;
        refuse(found);
    }

    private HttpException refusal() {
        boolean isOfBody = listed.stream().allMatch(Violation::isOfBody);
        List<Map<String, Object>> errors = errors();
        return new HttpException(Problem.of(isOfBody ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.BAD_REQUEST)
                .detail(detail(errors.size()))
                .with("errors", errors));
    }

    private List<Map<String, Object>> errors() {
        List<Map<String, Object>> errors = new ArrayList<>();
        int characters = 0;
        for (Violation violation : listed) {
            if (characters > MAX_CHARACTERS) {
                isCut = true;
                break;
            }
            Map<String, Object> members = violation.members();
            characters += String.valueOf(members.get("pointer")).length();
            errors.add(members);
        }
        return errors;
    }

    /** @param number number of violations in {@code errors} */
    private String detail(int number) {
        if (isCut) {
            return number == 1
                    ? "More than one value is not acceptable; errors lists the first."
                    : "More than %1$d values are not acceptable; errors lists the first %1$d.".formatted(number);
        }
        return number == 1
                ? listed.get(0).sentence()
                : "%d values are not acceptable; errors lists them.".formatted(number);
    }

    private static Violations orNew(@Nullable Violations found) {
        return found == null ? new Violations(MAX_LISTED, false) : found;
    }
}
