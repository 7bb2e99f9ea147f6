package dev.interlock.processor.report;

/**
 * Everything that can be wrong with an application. A code never changes its meaning: 1xx is about applications,
 * controllers and handlers, 2xx about templates and routes, 3xx about parameters, 4xx about bodies and results; those
 * of {@link ProtoMessage} are 5xx, those of {@link JsonMessage} 60x, those of {@link ConstraintMessage} 7xx, those of
 * {@link ErrorMessage} 8xx.
 *
 * <p>Text and tip are formats of {@link String#format} over the same arguments, which the comment of each group or
 * constant names in order. What each message means, with an example of right and wrong, is in
 * {@code docs/diagnostics.md}.
 */
public enum Message implements Diagnosis {
    // The application class.
    NO_CONTROLLERS(
            "IL101", "%1$s lists no controller", "name them: @HttpApp(controllers = {Orders.class, Users.class})"),
    // The listed class; for UNLISTED_CONTROLLER the application that could list it, too.
    NOT_A_CONTROLLER(
            "IL102",
            "%1$s is listed as a controller but is no class that carries @Controller",
            "put @Controller on the class, or take it off the list"),
    DUPLICATE_CONTROLLER("IL103", "%1$s is listed twice", "remove one of the two"),
    UNLISTED_CONTROLLER(
            "IL104",
            "no @HttpApp lists %1$s, so nothing answers its routes",
            "add %1$s.class to the controllers of %2$s"),
    CONTROLLER_WITHOUT_ROUTES(
            "IL105",
            "%1$s has no routes",
            "put @Get, @Post, @Put, @Patch, @Delete, @Head, @Options or @Route on its methods"),
    // The controller, what it is, such as "an interface", and the tip.
    ABSTRACT_CONTROLLER("IL106", "%1$s is %2$s, so the application cannot build an instance of it", "%3$s"),
    GENERIC_CONTROLLER(
            "IL107",
            "%1$s has type parameters",
            "put @Controller on a class that extends it with types in their place"),
    INNER_CONTROLLER("IL108", "%1$s belongs to an instance of the class around it", "make it static"),
    // The controller or filter, the package of the application, and the tip.
    INACCESSIBLE_CONTROLLER("IL109", "%1$s cannot be reached from package %2$s, where the router is generated", "%3$s"),
    // The qualified name of the router, and the application it is for.
    ROUTER_NAME_TAKEN(
            "IL110",
            "%1$s, which is generated for %2$s, would have the name of another class",
            "rename %2$s or the other class"),
    NOT_A_FILTER(
            "IL111",
            "%1$s is listed as a filter but does not implement dev.interlock.http.Filter",
            "let it implement Filter, or take it off the list"),
    DUPLICATE_FILTER("IL112", "%1$s is listed twice", "remove one of the two"),
    INACCESSIBLE_FILTER("IL113", "%1$s cannot be reached from package %2$s, where the router is generated", "%3$s"),
    // The class and the handler.
    ROUTE_OUTSIDE_CONTROLLER(
            "IL114", "%2$s has a route but %1$s is no controller", "put @Controller on %1$s, or remove the route"),
    // The application or protobuf interface, and the version of its sources.
    OLD_SOURCE_VERSION(
            "IL115",
            "the code generated for %1$s needs Java 17, but the sources are compiled as Java %2$s",
            "compile with --release 17 or later"),
    // The handler; then the package of the application.
    INACCESSIBLE_HANDLER("IL121", "%1$s cannot be called from package %2$s, where the router is generated", "%3$s"),
    STATIC_HANDLER("IL122", "%1$s is static", "handlers are instance methods: remove static"),
    GENERIC_HANDLER("IL123", "%1$s has type parameters", "put types in their place"),
    // The value.
    INVALID_STATUS("IL124", "%1$s is no final status", "a status is 200 to 599 (RFC 9110 section 15)"),
    INVALID_MAX_BODY("IL125", "a body cannot have %1$s bytes", "give a number from 0 to 2147483647"),
    INVALID_METHOD(
            "IL126",
            "\"%1$s\" is no method that can be routed",
            "a method is 1 to 8 characters of A-Z a-z 0-9 ! # $ %% & ' * + - . ^ _ ` | ~ (RFC 9110 section 9.1)"),
    CONNECT_METHOD("IL127", "CONNECT has no path to route", "remove the route: tunnels are not served"),
    METHOD_CASE("IL128", "\"%1$s\" is not %2$s: methods are case-sensitive", "write %2$s"),
    // The annotation without @, on the method or a parameter of it, and the method.
    SETTING_WITHOUT_ROUTE("IL129", "@%1$s does nothing: %2$s has no route", "add a route, or remove @%1$s"),
    // The handler, and the type.
    UNCATCHABLE_EXCEPTION(
            "IL130", "%1$s throws %2$s, which is neither an Exception nor an Error", "declare what it really throws"),
    // The annotation without @, and the method.
    ROUTE_WITHOUT_TEMPLATE(
            "IL131",
            "@%1$s of %2$s lists no template, so no request reaches it",
            "give one: \"\" is the path of the controller"),
    // The annotation without @, and the class.
    SETTING_WITHOUT_CONTROLLER(
            "IL132",
            "@%1$s does nothing: %2$s is no controller and declares no route",
            "put @Controller on %2$s, or remove @%1$s"),

