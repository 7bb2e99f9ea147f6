package dev.interlock.tracing;

import java.util.List;
import java.util.Set;

/** Query of a request, with the values of unlisted parameters replaced. Immutable. */
final class QueryText {
    private static final String REDACTED = "REDACTED";

    private final Set<String> shown;

    /** @param shown names of the parameters whose values are shown */
    QueryText(List<String> shown) {
        this.shown = Set.copyOf(shown);
    }

    /** Returns whether spans have a query at all. */
    boolean isShown() {
        return !shown.isEmpty();
    }

    String of(String query) {
        StringBuilder text = new StringBuilder(query.length());
        int from = 0;
        while (from <= query.length()) {
            int and = query.indexOf('&', from);
            int to = and < 0 ? query.length() : and;
            append(text, query, from, to);
            if (and >= 0) {
                text.append('&');
            }
            from = to + 1;
        }
        return text.toString();
    }

    private void append(StringBuilder text, String query, int from, int to) {
        int equals = query.indexOf('=', from);
        if (equals < 0 || equals >= to) {
            // A parameter without a value may itself be a secret, as in "?token".
            String name = query.substring(from, to);
            text.append(name.isEmpty() || shown.contains(name) ? name : REDACTED);
            return;
        }
        String name = query.substring(from, equals);
        text.append(name).append('=');
        if (shown.contains(name)) {
            text.append(query, equals + 1, to);
        } else {
            text.append(REDACTED);
        }
    }
}
