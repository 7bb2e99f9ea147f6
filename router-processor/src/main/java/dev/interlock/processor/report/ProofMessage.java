package dev.interlock.processor.report;

/** What the processor finds wrong with its own output. */
public enum ProofMessage implements Diagnosis {
    // The application, and the difference.
    TABLES_DIFFER(
            "IL981",
            "the dispatch tables of %1$s differ from its routes: %2$s",
            "this is a fault of Interlock and not of %1$s: report it with the templates of the routes; until it is mended,"
                    + " change a template that the path concerns"),
    // The option, and its value.
    UNKNOWN_VERIFY("IL982", "the option %1$s has the value \"%2$s\"", "write -A%1$s, or -A%1$s=false for no proof");

    private final String code;
    private final String text;
    private final String tip;

    ProofMessage(String code, String text, String tip) {
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
