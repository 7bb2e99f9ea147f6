package dev.interlock.processor.report;

/**
 * Mistakes that the proof of the dispatch tables reports: a difference between the tables and the routes, or an invalid
 * option. Comments list the arguments as in {@link Message}.
 */
public enum ProofMessage implements Diagnosis {
    // 1: the application. 2: the difference.
    TABLES_DIFFER(
            "IL981",
            "the dispatch tables of %1$s differ from its routes: %2$s",
            "this is a bug of Interlock, not of %1$s: report it with the templates of the routes; until it is fixed,"
                    + " change a template that matches the path"),
    // 1: the option. 2: its value.
    UNKNOWN_VERIFY(
            "IL982",
            "the option %1$s does not accept the value \"%2$s\"",
            "write -A%1$s, or -A%1$s=false for no proof");

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
