package dev.interlock.processor.check.route;

import java.nio.charset.StandardCharsets;

/** Percent-encodes segments for request paths. */
final class PathText {
    /** Characters that {@code pchar} allows besides letters and digits (RFC 3986 section 3.3). */
    private static final String PLAIN = "-._~!$&'()*+,;=:@";

    private PathText() {}

    /** Returns the segment in UTF-8. Percent-encodes every byte that a path segment cannot contain literally. */
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
