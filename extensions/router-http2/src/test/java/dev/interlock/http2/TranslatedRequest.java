package dev.interlock.http2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request of HTTP/1.1, translated to HTTP/2 as by a careless gateway. The translation repairs nothing: bytes that
 * HTTP/1.1 rejects stay where they were in a name or a value. Each character is a byte.
 *
 * @param fields pseudo-header fields and header fields, each as "name|value"
 * @param body content, or null if the request has none
 * @param trailers trailer fields, each as "name|value"
 */
record TranslatedRequest(List<String> fields, @Nullable String body, List<String> trailers) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED = "\"(?:[^\"\\\\\\x00-\\x1f\\x7f]|\\\\[^\\x00-\\x1f\\x7f])*\"";
    private static final String EXTENSION =
            "[ \\t]*;[ \\t]*" + TOKEN + "(?:[ \\t]*=[ \\t]*(?:" + TOKEN + "|" + QUOTED + "))?";
    private static final Pattern CHUNK_LINE = Pattern.compile("([0-9A-Fa-f]{1,6})(?:" + EXTENSION + ")*");
    private static final Pattern REQUEST_LINE = Pattern.compile("([^ ]*) (.*)", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile(" HTTP/([0-9])\\.([0-9])\\z");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)(https?)://([^/?]*)(.*)", Pattern.DOTALL);
    private static final Pattern PLAIN_HOST = Pattern.compile("[A-Za-z0-9.:%\\[\\]-]+");

    /** Reads the lines of a message. */
    private static final class Lines {
        private final String text;
        private int at;

        Lines(String text) {
            this.text = text;
            while (text.startsWith("\r\n", at)) {
                at += 2;
            }
        }

        boolean isAtEnd() {
            return at == text.length();
        }

        String next() {
            int end = text.indexOf("\r\n", at);
            String line = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 2;
            return line;
        }

        /** Returns this number of characters, or fewer at the end of the text. */
        String take(int count) {
            int from = at;
            at = (int) Math.min(text.length(), (long) at + count);
            return text.substring(from, at);
        }
    }

    /** Translates the first request of a connection. Returns empty if HTTP/2 cannot express it. */
    static Optional<TranslatedRequest> of(String wire) {
        Lines lines = new Lines(wire);
        if (lines.isAtEnd()) {
            return Optional.empty();
        }
        List<String> pseudo = pseudoFields(lines.next());
        if (pseudo.isEmpty()) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(pseudo);
        if (!section(lines, all) || lacksHost(all)) {
            return Optional.empty();
        }
        return withBody(lines, withAuthority(all, pseudo.size()));
    }

    /**
     * Returns the pseudo-header fields of a request line. The authority of a Host field is not one of them. Returns an
     * empty list if HTTP/2 cannot express the line.
     */
    private static List<String> pseudoFields(String line) {
        Matcher parts = REQUEST_LINE.matcher(line);
        // HTTP/2 cannot express a missing version (HTTP/0.9).
        if (!parts.matches() || !lowerCase(line).contains("http/")) {
            return List.of();
        }
        String method = parts.group(1);
        String target = parts.group(2);
        Matcher version = VERSION.matcher(target);
        if (version.find()) {
            if (!version.group(1).equals("1") || version.group(2).equals("0")) {
                return List.of();
            }
            target = target.substring(0, version.start());
        }
        if (method.equals("CONNECT")) {
            return List.of(":method|CONNECT", ":authority|" + target);
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        if (!absolute.matches()) {
            return List.of(":method|" + method, ":scheme|http", ":path|" + target);
        }
        String path = absolute.group(3);
        if (path.isEmpty() && method.equals("OPTIONS")) {
            path = "*";
        }
        return List.of(
                ":method|" + method,
                ":scheme|" + absolute.group(1),
                ":path|" + (path.isEmpty() || path.startsWith("?") ? "/" + path : path),
                ":authority|" + absolute.group(2));
    }

    /**
     * Reads lines up to an empty one and adds their fields.
     *
     * @return false if a line is a name without a colon, which HTTP/2 cannot express
     */
    private static boolean section(Lines lines, List<String> into) {
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            boolean continues = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (continues && !into.isEmpty()) {
                into.add(into.remove(into.size() - 1) + "\r\n" + line);
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 0 && line.matches(TOKEN)) {
                return false;
            }
            into.add(
                    colon < 0
                            ? lowerCase(line) + "|"
                            : lowerCase(line.substring(0, colon)) + "|" + trimmed(line.substring(colon + 1)));
        }
        return true;
    }

    /** Returns whether the target has an authority, but there is no Host field. Only HTTP/1.1 rejects this. */
    private static boolean lacksHost(List<String> fields) {
        return values("host", fields).isEmpty() && !values(":authority", fields).isEmpty();
    }

    private static String lowerCase(String name) {
        StringBuilder lower = new StringBuilder(name);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            lower.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return lower.toString();
    }

    /** Removes optional white space (RFC 9110 section 5.6.3). */
    private static String trimmed(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && (value.charAt(from) == ' ' || value.charAt(from) == '\t')) {
            from++;
        }
        while (from < to && (value.charAt(to - 1) == ' ' || value.charAt(to - 1) == '\t')) {
            to--;
        }
        return value.substring(from, to);
    }

    /**
     * Turns the only Host field into the authority. If the target has an authority, the Host field is dropped, as RFC
     * 9112 section 3.2.2 demands of gateways.
     */
    private static List<String> withAuthority(List<String> fields, int pseudo) {
        List<String> hosts = values("host", fields);
        List<String> head = new ArrayList<>(fields.subList(0, pseudo));
        List<String> rest = new ArrayList<>(fields.subList(pseudo, fields.size()));
        boolean hasAuthority = !values(":authority", head).isEmpty();
        if (hosts.size() == 1
                && (!hasAuthority || PLAIN_HOST.matcher(hosts.get(0)).matches())) {
            rest.remove("host|" + hosts.get(0));
            if (!hasAuthority) {
                head.add(":authority|" + hosts.get(0));
            }
        }
        head.addAll(rest);
        return head;
    }

    private static List<String> values(String name, List<String> fields) {
        return fields.stream()
                .filter(field -> field.startsWith(name + "|"))
                .map(field -> field.substring(name.length() + 1))
                .toList();
    }

    /** Reads the content. Removes the fields that only describe the connection. */
    private static Optional<TranslatedRequest> withBody(Lines lines, List<String> fields) {
        fields.removeIf(field -> field.startsWith("connection|"));
        List<String> codings = values("transfer-encoding", fields);
        List<String> lengths = values("content-length", fields);
        if (codings.size() == 1 && lengths.isEmpty() && codings.get(0).equalsIgnoreCase("chunked")) {
            fields.remove("transfer-encoding|" + codings.get(0));
            return withChunks(lines, fields);
        }
        String body = null;
        if (!lengths.isEmpty()) {
            String length = lengths.get(0);
            body = lines.take(length.matches("[0-9]{1,9}") ? Integer.parseInt(length) : Integer.MAX_VALUE);
        }
        return Optional.of(new TranslatedRequest(fields, body, List.of()));
    }

    /** Reads chunks. HTTP/2 has none, so it cannot express mistakes in them. */
    private static Optional<TranslatedRequest> withChunks(Lines lines, List<String> fields) {
        StringBuilder body = new StringBuilder();
        int size;
        do {
            Matcher line = CHUNK_LINE.matcher(lines.next());
            if (!line.matches()) {
                return Optional.empty();
            }
            size = Integer.parseInt(line.group(1), 16);
            body.append(lines.take(size));
            if (size > 0 && !lines.take(2).equals("\r\n")) {
                return Optional.empty();
            }
        } while (size > 0);
        List<String> trailers = new ArrayList<>();
        return section(lines, trailers)
                ? Optional.of(new TranslatedRequest(fields, body.toString(), trailers))
                : Optional.empty();
    }
}
