package dev.interlock.internal.forwarding;

import dev.interlock.internal.syntax.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parser of the Forwarded field (RFC 7239 section 4). */
final class ForwardedParser {
    private final String text;
    private int at;
    /** Parameters of the current element, each null until it is read. */
    private @Nullable String node;

    private @Nullable String scheme;
    private @Nullable String host;

    private ForwardedParser(String text) {
        this.text = text;
    }

    /**
     * Returns the elements in their order. If the field is malformed, returns only the element after the last comma.
     * The last proxy wrote that element, and a client may have made the text before it malformed. Returns an empty list
     * if that element is malformed, too.
     */
    static List<Hop> parse(String text) {
        List<Hop> all = parseAll(text);
        int last = text.lastIndexOf(',');
        return all.isEmpty() && last >= 0 ? parseAll(text.substring(last + 1)) : all;
    }

    private static List<Hop> parseAll(String text) {
        ForwardedParser parser = new ForwardedParser(text);
        List<Hop> hops = new ArrayList<>();
        do {
            Hop hop = parser.element();
            if (hop == null) {
                return List.of();
            }
            hops.add(hop);
        } while (parser.skip(','));
        return parser.isAtEnd() ? hops : List.of();
    }

    private boolean isAtEnd() {
        return at == text.length();
    }

    private @Nullable Hop element() {
        node = null;
        scheme = null;
        host = null;
        do {
            skipSpace();
            boolean isEmpty = isAtEnd() || text.charAt(at) == ';' || text.charAt(at) == ',';
            if (!isEmpty && !readPair()) {
                return null;
            }
        } while (skip(';'));
        return new Hop(node, scheme, host);
    }

    /** Reads {@code name=value}. Returns false if the pair is malformed, or if the element has a known name twice. */
    private boolean readPair() {
        int start = at;
        skipToken();
        int end = at;
        if (end == start || isAtEnd() || text.charAt(at) != '=') {
            return false;
        }
        at++;
        String value = isAtEnd() || text.charAt(at) != '"' ? token() : quoted();
        if (value == null) {
            return false;
        }
        String former = null;
        if (isName("for", start, end)) {
            former = node;
            node = value;
        } else if (isName("proto", start, end)) {
            former = scheme;
            scheme = value;
        } else if (isName("host", start, end)) {
            former = host;
            host = value;
        }
        return former == null;
    }

    private boolean isName(String name, int from, int to) {
        return to - from == name.length() && text.regionMatches(true, from, name, 0, name.length());
    }

    private @Nullable String token() {
        int start = at;
        skipToken();
        return at == start ? null : text.substring(start, at);
    }

    private @Nullable String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; !isAtEnd(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && ++at == text.length()) {
                return null;
            }
            value.append(text.charAt(at));
        }
        return null;
    }

    private void skipToken() {
        while (!isAtEnd() && Tokens.isTchar(text.charAt(at))) {
            at++;
        }
    }

    private void skipSpace() {
        while (!isAtEnd() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /** Skips a separator and the space before it. Returns false if another character comes next. */
    private boolean skip(char separator) {
        skipSpace();
        boolean isNext = !isAtEnd() && text.charAt(at) == separator;
        at += isNext ? 1 : 0;
        return isNext;
    }
}
