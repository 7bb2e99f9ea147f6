package dev.interlock.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.FieldLine;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Origins (RFC 6454 section 6.2) that an application allows. Immutable. */
final class Origins {
    private static final String WILDCARD = "://*.";
    private static final String TIP =
            " Tip: write the scheme, the host, and the port unless it is the scheme's default, as browsers send them,"
                    + " such as https://shop.example or https://*.shop.example";

    /**
     * A pattern such as {@code https://*.shop.example:8443}. The start is {@code https://}, and the end is
     * {@code .shop.example:8443}.
     */
    private static final class Pattern {
        private final byte[] start;
        private final byte[] end;

        Pattern(String origin) {
            int star = origin.indexOf('*');
            start = origin.substring(0, star).getBytes(US_ASCII);
            end = origin.substring(star + 1).getBytes(US_ASCII);
        }

        boolean matches(byte[] bytes, int from, int to) {
            int labels = from + start.length;
            int dot = to - end.length;
            return dot > labels
                    && Arrays.equals(bytes, from, labels, start, 0, start.length)
                    && Arrays.equals(bytes, dot, to, end, 0, end.length)
                    && isHost(bytes, labels, dot);
        }

        /**
         * Whether all bytes may be part of a host name. The text for which the wildcard stands must not contain a port
         * or a user.
         */
        private static boolean isHost(byte[] bytes, int from, int to) {
            for (int i = from; i < to; i++) {
                int c = bytes[i];
                boolean allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
                if (!allowed || (c == '.' && (i == from || bytes[i - 1] == '.'))) {
                    return false;
                }
            }
            return bytes[to - 1] != '.';
        }
    }

    private final byte[][] exact;
    /** Response fields for the exact origins. */
    private final FieldLine[] lines;

    private final Pattern[] patterns;

    Origins(List<String> origins) {
        origins.forEach(Origins::check);
        List<byte[]> whole = new ArrayList<>();
        List<FieldLine> told = new ArrayList<>();
        List<Pattern> others = new ArrayList<>();
        for (String origin : origins) {
            if (origin.contains(WILDCARD)) {
                others.add(new Pattern(origin));
            } else {
                whole.add(origin.getBytes(US_ASCII));
                told.add(FieldLine.of(Cors.ALLOW_ORIGIN, origin));
            }
        }
        exact = whole.toArray(new byte[0][]);
        lines = told.toArray(new FieldLine[0]);
        patterns = others.toArray(new Pattern[0]);
    }

    /** Throws an exception for text that no browser sends as an origin. */
    private static void check(String origin) {
        URI uri = uri(origin.replace(WILDCARD, "://any."));
        boolean isOrigin = uri.getScheme() != null
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!isOrigin) {
            throw new IllegalArgumentException("'" + origin + "' is not an origin." + TIP);
        }
        if (!origin.equals(origin.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "'" + origin + "' is not in lower case, but browsers send origins in lower case." + TIP);
        }
        if (uri.getPort() == defaultPort(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "'" + origin + "' has the default port of its scheme, which browsers do not send." + TIP);
        }
    }

    private static URI uri(String origin) {
        try {
            return new URI(origin);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + origin + "' is not an origin." + TIP, e);
        }
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> Integer.MIN_VALUE;
        };
    }

    /**
     * Returns the response field that allows an origin; null if the origin is not allowed. Origins are compared byte
     * for byte, as the Fetch standard demands. Allocates nothing for an origin that the application has named without a
     * wildcard.
     */
    @Nullable
    FieldLine allowing(byte[] bytes, int from, int to) {
        for (int i = 0; i < exact.length; i++) {
            if (Arrays.equals(bytes, from, to, exact[i], 0, exact[i].length)) {
                return lines[i];
            }
        }
        for (Pattern pattern : patterns) {
            if (pattern.matches(bytes, from, to)) {
                return FieldLine.of(Cors.ALLOW_ORIGIN, new String(bytes, from, to - from, US_ASCII));
            }
        }
        return null;
    }
}
