package dev.interlock.processor.read;

/** Shows a template on a line of its own, with a caret below the UTF-16 code unit at a position. */
record Caret(String template, int position) {
    private static final String INDENT = "\n    ";

    @Override
    public String toString() {
        String visible = template.replaceAll("\\p{Cntrl}", "\uFFFD");
        int column = template.codePointCount(0, position);
        return INDENT + visible + INDENT + " ".repeat(column) + "^";
    }
}
