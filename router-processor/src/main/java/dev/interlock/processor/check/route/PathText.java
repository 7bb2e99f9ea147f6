package dev.interlock.processor.check.route;

import java.nio.charset.StandardCharsets;

/** Writes segments as they stand in a request. */
final class PathText {
    /** What {@code pchar} allows besides letters and digits (RFC 3986 section 3.3). */
    private static final String PLAIN = "-._~!$&'()*+,;=:@";

    private PathText() {}

    /** The segment with every byte percent-encoded that cannot stand for itself. */
    static String encode(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte unit : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xff);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (alphanumeric || PLAIN.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
