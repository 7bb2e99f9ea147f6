package dev.interlock.recording.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Recognizes paths that begin like the path of a route with a secret. A request without a route may have one, for example
 * because its method is wrong, and so may a link. Immutable.
 */
final class SecretPaths {
    /** Text before the first variable of each template with a secret. */
    private final byte[][] beginnings;

    SecretPaths(List<RouteInfo> routes, Redaction redaction) {
        Set<String> texts = new TreeSet<>();
        for (RouteInfo route : routes) {
            if (!PathRule.of(route, redaction).isEmpty()) {
                texts.add(route.template().substring(0, route.template().indexOf('{')));
            }
        }
        beginnings = texts.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    boolean isEmpty() {
        return beginnings.length == 0;
    }

    /** Appends a path. If it begins like a secret path, a pseudonym replaces the rest. */
    void append(byte[] bytes, int from, int to, Pseudonyms pseudonyms, ByteWriter scratch, ByteWriter out) {
        if (!appendSecret(bytes, from, to, pseudonyms, scratch, out)) {
            MailSegments.append(bytes, from, to, pseudonyms, scratch, out);
        }
    }

    /** Appends a path if it begins like a secret path, with a pseudonym in place of the rest. Otherwise returns false. */
    boolean appendSecret(byte[] bytes, int from, int to, Pseudonyms pseudonyms, ByteWriter scratch, ByteWriter out) {
        if (isEmpty()) {
            return false;
        }
        Texts.decode(bytes, from, to, scratch);
        for (byte[] beginning : beginnings) {
            int length = beginning.length;
            if (scratch.length() > length && Texts.startsWith(scratch.array(), beginning)) {
                out.append(beginning);
                pseudonyms.append(scratch.array(), length, scratch.length(), out);
                return true;
            }
        }
        return false;
    }
}
