package dev.interlock.internal.accesslog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Field of a line.
 *
 * @param kind source of the value
 * @param name lower-case name of a header field, name of a cookie, or an empty text
 */
public record LogField(Kind kind, String name) {
    /** Default fields of a line in JSON. */
    public static final String STANDARD = "time,client,method,path,query,protocol,status,responseBytes,durationUs,"
            + "route,aborted,userAgent,traceId";

    /** Limit on the number of fields of a line. It leaves room for text from clients. */
    static final int MOST = 32;

    /** Limit on the characters of the name of a header field or cookie. */
    static final int LONGEST_NAME = 64;

    /** Source of a value. */
    public enum Kind {
        /** Start of the exchange. */
        TIME("time", false),
        CLIENT("client", false),
        METHOD("method", true),
        PATH("path", true),
        QUERY("query", true),
        PROTOCOL("protocol", true),
        HOST("host", true),
        STATUS("status", false),
        REQUEST_BYTES("requestBytes", false),
        RESPONSE_BYTES("responseBytes", false),
        DURATION("durationUs", false),
        FIRST_BYTE("firstByteUs", false),
        ROUTE("route", false),
        HANDLER("handler", false),
        ABORTED("aborted", false),
        USER_AGENT("userAgent", true),
        REFERER("referer", true),
        TRACE_ID("traceId", true),
        HEADER("header.", true),
        COOKIE("cookie.", true),
        /** Method, target and protocol as one value, for the combined format. */
        REQUEST_LINE("", true);

        private final String text;
        private final boolean ofHead;

        Kind(String text, boolean ofHead) {
            this.text = text;
            this.ofHead = ofHead;
        }

        /** Returns whether the value comes from the head of the request. */
        boolean isOfHead() {
            return ofHead;
        }

        private boolean isNamed() {
            return this == HEADER || this == COOKIE;
        }
    }

    /** Creates a field without a name. */
    static LogField of(Kind kind) {
        return new LogField(kind, "");
    }

    /**
     * Parses field names that are joined by commas.
     *
     * @throws IllegalArgumentException if the text is no list of fields. The message fits after the word "expected"
     */
    public static List<LogField> listOf(String text) {
        List<LogField> fields = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            LogField field = parse(each.strip());
            if (fields.contains(field)) {
                throw new IllegalArgumentException("each field once, but '" + each.strip() + "' is there twice");
            }
            fields.add(field);
        }
        if (fields.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " fields");
        }
        return List.copyOf(fields);
    }

    private static LogField parse(String text) {
        for (Kind each : Kind.values()) {
            if (each.isNamed() && text.startsWith(each.text)) {
                String name = text.substring(each.text.length());
                if (each == Kind.HEADER && name.equalsIgnoreCase(Kind.REFERER.text)) {
                    // Only the kind REFERER masks parts of the value.
                    return of(Kind.REFERER);
                }
                if (isToken(name)) {
                    return new LogField(each, each == Kind.HEADER ? name.toLowerCase(Locale.ROOT) : name);
                }
            } else if (each.text.equals(text) && !text.isEmpty() && !each.isNamed()) {
                return of(each);
            }
        }
        throw new IllegalArgumentException("names of fields, joined by commas, but '" + text + "' is none");
    }

    private static boolean isToken(String name) {
        boolean token = !name.isEmpty() && name.length() <= LONGEST_NAME;
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            token &= (each < 0x7f && Character.isLetterOrDigit(each)) || "!#$%&'*+-.^_`|~".indexOf(each) >= 0;
        }
        return token;
    }

    /** Returns the name of the field in settings and in JSON. */
    @Override
    public String toString() {
        return kind.text + name;
    }
}
