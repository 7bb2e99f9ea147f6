package dev.interlock.file;

import dev.interlock.http.Request;

/** How a file that lies compressed beside another is encoded (RFC 9110 section 8.4.1); the better one first. */
enum ContentCoding {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz");

    private final String token;
    private final String suffix;

    ContentCoding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    /** As Content-Encoding names it. */
    String token() {
        return token;
    }

    /** What the name of the compressed file has behind that of the other. */
    String suffix() {
        return suffix;
    }

    /** Whether the client of a request takes it (RFC 9110 section 12.5.3). */
    boolean isAcceptedBy(Request request) {
        String accepted = request.header("accept-encoding");
        double any = 0;
        for (int from = 0; accepted != null && from <= accepted.length(); ) {
            int comma = accepted.indexOf(',', from);
            int to = comma < 0 ? accepted.length() : comma;
            String element = accepted.substring(from, to);
            int semicolon = element.indexOf(';');
            String name = (semicolon < 0 ? element : element.substring(0, semicolon)).strip();
            if (name.equalsIgnoreCase(token)) {
                return quality(element, semicolon) > 0;
            }
            any = name.equals("*") ? quality(element, semicolon) : any;
            from = to + 1;
        }
        return any > 0;
    }

    /** 1 without a weight, 0 for one that cannot be read. */
    private static double quality(String element, int semicolon) {
        if (semicolon < 0) {
            return 1;
        }
        String weight = element.substring(semicolon + 1).strip();
        if (!weight.regionMatches(true, 0, "q=", 0, 2)) {
            return 0;
        }
        try {
            return Double.parseDouble(weight.substring(2));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
