package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.Protocol;
import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.text.SecretNameMatcher;
import org.jspecify.annotations.Nullable;

/** Writes values from the head of a request. Used by the thread of one event loop. */
final class HeadText {
    private static final byte[] USER_AGENT = "user-agent".getBytes(US_ASCII);
    private static final byte[] REFERER = "referer".getBytes(US_ASCII);
    private static final byte[] COOKIE = "cookie".getBytes(US_ASCII);
    private static final byte[] MASK = "***".getBytes(US_ASCII);
    private static final byte[] QUESTION_MARK = {'?'};
    private static final byte[] SPACE = {' '};
    private static final FixedText[] PROTOCOLS = protocols();

    private final SecretNameMatcher secrets;
    private final SecretPaths secretPaths;
    private final RouteTexts routes;
    private final LineBuffer out;

    /** @param out buffer that escapes the values and takes them */
    HeadText(LineLayout layout, RouteTexts routes, LineBuffer out) {
        this.routes = routes;
        this.out = out;
        secretPaths = layout.secretPaths();
        secrets = new SecretNameMatcher(layout.masked());
    }

    private static FixedText[] protocols() {
        Protocol[] all = Protocol.values();
        FixedText[] names = new FixedText[all.length];
        for (int i = 0; i < all.length; i++) {
            names[i] = FixedText.of(all[i].toString());
        }
        return names;
    }

    @SuppressWarnings("EnumOrdinal") // The array has the order of the constants.
    private static FixedText protocol(RequestHead head) {
        return PROTOCOLS[head.protocol().ordinal()];
    }

    /**
     * Writes an element.
     *
     * @param route route of the request, or null if it has none
     * @param forwarded authority that a trusted proxy states, or null
     */
    void write(LogElement element, RequestHead head, @Nullable RouteInfo route, @Nullable String forwarded) {
        switch (element.kind()) {
            case METHOD -> range(element, head.bytes(), head.methodFrom(), head.methodTo());
            case PATH -> path(element, head, route);
            case QUERY -> query(element, head);
            case PROTOCOL -> out.value(element, protocol(head));
            case HOST -> host(element, head, forwarded);
            case USER_AGENT -> field(element, head, head.find(USER_AGENT));
            case REFERER -> referer(element, head);
            case TRACE_ID -> traceId(element, head);
            case HEADER -> field(element, head, head.find(element.name()));
            case COOKIE -> cookie(element, head);
            case REQUEST_LINE -> requestLine(element, head, route);
            default -> throw new IllegalStateException(element.kind() + " is not in a head");
        }
    }

    private void host(LogElement element, RequestHead head, @Nullable String forwarded) {
        if (forwarded == null) {
            range(element, head.bytes(), head.authorityFrom(), head.authorityTo());
        } else {
            byte[] stated = forwarded.getBytes(ISO_8859_1);
            range(element, stated, 0, stated.length);
        }
    }

    private void begin(LogElement element) {
        out.put(element.lead());
        out.beginValue();
    }

    private void end(LogElement element) {
        out.endValue();
        out.put(element.tail());
    }

    private void range(LogElement element, byte[] bytes, int from, int to) {
        if (from >= to) {
            out.put(element.absent());
            return;
        }
        out.text(element, bytes, from, to);
    }

    private void constant(byte[] text) {
        out.text(text, 0, text.length);
    }

    private void path(LogElement element, RequestHead head, @Nullable RouteInfo route) {
        if (secretPaths.isSecret(head, route)) {
            out.put(element.absent());
        } else {
            range(element, head.bytes(), head.pathFrom(), head.pathTo());
        }
    }

    private void query(LogElement element, RequestHead head) {
        if (head.queryFrom() < 0) {
            out.put(element.absent());
            return;
        }
        byte[] bytes = head.bytes();
        int to = head.queryTo();
        int secret = secret(bytes, head.queryFrom(), to);
        if (secret == to) {
            out.text(element, bytes, head.queryFrom(), to);
            return;
        }
        begin(element);
        query(bytes, head.queryFrom(), to);
        end(element);
    }

