package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.RouteInfo;

/** Secret path segments of a route. Immutable. */
final class PathRule {
    static final PathRule NONE = new PathRule(new boolean[0], false);

    private final boolean[] secret;
    /** Whether the last element also applies to all further segments. */
    private final boolean isOpen;

    private PathRule(boolean[] secret, boolean isOpen) {
        this.secret = secret;
        this.isOpen = isOpen;
    }

    static PathRule of(RouteInfo route, RedactionRules redaction) {
        String[] segments = route.template().split("/", -1);
        boolean[] secret = new boolean[segments.length];
        boolean any = false;
        boolean hasVariable = false;
        for (int i = 0; i < segments.length; i++) {
            boolean isVariable = segments[i].indexOf('{') >= 0;
            secret[i] = isVariable && redaction.isSecretParameter(variable(segments[i]));
            any |= secret[i];
            hasVariable |= isVariable;
        }
        if (route.hasSecretPath() && !any && hasVariable) {
            // One of the variables has the annotation @Secret, but only the processor knows which one.
            // So all of them are hidden.
            for (int i = 0; i < segments.length; i++) {
                secret[i] = segments[i].indexOf('{') >= 0;
                any = true;
            }
        }
        boolean isOpen = segments[segments.length - 1].startsWith("{*");
        return any ? new PathRule(secret, isOpen) : NONE;
    }

    private static String variable(String segment) {
        int from = segment.indexOf('{') + 1;
        int to = from;
        while (to < segment.length() && segment.charAt(to) != ':' && segment.charAt(to) != '}') {
            to++;
        }
        return segment.substring(segment.startsWith("*", from) ? from + 1 : from, to);
    }

    boolean isEmpty() {
        return secret.length == 0;
    }

    /** Appends a path with pseudonyms in place of its secret segments. */
    void append(
            byte[] bytes,
            int from,
            int to,
            Pseudonyms pseudonyms,
            FormRedactor forms,
            ByteWriter scratch,
            ByteWriter out) {
        if (isEmpty()) {
            forms.appendPath(bytes, from, to, out);
            return;
        }
        int at = from;
        for (int i = 0; at <= to; i++) {
            int end = Texts.find(bytes, at, to, (byte) '/');
            if (isSecret(i)) {
                Texts.decode(bytes, at, end, scratch);
                pseudonyms.append(scratch.array(), 0, scratch.length(), out);
            } else {
                forms.appendPath(bytes, at, end, out);
            }
            if (end < to) {
                out.append((byte) '/');
            }
            at = end + 1;
        }
    }

    private boolean isSecret(int segment) {
        int last = secret.length - 1;
        return segment <= last ? secret[segment] : isOpen && secret[last];
    }
}
