package dev.interlock.processor.report;

/**
 * Mistakes with forms, parts and cookies. {@link Message} has the mistakes that are possible for any parameter. As
 * there, comments list the arguments.
 */
public enum FormMessage implements Diagnosis {
    // 1: the parameter. 2: the method. 3: the bytes of @MaxBody. 4: the largest number of bytes that is allowed.
    PARTS_IN_MEMORY(
            "IL921",
            "%1$s: all parts of a body of up to %3$s bytes would be held in memory, as %2$s does not wait for files",
            "add @Blocking, which lets large parts go to files, or set @MaxBody to %4$s at most");

    private final String code;
    private final String text;
    private final String tip;

    FormMessage(String code, String text, String tip) {
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
