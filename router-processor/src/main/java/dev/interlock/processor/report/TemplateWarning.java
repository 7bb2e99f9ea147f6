package dev.interlock.processor.report;

/** Warnings about valid templates that probably contain a variable in the notation of another framework. */
public enum TemplateWarning implements Diagnosis {
    // 1: the template with a caret below the text. 2: the text. 3: the notation of Interlock for the same variable.
    FOREIGN_VARIABLE("IL219", "\"%2$s\" is fixed text here, not a variable%1$s", "write %3$s"),
    // 1: the template with a caret below the pattern. 2: the name of the variable. 3: its pattern.
    PATTERN_OF_ONE_SEGMENT(
            "IL220",
            "{%2$s:%3$s} matches one segment, whatever its pattern%1$s",
            "write {*%2$s} for all remaining segments, or {%2$s} for one");

    private final String code;
    private final String text;
    private final String tip;

    TemplateWarning(String code, String text, String tip) {
        this.code = code;
        this.text = text;
        this.tip = tip;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String tip() {
        return tip;
    }

    @Override
    public boolean isWarning() {
        return true;
    }
}
