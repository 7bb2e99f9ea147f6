package dev.interlock.agreement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of a request target, split by patterns. The tests compare them with the parser's result.
 *
 * @param authority authority; empty unless the target is in absolute-form
 * @param query query with its question mark, or "none"
 */
record TargetParts(String authority, String path, String query) {
    private static final Pattern OCTETS = Pattern.compile("[0-9A-Za-z\\-._~%!$&'()*+,;=:@/?\\[\\]]*");
    private static final Pattern ORIGIN = Pattern.compile("(/[^?]*)(\\?.*)?");
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?i:https?)://(" + HostGrammar.TEXT + ")(/[^?]*)?(\\?.*)?");

    /** Splits a target. If the target has none of the four forms, the result has a path that no parser returns. */
    static TargetParts of(String method, String target) {
        if (!OCTETS.matcher(target).matches()) {
            return new TargetParts("", "malformed", "none");
        }
        Matcher origin = ORIGIN.matcher(target);
        if (origin.matches()) {
            return new TargetParts("", origin.group(1), query(origin.group(2)));
        }
        if (target.equals("*")) {
            return new TargetParts("", method.equals("OPTIONS") ? "*" : "malformed", "none");
        }
        if (method.equals("CONNECT")) {
            return new TargetParts("", HostGrammar.AUTHORITY.matcher(target).matches() ? "" : "malformed", "none");
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        if (absolute.matches()) {
            String path = absolute.group(2);
            String query = query(absolute.group(3));
            // RFC 9110 section 4.2.3: an empty path means "/", except as the target of OPTIONS.
            String empty = method.equals("OPTIONS") && query.equals("none") ? "" : "/";
            return new TargetParts(absolute.group(1), path == null ? empty : path, query);
        }
        return new TargetParts("", "malformed", "none");
    }

    private static String query(String group) {
        return group == null ? "none" : group;
    }

    boolean isMalformed() {
        return path.equals("malformed");
    }
}
