package dev.interlock.benchmarks.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response.
 *
 * @param head status line and fields
 */
// Arrays are allowed here, because replies are never compared.
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, String head, byte[] body) {
    /** Returns the value of a field, or an empty text. */
    String header(String name) {
        String start = "\r\n" + name.toLowerCase(Locale.ROOT) + ":";
        int from = head.toLowerCase(Locale.ROOT).indexOf(start);
        if (from < 0) {
            return "";
        }
        int value = from + start.length();
        int end = head.indexOf('\r', value);
        return head.substring(value, end < 0 ? head.length() : end).strip();
    }

    String text() {
        return new String(body, UTF_8);
    }

    /** Returns the value of the first member with this name in a JSON body: a text, or a number as text. */
    String member(String name) {
        Matcher matcher =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}\\s]+)").matcher(text());
        if (!matcher.find()) {
            throw new IllegalStateException("The response has no member " + name + ": " + text());
        }
        return matcher.group(1);
    }
}
