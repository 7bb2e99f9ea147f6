package dev.interlock.replay.rewrite;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Distinguishes ids and tokens from other values. The member {@code id} identifies its object, such as an order. The
 * members {@code orderId} and {@code order_id} also identify an order. In a path, the id follows the name of the
 * collection: {@code /orders/17}. Long values are unique without a scope.
 */
public final class IdRules {
    private static final Pattern PLAIN_ID = Pattern.compile("(?i)id|uuid|guid");
    private static final Pattern SUFFIX = Pattern.compile("(.+?)(?:Id|ID|Uuid|UUID|[_-](?i:id|uuid|guid))");
    private static final Pattern TOKEN =
            Pattern.compile("(?i)(?:.*[_-])?(?:token|jwt|csrf|session|etag)|.*(?:Token|Session|SessionId|session_id)");
    /** Minimum length of a value that is unique without a scope, if it has a digit and no space. */
    private static final int DISTINCT = 12;

    private final Set<String> names;

    /** @param names further names of members and parameters with ids that are unique without a scope */
    public IdRules(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Whether a member or parameter of this name contains an id. */
    public boolean isId(String name) {
        return names.contains(name)
                || PLAIN_ID.matcher(name).matches()
                || SUFFIX.matcher(name).matches()
                || isToken(name);
    }

    private static boolean isToken(String name) {
        return TOKEN.matcher(name).matches();
    }

    /** Whether a value is unique without a scope. */
    static boolean isDistinct(String value) {
        boolean hasDigit = false;
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each <= ' ') {
                return false;
            }
            hasDigit |= each >= '0' && each <= '9';
        }
        return hasDigit && value.length() >= DISTINCT;
    }

    /**
     * Whether a member of a response may have the id of a new thing. {@code userId} in an order does not: it refers to
     * another thing.
     *
     * @param thing noun of what the request creates
     */
    boolean mayBeNew(String name, String thing, String value) {
        if (isDistinct(value) || names.contains(name) || isToken(name)) {
            return true;
        }
        var suffix = SUFFIX.matcher(name);
        return PLAIN_ID.matcher(name).matches()
                || (suffix.matches() && noun(suffix.group(1)).equals(thing));
    }

    /**
     * Returns the scope of an id.
     *
     * @param name name of the member or parameter
     * @param thing noun of the object that contains the member
     */
    public String scope(String name, String thing, String value) {
        if (names.contains(name) || isToken(name) || isDistinct(value)) {
            return LearnedValues.GLOBAL;
        }
        var suffix = SUFFIX.matcher(name);
        return suffix.matches() ? noun(suffix.group(1)) : thing;
    }

    /** Returns the singular noun of a collection or member, such as "order" for "Orders". */
    public static String noun(String name) {
        String noun = name.toLowerCase(Locale.ROOT);
        if (noun.endsWith("ies")) {
            return noun.substring(0, noun.length() - 3) + "y";
        }
        return noun.endsWith("s") && !noun.endsWith("ss") ? noun.substring(0, noun.length() - 1) : noun;
    }

    /** Returns the noun of the last collection in a path, such as "item" for /orders/17/items. */
    public static String thing(String target) {
        int query = target.indexOf('?');
        String[] segments = (query < 0 ? target : target.substring(0, query)).split("/", -1);
        for (int i = segments.length - 1; i >= 0; i--) {
            if (!segments[i].isEmpty() && segments[i].chars().noneMatch(Character::isDigit)) {
                int verb = segments[i].indexOf(':');
                return noun(verb > 0 ? segments[i].substring(0, verb) : segments[i]);
            }
        }
        return "";
    }
}
