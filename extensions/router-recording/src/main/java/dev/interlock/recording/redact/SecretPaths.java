package dev.interlock.recording.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Recognizes paths that begin like the path of a route with a secret. Links may have such a path. So may requests
 * without a route, for example with the wrong method. Immutable.
 */
final class SecretPaths {
    /** Start of each template with a secret, up to its first variable. */
    private final byte[][] beginnings;

    SecretPaths(List<RouteInfo> routes, RedactionRules redaction) {
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

    /**
     * Appends a path that begins like a secret path, with a pseudonym of the rest. Returns false for any other path.
     */
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
