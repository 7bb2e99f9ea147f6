package dev.interlock.validate;

import java.util.Map;

/** Message of a validator: {@code {member}} stands for the value of a member, and a backslash makes a brace plain. */
final class JakartaMessage {
    private static final String ESCAPED = "\\{}$";

    private JakartaMessage() {}

    /** The text. A placeholder that names no member remains, as Jakarta Validation has it. */
    static String of(String template, Map<String, String> members) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            int end = at + 1;
            if (c == '\\' && end < template.length() && ESCAPED.indexOf(template.charAt(end)) >= 0) {
                text.append(template.charAt(end));
                end++;
            } else if (c == '{' && template.indexOf('}', at) > 0) {
                end = template.indexOf('}', at) + 1;
                String value = members.get(template.substring(at + 1, end - 1));
                text.append(value == null ? template.substring(at, end) : value);
            } else {
                text.append(c);
            }
            at = end;
        }
        return text.toString();
    }
}
