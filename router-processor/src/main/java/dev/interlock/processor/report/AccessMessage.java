package dev.interlock.processor.report;

/**
 * Mistakes with {@code @Anyone} and {@code @HttpApp(access = CLOSED)}. Their codes are 84x. Comments list the arguments
 * as in {@link Message}.
 */
public enum AccessMessage implements Diagnosis {
    // 1: method and path of the route. 2: the handler. 3: the application.
    UNDECLARED_ACCESS(
            "IL841",
            "%1$s of %2$s does not declare who may call it, and the access of %3$s is CLOSED",
            "add @Roles or @Anyone to the method or its controller"),
    // 1: the method or class.
    ANYONE_AND_ROLES(
            "IL842", "%1$s has both @Anyone and @Roles", "remove one of the two; @Roles({}) accepts every principal"),
    // 1: the parameter. 2: the handler. 3: the method or class with @Anyone.
    ANYONE_WITH_PRINCIPAL(
            "IL843",
            "%1$s of %2$s requires a principal, but @Anyone of %3$s also admits callers without one",
            "use Optional or @Nullable, or @Roles({}) in place of @Anyone");

    private final String code;
    private final String text;
    private final String tip;

    AccessMessage(String code, String text, String tip) {
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
