package dev.interlock.processor.report;

/**
 * Mistakes with error methods, problems and access rules of routes. Comments list the arguments as in {@link Message}.
 */
public enum ErrorMessage implements Diagnosis {
    // 1: the class.
    NOT_AN_EXCEPTION(
            "IL801",
            "@ProblemType does nothing: %1$s is not an exception",
            "let it extend Exception, RuntimeException or Error, or remove @ProblemType"),
    // 1: the value.
    INVALID_PROBLEM_STATUS(
            "IL802", "%1$s is not an error status", "use a status from 400 to 599 (RFC 9110 section 15)"),
    INVALID_PROBLEM_TYPE(
            "IL803",
            "\"%1$s\" is not a URI reference",
            "give a URI such as \"https://example.com/problems/out-of-stock\" (RFC 9457 section 3.1.1)"),
    // 1: the class.
    TWO_PROBLEMS(
            "IL804",
            "%1$s extends HttpException, which has a problem of its own already",
            "remove @ProblemType and pass the problem to the constructor of HttpException, or extend another"
                    + " exception"),

    // 1: the handler or controller. 2: the application.
    ROLES_WITHOUT_FILTER(
            "IL805",
            "%1$s requires roles, but its requests have no principal: no filter of %2$s sees them",
            "list one that calls request.setPrincipal(...), @HttpApp(filters = ...), or bind it: @UseFilters(...)"),
    // 1: the handler or controller.
    EMPTY_ROLE("IL806", "a role of %1$s is blank", "name the role; @Roles({}) lets every authenticated client pass"),
    // 1: the value.
    INVALID_CHALLENGE(
            "IL807",
            "\"%1$s\" is not a value of WWW-Authenticate",
            "write a scheme, a space and the parameters: \"Basic realm=\\\"shop\\\"\" (RFC 9110 section 11.6.1)"),
    // 1: the parameter. 2: the handler. 3: the application.
    PRINCIPAL_WITHOUT_FILTER(
            "IL808",
            "%1$s of %2$s has no value: its requests have no principal, because no filter of %3$s sees them",
            "list one that calls request.setPrincipal(...), @HttpApp(filters = ...), or bind it: @UseFilters(...)"),

    // 1: the class.
    NO_ERROR_METHODS(
            "IL809",
            "%1$s is listed for its errors but has no method with @OnError",
            "add one, or take it off the list"),
    DUPLICATE_ERRORS("IL810", "%1$s is listed twice", "remove one of the two"),
    // 1: the class. 2: the package of the application. 3: the tip.
    INACCESSIBLE_ERRORS("IL811", "%1$s cannot be reached from package %2$s, where the router is generated", "%3$s"),
    // 1: the class.
    CONTROLLER_AS_ERRORS(
            "IL812",
            "%1$s is a controller: its methods with @OnError are for its own routes",
            "move them to a class of their own, or take it off the list"),

    // 1: the method. 2: its class.
    STRAY_ERROR_METHOD(
            "IL813",
            "nothing calls %1$s: %2$s is not a controller, and no @HttpApp lists it for its errors",
            "list it: @HttpApp(errors = %2$s.class)"),
    // 1: the method. 2: the reason. 3: the tip.
    UNCALLABLE_ERROR_METHOD("IL814", "%1$s cannot handle errors: it %2$s", "%3$s"),
    // 1: the method. 2: the mistake.
    WRONG_ERROR_PARAMETERS("IL815", "%1$s %2$s", "take one exception, and optionally the Request and the Response"),
    // 1: the method. 2: its return type.
    WRONG_ERROR_RESULT(
            "IL816",
            "%1$s returns %2$s, which cannot be the response to an exception",
            "return a complete value: text, bytes, JSON, a protobuf message or a Problem"),
    // 1: the method. 2: the type of the exception. 3: the other method.
    DUPLICATE_ERROR_METHOD("IL817", "%1$s and %3$s both handle %2$s", "remove one of the two"),
    // 1: the method. 2: the reason.
    UNREACHABLE_ERROR_METHOD("IL818", "%1$s is never called: %2$s", "remove it, or the methods that take its place"),
    // 1: the method.
    STATUS_OF_PROBLEM("IL819", "%1$s returns a Problem, which has its own status", "remove @Status");

    private final String code;
    private final String text;
    private final String tip;

    ErrorMessage(String code, String text, String tip) {
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
