package dev.interlock.processor.report;

/** Mistakes with constraints of {@code jakarta.validation}. Comments list the arguments as in {@link Message}. */
public enum ConstraintMessage implements Diagnosis {
    // 1: the annotation without @. 2: the value. 3: its type. 4: the types that the constraint is for.
    INAPPLICABLE_CONSTRAINT("IL701", "@%1$s cannot check %2$s, which is %3$s", "@%1$s is for %4$s"),
    // 1: the annotation without @. 2: the value. 3: the mistake in the member. 4: the tip.
    INVALID_CONSTRAINT("IL702", "@%1$s of %2$s: %3$s", "%4$s"),
    // 1: the value. 2: the reason.
    IMPOSSIBLE_CONSTRAINT("IL703", "no value of %1$s can be valid: %2$s", "change or remove one of its constraints"),
    // 1: the value. 2: the type.
    NOTHING_TO_CHECK(
            "IL704",
            "@Valid does nothing: no member of %2$s, the type of %1$s, has a constraint",
            "put constraints on the members of %2$s, or remove @Valid"),
    // 1: the member. 2: the class. 3: the tip.
    UNREADABLE_MEMBER("IL705", "%1$s of %2$s has constraints, but the generated code cannot read it", "%3$s"),
    // 1: the annotation without @. 2: the value.
    GROUPS(
            "IL706",
            "@%1$s of %2$s belongs to groups, which are not supported",
            "remove the groups, or declare a record for each case"),
    // 1: the annotation without @. 2: the value.
    NO_CONSTRAINT(
            "IL707",
            "@%1$s of %2$s checks nothing: it has no validator and carries no constraints",
            "name a validator in validatedBy, or annotate @%1$s with constraints"),
    // 1: the annotation without @. 2: its member.
    OVERRIDDEN_ATTRIBUTE(
            "IL708",
            "%2$s of @%1$s overrides a member of another constraint, which is not supported",
            "write the value at the other constraint, or use the other constraint directly"),
    // 1: the annotation without @. 2: the value. 3: the placeholder. 4: the tip.
    UNKNOWN_PLACEHOLDER("IL709", "the message of @%1$s of %2$s contains %3$s, which has no value here", "%4$s"),
    // 1: the annotation without @. 2: the value. 3: the flag.
    PATTERN_FLAG(
            "IL710",
            "@%1$s of %2$s has the flag %3$s, which is not supported",
            "remove it, and change the pattern instead; supported are CASE_INSENSITIVE, DOTALL, MULTILINE and"
                    + " UNIX_LINES"),
    // 1: the annotation without @. 2: the handler.
    CHECKED_RESULT(
            "IL711",
            "@%1$s does nothing: the result of %2$s is not checked",
            "remove it; constraints check requests only"),
    // 1: the qualified name of the annotation.
    OLD_PACKAGE(
            "IL712",
            "@%1$s does nothing: constraints moved to jakarta.validation",
            "import it from jakarta.validation"),
    // 1: the annotation without @. 2: the type.
    UNKNOWN_CONTAINER(
            "IL713",
            "@%1$s does nothing within %2$s: the generated code cannot read its elements",
            "use constraints only on type arguments of collections, maps and Optional"),
    // 1: the value. 2: its default. 3: the message of the constraint, such as "must not be blank".
    INVALID_DEFAULT(
            "IL714",
            "the default \"%2$s\" of %1$s breaks a constraint: it %3$s",
            "change the default or the constraint"),
    // 1: the annotation without @. 2: the parameter. 3: its type.
    UNCHECKED_PARAMETER(
            "IL715",
            "@%1$s of %2$s does nothing: %2$s is %3$s, which is not checked",
            "remove it; constraints check requests only"),
    // 1: the annotation without @. 2: the value. 3: the missing member. 4: the declaration of the member.
    INCOMPLETE_CONSTRAINT(
            "IL716", "@%1$s of %2$s is not a constraint: it has no member %3$s", "declare it in @%1$s: %4$s"),
    // 1: the member. 2: the class. 3: the exception.
    THROWING_MEMBER(
            "IL717",
            "%1$s of %2$s has constraints, but may throw %3$s",
            "catch it in %1$s, and remove it from the throws clause: checks cannot handle exceptions"),
    // 1: the annotation without @. 2: the class.
    CONSTRAINED_TYPE(
            "IL718",
            "@%1$s does nothing on %2$s: a constraint on a class needs a validator",
            "put it on members and parameters of the type, or @AssertTrue on a method of %2$s"),
    // 1: the annotation without @. 2: the value. 3: its type. 4: the types of the validators.
    NO_VALIDATOR(
            "IL719",
            "no validator of @%1$s accepts %2$s, which is %3$s",
            "add a ConstraintValidator<%1$s, %3$s> to validatedBy of @%1$s; it has validators for %4$s"),
    // 1: the annotation without @. 2: the value. 3: its type. 4: the validators.
    AMBIGUOUS_VALIDATOR(
            "IL720",
            "several validators of @%1$s accept %2$s, which is %3$s, and none is the most specific: %4$s",
            "add a ConstraintValidator<%1$s, %3$s> to validatedBy of @%1$s"),
    // 1: the class. 2: the annotation without @. 3: the mistake. 4: the tip.
    UNUSABLE_VALIDATOR("IL721", "the generated code cannot create %1$s, the validator of @%2$s: %3$s", "%4$s"),
    // 1: the annotation without @. 2: the value.
    CROSS_PARAMETER(
            "IL722",
            "@%1$s of %2$s does nothing: constraints on all parameters of a method are not supported",
            "group the parameters in a record with @Params, and put a constraint on the record"),
    // 1: the annotation without @. 2: the value. 3: the mistake. 4: the tip.
    UNUSABLE_ANNOTATION("IL723", "@%1$s of %2$s cannot be passed to its validator: %3$s", "%4$s");

    private final String code;
    private final String text;
    private final String tip;

    ConstraintMessage(String code, String text, String tip) {
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