    // The override, the overridden method, an annotation of the override without @, and "has no route".
    OVERRIDE_WITHOUT_ROUTE(
            "IL133",
            "%1$s carries @%3$s, so it inherits no annotation of %2$s and %4$s",
            "repeat the annotations of %2$s, or remove those of %1$s and of its parameters to inherit all"),
    // The method, and two that it overrides.
    SEVERAL_INHERITED_ROUTES(
            "IL134",
            "%1$s overrides both %2$s and %3$s, and carries no annotation itself",
            "put the annotations of the route on %1$s itself"),

    // The first argument of a template's message is the template with a caret below the place.
    TEMPLATE_WITHOUT_SLASH("IL201", "a template starts with /%1$s", "write \"/%2$s\""),
    EMPTY_SEGMENT("IL202", "nothing stands between two slashes%1$s", "remove one of the slashes"),
    UNCLOSED_BRACE("IL203", "no brace closes this variable%1$s", "add the }"),
    UNOPENED_BRACE("IL204", "this brace closes nothing%1$s", "add the { or remove the }"),
    // The name as written, and the tip.
    INVALID_VARIABLE_NAME("IL205", "\"%2$s\" is no name of a variable%1$s", "%3$s"),
    TWO_VARIABLES(
            "IL206",
            "a segment has at most one variable%1$s",
            "put a / between the two, or take both as one and split it in the handler"),
    CATCH_ALL_NOT_LAST("IL207", "nothing can follow {*%2$s}, which takes all that is left%1$s", "move it to the end"),
    CATCH_ALL_WITH_TEXT("IL208", "{*%2$s} stands alone between its slash and the end%1$s", "remove the text around it"),
    CATCH_ALL_WITH_PATTERN("IL209", "{*%2$s} takes no pattern%1$s", "write {*%2$s} and check the text in the handler"),
    // The segment.
    DOT_SEGMENT(
            "IL210",
            "no request reaches the segment \"%2$s\"%1$s",
            "remove it: dot segments are resolved before routing (RFC 3986 section 5.2.4)"),
    PERCENT_IN_TEMPLATE(
            "IL211",
            "a template is plain text without escapes%1$s",
            "write the character itself: requests are decoded before they are compared"),
    // The character, as "U+0020 (SPACE)", and the tip.
    FORBIDDEN_CHARACTER("IL212", "%2$s cannot stand in a path%1$s", "%3$s"),
    // The variable.
    DUPLICATE_VARIABLE("IL213", "{%2$s} stands here twice%1$s", "rename one of the two"),
    // The number of segments, and the limit.
    TOO_MANY_SEGMENTS("IL214", "%2$s segments are more than the %3$s that a template can have%1$s", "shorten the path"),
    // "the pattern" or "a part of the pattern", then "starts" or "ends".
    BLANK_AROUND_PATTERN(
            "IL215",
            "%2$s %3$s with a blank, so it matches only text that %3$s with a blank%1$s",
            "remove the blank, or write [ ] if it is meant"),
    // The character, and its escape.
    INVISIBLE_IN_PATTERN(
            "IL216", "the pattern holds %2$s, which is invisible%1$s", "remove it, or write %3$s if it is meant"),
    // The base, and the base without slash.
    BASE_ENDS_IN_SLASH(
            "IL217", "\"%1$s\" ends in a slash, and the templates of the methods start with one", "write \"%2$s\""),
    // The name, and the character.
    INVISIBLE_IN_NAME("IL218", "the name \"%1$s\" holds %2$s, which is invisible", "remove it"),
    // For all patterns: the construct at fault, or what a parser would say.
    PATTERN_SYNTAX("IL221", "the pattern has a mistake: %2$s%1$s", "correct it; \\ makes a special character plain"),
    PATTERN_NOT_REGULAR(
            "IL222",
            "%2$s goes beyond regular languages%1$s",
            "patterns are regular languages: match more here and check the rest in the handler"),
    // The second argument is the tip.
    PATTERN_UNSUPPORTED("IL223", "%2$s is not supported in a pattern%1$s", "%3$s"),
    // The limit.
    PATTERN_TOO_LARGE(
            "IL224", "the pattern needs an automaton of more than %2$s states%1$s", "use smaller repetitions"),
    // Why, as "it matches the empty text only".
    PATTERN_MATCHES_NOTHING("IL225", "no segment matches the pattern: %2$s%1$s", "correct the pattern"),

