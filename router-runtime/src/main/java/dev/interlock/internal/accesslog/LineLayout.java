package dev.interlock.internal.accesslog;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.accesslog.LogField.Kind;
import dev.interlock.internal.text.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Elements of a line in their order. Immutable. */
final class LineLayout {
    private static final Set<Kind> NUMBERS =
            Set.of(Kind.STATUS, Kind.REQUEST_BYTES, Kind.RESPONSE_BYTES, Kind.DURATION, Kind.FIRST_BYTE);

    /** Bytes reserved for the end of a line: the mark of a cut line, the closing brace and the line feed. */
    private static final int END_BYTES = 32;

    private final LogFormat format;
    private final LogElement[] elements;
    private final List<String> masked;
    private final SecretPaths secretPaths;
    private final int textBytes;
    private final int groups;

    private LineLayout(LogFormat format, List<LogElement> elements, List<String> masked, SecretPaths secretPaths) {
        this.format = format;
        this.elements = elements.toArray(new LogElement[0]);
        this.masked = masked;
        this.secretPaths = secretPaths;
        int fixed = END_BYTES;
        int changes = 0;
        boolean inGroup = false;
        for (LogElement each : elements) {
            fixed += each.fixedBytes();
            changes += each.kind().isOfHead() && !inGroup ? 1 : 0;
            inGroup = each.kind().isOfHead();
        }
        textBytes = LineBuffer.CAPACITY - fixed;
        groups = changes;
    }

    /** @param routes all routes of the server */
    static LineLayout of(AccessLogOptions options, List<RouteInfo> routes) {
        Set<String> masked = new TreeSet<>();
        options.masked().forEach(each -> masked.add(each.toLowerCase(Locale.ROOT)));
        List<LogElement> elements = new ArrayList<>();
        if (options.format() == LogFormat.COMBINED) {
            addCombined(elements);
        }
        for (LogField field : options.fields()) {
            boolean secret = isSecret(field.name(), masked);
            elements.add(options.format() == LogFormat.JSON ? json(field, secret) : appended(field, secret));
        }
        return new LineLayout(options.format(), elements, List.copyOf(masked), new SecretPaths(routes));
    }

    private static boolean isSecret(String name, Set<String> masked) {
        return SecretNames.isSecret(name) || masked.contains(name.toLowerCase(Locale.ROOT));
    }

    private static LogElement json(LogField field, boolean secret) {
        // The name of a field is a token. It contains no quotation mark and no backslash, so it needs no escapes.
        String key = ",\"" + field + "\":";
        return NUMBERS.contains(field.kind())
                ? LogElement.of(field, secret, key, "", "")
                : LogElement.of(field, secret, key + '"', "\"", "");
    }

    /** Returns an additional field of the combined format. */
    private static LogElement appended(LogField field, boolean secret) {
        return NUMBERS.contains(field.kind())
                ? LogElement.of(field, secret, " ", "", " -")
                : LogElement.of(field, secret, " \"", "\"", " \"-\"");
    }

    /**
     * Adds the elements of Apache's combined format: {@code %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"}.
     */
    private static void addCombined(List<LogElement> elements) {
        elements.add(combined(Kind.CLIENT, "", " - - ", "- - - "));
        elements.add(combined(Kind.TIME, "[", "] ", ""));
        elements.add(combined(Kind.REQUEST_LINE, "\"", "\" ", "\"-\" "));
        elements.add(combined(Kind.STATUS, "", " ", "000 "));
        elements.add(combined(Kind.RESPONSE_BYTES, "", "", "-"));
        elements.add(combined(Kind.REFERER, " \"", "\"", " \"-\""));
        elements.add(combined(Kind.USER_AGENT, " \"", "\"", " \"-\""));
    }

    private static LogElement combined(Kind kind, String lead, String tail, String absent) {
        return LogElement.of(LogField.of(kind), false, lead, tail, absent);
    }

    LogFormat format() {
        return format;
    }

    int size() {
        return elements.length;
    }

    LogElement element(int index) {
        return elements[index];
    }

    /** Returns the names in the settings whose values are masked, in lower case. */
    List<String> masked() {
        return masked;
    }

    /** Returns a matcher for the paths that the log must not show. */
    SecretPaths secretPaths() {
        return secretPaths;
    }

    /** Returns the limit on the bytes of all text from clients in one line. */
    int textBytes() {
        return textBytes;
    }

    /** Returns the number of groups of adjacent elements whose values come from the head of the request. */
    int groups() {
        return groups;
    }
}
