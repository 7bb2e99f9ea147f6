package dev.interlock.replay.traffic;

import java.util.regex.Pattern;

/** Guesses route templates from paths, for sources without routes. */
final class RouteTemplate {
    private static final int MOST_SEGMENTS = 12;
    private static final Pattern DIGIT = Pattern.compile(".*[0-9].*");
    private static final Pattern VERSION = Pattern.compile("[vV][0-9]+(?:\\.[0-9]+)*");

    private RouteTemplate() {}

    /** Returns the method and the path. Replaces segments that look like ids with <code>{id}</code>. */
    static String of(String method, String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        StringBuilder template = new StringBuilder(method).append(' ');
        String[] segments = path.split("/", MOST_SEGMENTS);
        for (int i = 0; i < segments.length; i++) {
            template.append(i == 0 ? "" : "/").append(isId(segments[i]) ? "{id}" : segments[i]);
        }
        return template.toString();
    }

    private static boolean isId(String segment) {
        if (segment.indexOf('/') >= 0) {
            // The last part contains all segments beyond the limit.
            return true;
        }
        return DIGIT.matcher(segment).matches() && !VERSION.matcher(segment).matches();
    }
}
