package dev.interlock.processor.report;

/** Mistakes with values that are valid only during their request but are kept longer. */
public enum EscapeMessage implements Diagnosis {
    // Arguments of all constants: 1: the value. 2: the field or code that keeps or receives the value. 3: the steps of
    // the value from its origin to this field or code.
    KEPT_VALUE(
            "IL431",
            "%1$s ends with its request, but %2$s keeps it: %3$s",
            "keep a copy: toString() of text, copy() of a Slice, a record with the fields of a view, or take the values that"
                    + " are needed"),
    CAPTURED_VALUE(
            "IL432",
            "%1$s ends with its request, but code that %2$s keeps refers to it: %3$s",
            "read the values first, and let the lambda or class use them"),
    VALUE_USED_LATER(
            "IL433",
            "%1$s may end before %2$s uses it: %3$s",
            "read the values first, and pass them on; or detach the route: let the handler return the"
                    + " CompletionStage that completes after the last use, and the request stays until then"),
    RETURNED_VALUE(
            "IL434",
            "%1$s ends before the result of the handler is read: %3$s",
            "return a copy: toString() of text, copy() of a Slice, or a record with the fields of a view");

    private final String code;
    private final String text;
    private final String tip;

    EscapeMessage(String code, String text, String tip) {
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
}
