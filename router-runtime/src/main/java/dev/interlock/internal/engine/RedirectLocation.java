package dev.interlock.internal.engine;

import dev.interlock.http.Router;
import dev.interlock.internal.message.ReceivedHead;
import java.util.HexFormat;

/** Location of a redirect that adds or removes the final slash of the path. */
final class RedirectLocation {
    private RedirectLocation() {}

    /**
     * Returns the location of a {@link Router#REDIRECT}. The location is the path, with a final slash added or removed,
     * and the query. Percent-encodes the bytes that a URI cannot contain.
     */
    static String of(ReceivedHead head) {
        byte[] bytes = head.bytes();
        int from = head.pathFrom();
        int to = head.pathTo();
        boolean cut = bytes[to - 1] == '/';
        StringBuilder location = new StringBuilder();
        appendUri(location, bytes, from, cut ? to - 1 : to);
        if (!cut) {
            location.append('/');
        }
        if (head.queryFrom() >= 0) {
            location.append('?');
            appendUri(location, bytes, head.queryFrom(), head.queryTo());
        }
        return location.toString();
    }

    private static void appendUri(StringBuilder location, byte[] bytes, int from, int to) {
        HexFormat hex = HexFormat.of().withUpperCase();
        for (int i = from; i < to; i++) {
            if (bytes[i] > ' ' && bytes[i] < 0x7f) {
                location.append((char) bytes[i]);
            } else {
                location.append('%').append(hex.toHexDigits(bytes[i]));
            }
        }
    }
}
