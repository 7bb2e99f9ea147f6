package dev.interlock.processor.report;

/** Shows a template on a line of its own, with a caret below a position. The position counts UTF-16 code units. */
public record Caret(String template, int position) {
    private static final String INDENT = "\n  ";
    private static final String CUT = "...";
    /** Largest number of UTF-16 code units that are shown before the caret, and also after it. */
    private static final int MOST_AROUND = 60;

    @Override
    public String toString() {
        int first = Math.max(0, position - MOST_AROUND);
        int last = Math.min(template.length(), position + MOST_AROUND);
        String before = (first > 0 ? CUT : "") + template.substring(first, position);
        String behind = template.substring(position, last) + (last < template.length() ? CUT : "");
        return INDENT + visible(before + behind) + INDENT + " ".repeat(before.codePointCount(0, before.length())) + "^";
    }

    private static String visible(String text) {
        return text.codePoints()
                .map(c -> InvisibleCharacters.isInvisible(c) ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
