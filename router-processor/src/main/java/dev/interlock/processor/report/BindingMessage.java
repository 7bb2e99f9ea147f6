package dev.interlock.processor.report;

/**
 * Mistakes with annotations that add filters: annotations with {@code @FilterBinding}. Their codes are 83x. Comments
 * list the arguments as in {@link Message}.
 */
public enum BindingMessage implements Diagnosis {
    // For NOT_A_FACTORY: 1: the class. 2: the annotation without @. For all other messages: 1: the annotation without
    // @, unless the comment of the message says otherwise.
    NOT_A_FACTORY(
            "IL831",
            "@FilterBinding of @%2$s names %1$s, which does not implement FilterFactory<%2$s>",
            "let it implement dev.interlock.http.FilterFactory<%2$s>"),
    REPEATABLE_BINDING(
            "IL832",
            "@%1$s is repeatable, but a route has one filter of a binding",
            "remove @Repeatable; a member that is an array can hold several values"),
    UNRETAINED_BINDING(
            "IL833",
            "@%1$s is not retained at run time, so a class file may lose it or its place among the filters",
            "annotate @%1$s with @Retention(RetentionPolicy.RUNTIME)"),
    // 1: the factory. 2: the package of the application. 3: the tip.
    INACCESSIBLE_FACTORY("IL834", "%1$s cannot be reached from package %2$s, where the router is generated", "%3$s"),
    // 2: the element with the annotation. 3: the type. 4: the tip.
    INACCESSIBLE_BINDING("IL835", "@%1$s of %2$s names %3$s, which is not accessible to the generated code", "%4$s"),
    // 2: the element with the annotation.
    MISPLACED_BINDING("IL836", "@%1$s does nothing at %2$s", "put it on a handler or on a controller, or remove @%1$s");

    private final String code;
    private final String text;
    private final String tip;

    BindingMessage(String code, String text, String tip) {
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