    // "GET /orders/{id}" of the route, its handler, then both of the other route; then an example path.
    // DUPLICATE_ROUTE has one argument in place of the last three: "the same route as GET /orders of Orders.list()".
    DUPLICATE_ROUTE("IL231", "%1$s of %2$s is %3$s", "remove one of the two, or change its path or method"),
    AMBIGUOUS_ROUTES(
            "IL232",
            "%1$s of %2$s and %3$s of %4$s both match %5$s and neither is more specific",
            "put fixed text where both have a variable, or patterns that no text matches both of"),
    UNREACHABLE_ROUTE(
            "IL233",
            "%1$s of %2$s never matches: %3$s of %4$s is more specific and takes every path of it",
            "remove it, or make the other pattern narrower"),
    COVERED_ROUTE(
            "IL234",
            "%1$s of %2$s never matches: more specific routes together take every path of it, among them %3$s of %4$s",
            "remove it, or let its pattern match more than theirs"),

    // The variable or parameter, the templates of the route, then the tip.
    UNKNOWN_PATH_VARIABLE("IL301", "%2$s has no variable {%1$s}", "%3$s"),
    UNBOUND_PARAMETER("IL302", "nothing says what %1$s is bound to: %2$s has no variable {%1$s}", "%3$s"),
    UNUSED_VARIABLE("IL303", "no parameter takes {%1$s} of %2$s", "%3$s"),
    // The parameter, and the handler.
    PARAMETER_NAMES_MISSING(
            "IL304",
            "the class file of %2$s does not hold the names of its parameters",
            "compile it with -g and -parameters, or give each binding annotation a name"),
    // The parameter, and both annotations without @.
    TWO_BINDINGS("IL305", "%1$s is bound by both @%2$s and @%3$s", "remove one of the two"),
    // The parameter, its type, what it is bound to ("a query parameter"), and the tip.
    UNSUPPORTED_PARAMETER_TYPE("IL306", "%1$s: %3$s cannot be converted to %2$s", "%4$s"),
    UNSUPPORTED_COLLECTION("IL307", "%1$s is %2$s, but %3$s has one value", "use the type of the elements"),
    // The parameter, the text, its type, and the tip.
    DEFAULT_DOES_NOT_CONVERT("IL308", "the default \"%2$s\" of %1$s is no %3$s", "%4$s"),
    // The parameter, and "Optional" or "@Nullable".
    DEFAULT_AND_OPTIONAL(
            "IL309", "%1$s has a default, so it is never absent, but is also %2$s", "remove @Default, or %2$s"),
    // The parameter, and what it is bound to.
    MISPLACED_DEFAULT("IL310", "%1$s: %2$s has no default", "remove @Default"),
    OPTIONAL_PATH_VARIABLE(
            "IL311", "%1$s is %2$s, but a route only matches with its path variables", "use the plain type"),
    // The parameter, and its type.
    NULLABLE_PRIMITIVE(
            "IL312", "%1$s is @Nullable, but %2$s has no null", "use %3$s, or a @Default in place of @Nullable"),
    PARAMS_NOT_A_RECORD("IL313", "%1$s carries @Params, but %2$s is no record", "%3$s"),
    PARAMS_INACCESSIBLE(
            "IL314", "%1$s: record %2$s cannot be reached from package %3$s, where the router is generated", "%4$s"),
    PARAMS_RECURSIVE("IL315", "%1$s: record %2$s contains itself", "remove @Params from one of its components"),
    // The name, and "header" or "cookie".
    INVALID_FIELD_NAME(
            "IL316",
            "no %2$s can have the name \"%1$s\"",
            "a name is letters, digits and ! # $ %% & ' * + - . ^ _ ` | ~ (RFC 9110 section 5.6.2)"),
    // The parameter, its type, the package of the application, and the tip.
    INACCESSIBLE_PARAMETER_TYPE(
            "IL317", "%1$s: %2$s cannot be reached from package %3$s, where the router is generated", "%4$s"),
    // The parameter, and its type.
    UNBOUND_VIEW("IL318", "nothing says what %1$s reads: %2$s is a protobuf view", "put @Body on it"),
    // The parameter, the annotation without @, and what it binds to.
    BOUND_VIEW("IL319", "%1$s: a protobuf view reads the body, not %3$s", "put @Body in place of @%2$s"),
    // The parameter, and the annotation without @.
    BOUND_WRITER("IL320", "%1$s writes the response, so that nothing of the request is bound to it", "remove @%2$s"),
    // The parameter, and what it is bound to.
    MISPLACED_SECRET(
            "IL321",
            "%1$s: @Secret means nothing on %2$s",
            "put it on what is a secret within: a parameter that is text, or a component of a record"),
    // The variable, and a template.
    DOT_SEGMENTS_OF_SEGMENT(
            "IL322", "{%1$s} is no catch-all in %2$s, so that dotSegments means nothing", "remove dotSegments"),