    /** Returns the index of the equals sign before the first secret value, or {@code to} without a secret value. */
    private int secret(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to) {
            int equals = start;
            while (equals < to && bytes[equals] != '=' && bytes[equals] != '&') {
                equals++;
            }
            boolean hasValue = equals < to && bytes[equals] == '=';
            if (hasValue && secrets.isSecret(bytes, start, equals)) {
                return equals;
            }
            start = (hasValue ? indexOf(bytes, '&', equals, to) : equals) + 1;
        }
        return to;
    }

    /** Writes a query. Masks replace secret values. */
    private void query(byte[] bytes, int from, int to) {
        // Start of the text that is not written yet.
        int start = from;
        for (int equals = secret(bytes, from, to); equals < to; equals = secret(bytes, start + 1, to)) {
            out.text(bytes, start, equals + 1);
            constant(MASK);
            start = indexOf(bytes, '&', equals, to);
        }
        out.text(bytes, start, to);
    }

    private void field(LogElement element, RequestHead head, int field) {
        if (field < 0) {
            out.put(element.absent());
        } else if (element.isMasked()) {
            masked(element);
        } else {
            range(element, head.bytes(), head.valueFrom(field), head.valueTo(field));
        }
    }

    private void masked(LogElement element) {
        begin(element);
        constant(MASK);
        end(element);
    }

    /** Writes the referring URI. Masks replace a secret path, secret values of the query, and user information. */
    private void referer(LogElement element, RequestHead head) {
        int field = head.find(REFERER);
        if (field < 0 || head.valueFrom(field) == head.valueTo(field)) {
            out.put(element.absent());
            return;
        }
        byte[] bytes = head.bytes();
        int from = head.valueFrom(field);
        int to = head.valueTo(field);
        int query = indexOf(bytes, '?', from, to);
        int path = Math.min(query, path(bytes, from, query));
        begin(element);
        if (secretPaths.begin(bytes, path, query)) {
            withoutUser(bytes, from, path);
            constant(MASK);
        } else {
            withoutUser(bytes, from, query);
        }
        if (query < to) {
            constant(QUESTION_MARK);
            query(bytes, query + 1, to);
        }
        end(element);
    }

    /** Returns the index of the path of a URI, or {@code to} without a path. */
    private static int path(byte[] bytes, int from, int to) {
        int scheme = indexOf(bytes, ':', from, to);
        boolean hasAuthority = scheme + 2 < to && bytes[scheme + 1] == '/' && bytes[scheme + 2] == '/';
        return indexOf(bytes, '/', hasAuthority ? scheme + 3 : from, to);
    }

    private void withoutUser(byte[] bytes, int from, int to) {
        int scheme = indexOf(bytes, ':', from, to);
        int authority = scheme + 3;
        int at = authority < to ? indexOf(bytes, '@', authority, indexOf(bytes, '/', authority, to)) : to;
        if (authority < to && at < indexOf(bytes, '/', authority, to)) {
            out.text(bytes, from, authority);
            constant(MASK);
            out.text(bytes, at, to);
        } else {
            out.text(bytes, from, to);
        }
    }

    /** Returns the first index of a byte, or {@code to} if the byte does not occur. */
    private static int indexOf(byte[] bytes, int wanted, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private void traceId(LogElement element, RequestHead head) {
        int field = TraceParent.find(head);
        if (field < 0) {
            out.put(element.absent());
        } else {
            int from = head.valueFrom(field) + TraceParent.TRACE_ID_AT;
            range(element, head.bytes(), from, from + TraceParent.TRACE_ID_LENGTH);
        }
    }

    /** Writes the value of the first cookie that has the name of the element (RFC 6265 section 4.2). */
    private void cookie(LogElement element, RequestHead head) {
        byte[] bytes = head.bytes();
        for (int field = head.find(COOKIE); field >= 0; field = head.find(COOKIE, field + 1)) {
            int to = head.valueTo(field);
            for (int start = head.valueFrom(field); start < to; start = indexOf(bytes, ';', start, to) + 1) {
                while (start < to && bytes[start] == ' ') {
                    start++;
                }
                int value = start + element.name().length + 1;
                if (value <= to && bytes[value - 1] == '=' && startsWith(bytes, start, element.name())) {
                    cookie(element, bytes, value, indexOf(bytes, ';', value, to));
                    return;
                }
            }
        }
        out.put(element.absent());
    }

    private void cookie(LogElement element, byte[] bytes, int from, int to) {
        if (element.isMasked()) {
            masked(element);
        } else {
            range(element, bytes, from, to);
        }
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (bytes[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes method, target and protocol. The template of the route replaces a secret path. Without a route, a mask
     * replaces it.
     */
    private void requestLine(LogElement element, RequestHead head, @Nullable RouteInfo route) {
        begin(element);
        out.text(head.bytes(), head.methodFrom(), head.methodTo());
        constant(SPACE);
        if (secretPaths.isSecret(head, route)) {
            constant(route == null ? MASK : routes.bytes(route));
        } else if (head.pathFrom() < head.pathTo()) {
            out.text(head.bytes(), head.pathFrom(), head.pathTo());
        } else {
            out.text(head.bytes(), head.targetFrom(), head.targetTo());
        }
        if (head.queryFrom() >= 0) {
            constant(QUESTION_MARK);
            query(head.bytes(), head.queryFrom(), head.queryTo());
        }
        constant(SPACE);
        FixedText protocol = protocol(head);
        out.text(protocol.words(), 0, protocol.length());
        end(element);
    }
}
