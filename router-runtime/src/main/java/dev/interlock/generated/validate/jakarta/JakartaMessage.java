package dev.interlock.generated.validate.jakarta;

import java.util.Map;

/**
 * Converts message templates of validators. {@code {member}} stands for the value of an annotation's member. A
 * backslash escapes a brace.
 */
final class JakartaMessage {
    /** Limit on the characters of a template, which may repeat text of a client. */
    static final int MAX_TEMPLATE = 500;

    private static final String ESCAPED = "\\{}$";

    private JakartaMessage() {}

    /**
     * Returns the message of a template. Does not replace expressions such as {@code ${value}}, or placeholders that
     * name no member (Jakarta Validation section 6.3.1). Cuts a long template.
     */
    static String of(String template, Map<String, String> members) {
        String cut = cut(template);
        StringBuilder text = new StringBuilder();
        int lastClosing = cut.lastIndexOf('}');
        int at = 0;
        while (at < cut.length()) {
            char c = cut.charAt(at);
            char next = at + 1 < cut.length() ? cut.charAt(at + 1) : 0;
            int end = at + 1;
            if (c == '\\' && next != 0 && ESCAPED.indexOf(next) >= 0) {
                text.append(next);
                end++;
            } else if (c == '$' && next == '{' && at < lastClosing) {
                end = cut.indexOf('}', at) + 1;
                text.append(cut, at, end);
            } else if (c == '{' && at < lastClosing) {
                end = cut.indexOf('}', at) + 1;
                String value = members.get(cut.substring(at + 1, end - 1));
                text.append(value == null ? cut.substring(at, end) : value);
            } else {
                text.append(c);
            }
            at = end;
        }
        return text.toString();
    }

    /** Returns a template that {@link #of} turns into this text. */
    static String escaped(String text) {
        StringBuilder template = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (ESCAPED.indexOf(c) >= 0) {
                template.append('\\');
            }
            template.append(c);
        }
        return template.toString();
    }

    private static String cut(String template) {
        if (template.length() <= MAX_TEMPLATE) {
            return template;
        }
        int end = MAX_TEMPLATE - 1;
        // Do not cut a surrogate pair in half.
        return template.substring(0, Character.isHighSurrogate(template.charAt(end - 1)) ? end - 1 : end) + "\u2026";
    }
}
