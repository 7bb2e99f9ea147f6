package dev.interlock.internal.accesslog;

/** Format of the lines. */
public enum LogFormat {
    /** One JSON object a line. */
    JSON("json"),
    /** Apache's combined log format. Additional fields may follow. */
    COMBINED("combined");

    private final String text;

    LogFormat(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