    // Both parameters, and what they are bound to.
    TWO_BODIES(
            "IL401", "a request has one body: %1$s and %2$s both take it", "use either one @Body, or @Form, or @Part"),
    // The parameter, and the method.
    BODY_WITHOUT_MEANING(
            "IL402",
            "%1$s takes the body of a %2$s request, which has no meaning",
            "use @Post, @Put or @Patch, or @Query"),
    // The parameter, and its type.
    UNSUPPORTED_BODY_TYPE(
            "IL403",
            "%1$s: no body can be read as %2$s",
            "use JSON, a protobuf message or view, String, CharSequence, byte[], Slice, InputStream or Flow.Publisher<ByteBuf>"),
    // The handler, and its type.
    UNSUPPORTED_RESULT_TYPE(
            "IL404",
            "%1$s: %2$s cannot be written as a body",
            "use JSON, a protobuf message, String, CharSequence, byte[], Slice, ByteBuf, Path, a primitive, an enum, UUID,"
                    + " BigDecimal, BigInteger, java.time, Flow.Publisher of ByteBuf, byte[] or String, or Optional or"
                    + " CompletionStage of these"),
    // The status, the handler, and its type.
    RESULT_WITHOUT_BODY(
            "IL405",
            "a response of status %1$s has no body, but %2$s returns %3$s",
            "return void, or use another status"),
    // The handler, its type, the package of the application, and the tip.
    INACCESSIBLE_RESULT_TYPE(
            "IL406", "%1$s: %2$s cannot be reached from package %3$s, where the router is generated", "%4$s"),
    // The handler, its type, what it leaves open ("completes with"), and a type that does not.
    UNKNOWN_RESULT("IL407", "%1$s: %2$s does not say what it %3$s", "name the type, as %4$s does"),
    // The handler, "@Nullable" or "Optional", and a type whose value may be absent.
    ABSENT_STAGE(
            "IL408",
            "%1$s: a stage is always there, but this one is %2$s",
            "write %3$s where what it completes with may be absent"),
    // The handler, and the type of the elements.
    UNSUPPORTED_ELEMENT(
            "IL409",
            "%1$s: a stream of %2$s cannot be written as a body",
            "publish ByteBuf, byte[], String, a protobuf message, a type of JSON or ServerSentEvent"),
    // The parameter, and its type.
    UNSUPPORTED_BODY_STREAM(
            "IL410",
            "%1$s: no body can be read as %2$s while it arrives",
            "use Flow.Publisher of ByteBuf or of a type of JSON, or InputStream with @Blocking"),
    // The parameter, and the handler.
    BLOCKING_BODY(
            "IL411",
            "%1$s: reading an InputStream blocks, and %2$s runs on an event loop",
            "add @Blocking, or use Flow.Publisher<ByteBuf>"),
    UNREAD_BODY(
            "IL412",
            "%2$s is answered when it returns, before anything of %1$s can be read",
            "return a CompletionStage that completes when %1$s is read, or use byte[]"),
    // Both parameters.
    TWO_WRITERS("IL413", "a response has one body: %1$s and %2$s both write it", "remove one of the two"),
    // The parameter, the handler, and what it returns.
    WRITER_AND_RESULT(
            "IL414",
            "a response has one body: %1$s writes it, and %2$s returns %3$s",
            "return void or CompletionStage<Void>, or remove %1$s"),
    // The parameter, and the status.
    WRITER_WITHOUT_BODY(
            "IL415",
            "a response of status %2$s has no body, but %1$s writes one",
            "remove %1$s, or use another status"),
    // The handler, and the type of a view or writer.
    RETURNED_MESSAGE(
            "IL416",
            "%1$s returns a %2$s, which is over when it returns",
            "write the answer through a writer, or copy what is wanted of it into a record or a message"),
    // The field, and the type of a view or writer.
    KEPT_MESSAGE(
            "IL417",
            "%1$s would keep a %2$s, which is over when the handler that got it has answered",
            "copy what is wanted of it, or hand it on as a parameter"),
    // The parameter, what it is, and its type without that.
    NEVER_ABSENT_BODY(
            "IL418",
            "%1$s is %2$s, but a body that is read as %3$s is never absent: one that was not sent is empty",
            "use %3$s"),
    // The parameter or handler, and the message.
    NO_MESSAGE_CODEC(
            "IL419",
            "%1$s: nothing reads or writes the message %2$s, because router-protobuf is not on the class path",
            "add dev.interlock:router-protobuf, or use a @ProtoView or a @ProtoWriter");

    private final String code;
    private final String text;
    private final String tip;

    Message(String code, String text, String tip) {
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
