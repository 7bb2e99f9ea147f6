package dev.interlock.processor.report;

/**
 * Mistakes with an application. A code never changes its meaning. In this enum, the codes 1xx are about applications,
 * controllers and handlers, 2xx about templates and routes, 3xx about parameters, and 4xx about bodies and results. The
 * other enums of this package have the other codes.
 *
 * <p>Text and tip are formats of {@link String#format} with the same arguments. A comment before each constant or group
 * of constants lists these arguments by number. {@code docs/diagnostics.md} explains each message, with a wrong and a
 * right example.
 */
public enum Message implements Diagnosis {
    // 1: the application class.
    NO_CONTROLLERS(
            "IL101", "%1$s lists no controller", "list them: @HttpApp(controllers = {Orders.class, Users.class})"),
    // 1: the listed class. For UNLISTED_CONTROLLER also: 2: the application that could list the class.
    NOT_A_CONTROLLER(
            "IL102",
            "%1$s is listed as a controller but is not a class with @Controller",
            "put @Controller on the class, or take it off the list"),
    DUPLICATE_CONTROLLER("IL103", "%1$s is listed twice", "remove one of the two"),
    UNLISTED_CONTROLLER(
            "IL104",
            "no @HttpApp lists %1$s, so its routes are not served",
            "add %1$s.class to the controllers of %2$s"),
    CONTROLLER_WITHOUT_ROUTES(
            "IL105",
            "%1$s has no routes",
            "put @Get, @Post, @Put, @Patch, @Delete, @Head, @Options or @Route on its methods"),
    // 1: the controller. For ABSTRACT_CONTROLLER also: 2: its kind, such as "an interface". 3: the tip.
    ABSTRACT_CONTROLLER("IL106", "%1$s is %2$s, so the application cannot build an instance of it", "%3$s"),
    GENERIC_CONTROLLER("IL107", "%1$s has type parameters", "put @Controller on a subclass with concrete types"),
    INNER_CONTROLLER("IL108", "%1$s is an inner class: it needs an instance of the class around it", "make it static"),
    // 1: the controller. 2: the package of the application. 3: the tip.
    INACCESSIBLE_CONTROLLER("IL109", "%1$s cannot be reached from package %2$s, where the router is generated", "%3$s"),
    // For ROUTER_NAME_TAKEN: 1: the qualified name of the router. 2: its application. For the messages about filters:
    // 1: the filter. For INACCESSIBLE_FILTER also: 2: the package of the application. 3: the tip.
    ROUTER_NAME_TAKEN(
            "IL110",
            "the router generated for %2$s needs the name %1$s, which another class already has",
            "rename %2$s or the other class"),
    NOT_A_FILTER(
            "IL111",
            "%1$s is listed as a filter but does not implement dev.interlock.http.Filter",
            "let it implement Filter, or take it off the list"),
    DUPLICATE_FILTER("IL112", "%1$s is listed twice", "remove one of the two"),
    INACCESSIBLE_FILTER("IL113", "%1$s cannot be reached from package %2$s, where the router is generated", "%3$s"),
    // 1: the class. 2: the handler.
    ROUTE_OUTSIDE_CONTROLLER(
            "IL114", "%2$s has a route but %1$s is not a controller", "put @Controller on %1$s, or remove the route"),
    // 1: the application or protobuf interface. 2: the Java version of its source.
    OLD_SOURCE_VERSION(
            "IL115",
            "the code generated for %1$s needs Java 17, but the sources are compiled as Java %2$s",
            "compile with --release 17 or later"),
    // 1: the handler. For INACCESSIBLE_HANDLER also: 2: the package of the application. 3: the tip.
    INACCESSIBLE_HANDLER("IL121", "%1$s cannot be called from package %2$s, where the router is generated", "%3$s"),
    STATIC_HANDLER("IL122", "%1$s is static", "handlers are instance methods: remove static"),
    GENERIC_HANDLER("IL123", "%1$s has type parameters", "use concrete types instead"),
    // 1: the value. For METHOD_CASE also: 2: the standard method.
    INVALID_STATUS("IL124", "%1$s is not a final status", "use a status from 200 to 599 (RFC 9110 section 15)"),
    INVALID_MAX_BODY("IL125", "a body cannot have %1$s bytes", "use a number from 0 to 2147483647"),
    INVALID_METHOD(
            "IL126",
            "\"%1$s\" is not a method that can be routed",
            "a method is 1 to 8 characters of A-Z a-z 0-9 ! # $ %% & ' * + - . ^ _ ` | ~ (RFC 9110 section 9.1)"),
    CONNECT_METHOD("IL127", "CONNECT has no path to route", "remove the route: tunnels are not supported"),
    METHOD_CASE("IL128", "\"%1$s\" is not %2$s: methods are case-sensitive", "write %2$s"),
    // 1: the annotation without @. 2: the method; the annotation is on the method or on one of its parameters.
    SETTING_WITHOUT_ROUTE("IL129", "@%1$s does nothing: %2$s has no route", "add a route, or remove @%1$s"),
    // 1: the handler. 2: the type of the exception.
    UNCATCHABLE_EXCEPTION(
            "IL130",
            "%1$s throws %2$s, which is neither an Exception nor an Error",
            "declare the exceptions that it really throws"),
    // 1: the annotation without @. 2: the method.
    ROUTE_WITHOUT_TEMPLATE(
            "IL131",
            "@%1$s of %2$s lists no template, so no request reaches it",
            "add one: \"\" is the path of the controller"),
    // 1: the annotation without @. 2: the class.
    SETTING_WITHOUT_CONTROLLER(
            "IL132",
            "@%1$s does nothing: %2$s is not a controller and declares no route",
            "put @Controller on %2$s, or remove @%1$s"),

    // 1: the overriding method. 2: the overridden method. 3: an annotation of the overriding method, without @. 4: the
    // consequence, such as "has no route".
    OVERRIDE_WITHOUT_ROUTE(
            "IL133",
            "%1$s carries @%3$s, so it inherits no annotations from %2$s and %4$s",
            "repeat the annotations of %2$s, or remove all annotations from %1$s and its parameters"),
    // 1: the method. 2 and 3: two methods that it overrides.
    SEVERAL_INHERITED_ROUTES(
            "IL134",
            "%1$s overrides both %2$s and %3$s but has no annotations of its own",
            "put the annotations of the route on %1$s itself"),

    // 1: the value.
    INVALID_TIMEOUT(
            "IL135",
            "\"%1$s\" is no time limit",
            "write a number and its unit, up to 24 hours: 500ms, 2s, 5m or 1h; 0s is no limit"),
    INVALID_MAX_CONCURRENT(
            "IL136", "a route cannot have %1$s exchanges at a time", "give a number from 1 to 2147483647"),

    // For all messages about templates: 1: the template with a caret below the mistake.
    // For TEMPLATE_WITHOUT_SLASH also: 2: the template.
    TEMPLATE_WITHOUT_SLASH("IL201", "a template must start with /%1$s", "write \"/%2$s\""),
    EMPTY_SEGMENT("IL202", "this segment is empty%1$s", "remove one of the slashes"),
    UNCLOSED_BRACE("IL203", "this variable has no closing brace%1$s", "add the }"),
    UNOPENED_BRACE("IL204", "this closing brace has no opening brace%1$s", "add the { or remove the }"),
    // 2: the name as written. 3: the tip. For the messages about catch-alls: 2: the name of the variable.
    INVALID_VARIABLE_NAME("IL205", "\"%2$s\" is not a variable name%1$s", "%3$s"),
    TWO_VARIABLES(
            "IL206",
            "a segment has at most one variable%1$s",
            "put a / between the two, or use one variable and split its text in the handler"),
    CATCH_ALL_NOT_LAST(
            "IL207", "nothing can follow {*%2$s}, which takes the rest of the path%1$s", "move it to the end"),
    CATCH_ALL_WITH_TEXT("IL208", "{*%2$s} must be a whole segment%1$s", "remove the text around it"),
    CATCH_ALL_WITH_PATTERN(
            "IL209", "{*%2$s} cannot have a pattern%1$s", "write {*%2$s} and check the text in the handler"),
    // 2: the segment.
    DOT_SEGMENT(
            "IL210",
            "no request reaches the segment \"%2$s\"%1$s",
            "remove it: dot segments are resolved before routing (RFC 3986 section 5.2.4)"),
    PERCENT_IN_TEMPLATE(
            "IL211",
            "a template is plain text without escapes%1$s",
            "write the character itself: requests are decoded before they are compared"),
    // 2: the character, as "U+0020 (SPACE)". 3: the tip.
    FORBIDDEN_CHARACTER("IL212", "a path cannot contain %2$s%1$s", "%3$s"),
    // 2: the variable.
    DUPLICATE_VARIABLE("IL213", "{%2$s} appears twice%1$s", "rename one of the two"),
    // 2: the number of segments. 3: the limit.
    TOO_MANY_SEGMENTS("IL214", "the template has %2$s segments, but the limit is %3$s%1$s", "shorten the path"),
    // 2: "the pattern" or "a part of the pattern". 3: "starts" or "ends".
    BLANK_AROUND_PATTERN(
            "IL215",
            "%2$s %3$s with a blank, so it matches only text that %3$s with a blank%1$s",
            "remove the blank, or write [ ] to match it"),
    // 2: the character. 3: its escape.
    INVISIBLE_IN_PATTERN(
            "IL216", "the pattern contains the invisible character %2$s%1$s", "remove it, or write %3$s to match it"),
    // 1: the base. 2: the base without the slash.
    BASE_ENDS_IN_SLASH(
            "IL217", "\"%1$s\" ends with a slash, but the templates of the methods start with one", "write \"%2$s\""),
    // 1: the name. 2: the character.
    INVISIBLE_IN_NAME("IL218", "the name \"%1$s\" contains the invisible character %2$s", "remove it"),
    // 1: the template with a caret below the mistake. 2: the part of the pattern with the mistake, or a description of
    // the mistake.
    PATTERN_SYNTAX(
            "IL221",
            "the pattern has a mistake: %2$s%1$s",
            "correct it; put a \\ before a special character to match it"),
    PATTERN_NOT_REGULAR(
            "IL222",
            "%2$s goes beyond regular languages%1$s",
            "use a pattern that matches more, and check the rest in the handler"),
    // 3: the tip.
    PATTERN_UNSUPPORTED("IL223", "%2$s is not supported in a pattern%1$s", "%3$s"),
    // 2: the limit.
    PATTERN_TOO_LARGE(
            "IL224", "the pattern needs an automaton of more than %2$s states%1$s", "use smaller repetitions"),
    // 2: the reason, such as "it matches only the empty text".
    PATTERN_MATCHES_NOTHING("IL225", "no segment matches the pattern: %2$s%1$s", "correct the pattern"),

    // 1: method and template of the route, such as "GET /orders/{id}". 2: its handler. 3: method and template of the
    // other route. 4: its handler. 5: an example path. For DUPLICATE_ROUTE: 3: a text such as "the same route as GET
    // /orders of Orders.list()"; there is no 4 or 5.
    DUPLICATE_ROUTE("IL231", "%1$s of %2$s is %3$s", "remove one of the two, or change its path or method"),
    AMBIGUOUS_ROUTES(
            "IL232",
            "%1$s of %2$s and %3$s of %4$s both match %5$s and neither is more specific",
            "use fixed text in place of a variable, or patterns that never match the same text"),
    UNREACHABLE_ROUTE(
            "IL233",
            "%1$s of %2$s never matches: %3$s of %4$s is more specific and matches all its paths",
            "remove it, or let the other route match less"),
    COVERED_ROUTE(
            "IL234",
            "%1$s of %2$s never matches: more specific routes together match all its paths, among them %3$s of %4$s",
            "remove it, or let its pattern match more than theirs"),

    // 1: the variable or parameter. 2: the templates of the route. 3: the tip.
    UNKNOWN_PATH_VARIABLE("IL301", "%2$s has no variable {%1$s}", "%3$s"),
    UNBOUND_PARAMETER("IL302", "%1$s is not bound: %2$s has no variable {%1$s}", "%3$s"),
    UNUSED_VARIABLE("IL303", "no parameter uses {%1$s} of %2$s", "%3$s"),
    // 1: the parameter. 2: the handler.
    PARAMETER_NAMES_MISSING(
            "IL304",
            "the class file of %2$s does not contain the names of its parameters",
            "compile it with -g and -parameters, or give each binding annotation a name"),
    // 1: the parameter. 2 and 3: both annotations without @.
    TWO_BINDINGS("IL305", "%1$s is bound by both @%2$s and @%3$s", "remove one of the two"),
    // 1: the parameter. 2: its type. 3: the bound part of the request, such as "a query parameter". 4: the tip.
    UNSUPPORTED_PARAMETER_TYPE("IL306", "%1$s: %3$s cannot be converted to %2$s", "%4$s"),
    UNSUPPORTED_COLLECTION("IL307", "%1$s is %2$s, but %3$s has only one value", "use the element type"),
    // 1: the parameter. 2: the text. 3: the type of the parameter. 4: the tip.
    DEFAULT_DOES_NOT_CONVERT("IL308", "the default \"%2$s\" of %1$s cannot be converted to %3$s", "%4$s"),
    // 1: the parameter. 2: "Optional" or "@Nullable".
    DEFAULT_AND_OPTIONAL(
            "IL309", "%1$s is %2$s, but its default means that it is never absent", "remove @Default, or %2$s"),
    // 1: the parameter. 2: the bound part of the request.
    MISPLACED_DEFAULT("IL310", "%1$s: %2$s cannot have a default", "remove @Default"),
    OPTIONAL_PATH_VARIABLE("IL311", "%1$s is %2$s, but a path variable is never absent", "use the plain type"),
    // 1: the parameter. 2: its type. For NULLABLE_PRIMITIVE also: 3: the boxed type. For PARAMS_NOT_A_RECORD also: 3:
    // the tip. For PARAMS_INACCESSIBLE also: 3: the package of the application. 4: the tip.
    NULLABLE_PRIMITIVE(
            "IL312", "%1$s is @Nullable, but %2$s cannot be null", "use %3$s, or replace @Nullable with @Default"),
    PARAMS_NOT_A_RECORD("IL313", "%1$s carries @Params, but %2$s is not a record", "%3$s"),
    PARAMS_INACCESSIBLE(
            "IL314", "%1$s: record %2$s cannot be reached from package %3$s, where the router is generated", "%4$s"),
    PARAMS_RECURSIVE("IL315", "%1$s: record %2$s contains itself", "remove @Params from one of its components"),
    // 1: the name. 2: "header" or "cookie".
    INVALID_FIELD_NAME(
            "IL316",
            "\"%1$s\" is not the name of a %2$s",
            "a name is letters, digits and ! # $ %% & ' * + - . ^ _ ` | ~ (RFC 9110 section 5.6.2)"),
    // 1: the parameter. 2: its type. 3: the package of the application. 4: the tip.
    INACCESSIBLE_PARAMETER_TYPE(
            "IL317", "%1$s: %2$s cannot be reached from package %3$s, where the router is generated", "%4$s"),
    // 1: the parameter. 2: its type.
    UNBOUND_VIEW("IL318", "%1$s is not bound: its type %2$s is a protobuf view", "put @Body on it"),
    // 1: the parameter. 2: the annotation without @. 3: the part of the request that the annotation names.
    BOUND_VIEW("IL319", "%1$s: a protobuf view reads the body, not %3$s", "replace @%2$s with @Body"),
    // 1: the parameter. 2: the annotation without @.
    BOUND_WRITER("IL320", "%1$s writes the response, so it cannot be bound to the request", "remove @%2$s"),
    // 1: the parameter. 2: the bound part of the request.
    MISPLACED_SECRET(
            "IL321",
            "%1$s: @Secret does nothing on %2$s",
            "put it on the secret itself: a text parameter, or a component of the record"),
    // 1: the variable. 2: a template.
    DOT_SEGMENTS_OF_SEGMENT(
            "IL322", "dotSegments does nothing: {%1$s} is not a catch-all in %2$s", "remove dotSegments"),

    // 1 and 2: both parameters.
    TWO_BODIES(
            "IL401",
            "a request has one body, but %1$s and %2$s both take it",
            "use one @Body, or only @Form, or only @Part"),
    // 1: the parameter. 2: the request method.
    BODY_WITHOUT_MEANING(
            "IL402",
            "%1$s takes a body, but the body of a %2$s request has no meaning",
            "use @Post, @Put or @Patch, or @Query"),
    // 1: the parameter. 2: its type.
    UNSUPPORTED_BODY_TYPE(
            "IL403",
            "%1$s: no body can be read as %2$s",
            "use JSON, a protobuf message or view, String, CharSequence, byte[], Slice, InputStream or Flow.Publisher<ByteBuf>"),
    // 1: the handler. 2: its return type.
    UNSUPPORTED_RESULT_TYPE(
            "IL404",
            "%1$s: %2$s cannot be written as a body",
            "use JSON, a protobuf message, String, CharSequence, byte[], Slice, ByteBuf, Path, a primitive, an enum, UUID,"
                    + " BigDecimal, BigInteger, java.time, Flow.Publisher of ByteBuf, byte[] or String, or Optional or"
                    + " CompletionStage of these"),
    // 1: the status. 2: the handler. 3: its return type.
    RESULT_WITHOUT_BODY(
            "IL405",
            "a response with status %1$s has no body, but %2$s returns %3$s",
            "return void, or use another status"),
    // 1: the handler. 2: its return type. 3: the package of the application. 4: the tip.
    INACCESSIBLE_RESULT_TYPE(
            "IL406", "%1$s: %2$s cannot be reached from package %3$s, where the router is generated", "%4$s"),
    // 1: the handler. 2: its return type. 3: a verb phrase for the missing type, such as "completes with". 4: a return
    // type that names the missing type.
    UNKNOWN_RESULT("IL407", "%1$s: %2$s does not say what it %3$s", "name the type, as in %4$s"),
    // 1: the handler. 2: "@Nullable" or "Optional". 3: a type whose value may be absent.
    ABSENT_STAGE(
            "IL408", "%1$s: a stage is never absent, but this one is %2$s", "write %3$s if its value may be absent"),
    // 1: the handler. 2: the type of the elements.
    UNSUPPORTED_ELEMENT(
            "IL409",
            "%1$s: a stream of %2$s cannot be written as a body",
            "publish ByteBuf, byte[], String, a protobuf message, a JSON type or ServerSentEvent"),
    // 1: the parameter. 2: its type.
    UNSUPPORTED_BODY_STREAM(
            "IL410",
            "%1$s: no body can be read as %2$s while it arrives",
            "use Flow.Publisher of ByteBuf or of a JSON type, or InputStream with @Blocking"),
    // 1: the parameter. 2: the handler.
    BLOCKING_BODY(
            "IL411",
            "%1$s: reading an InputStream blocks, and %2$s runs on an event loop",
            "add @Blocking, or use Flow.Publisher<ByteBuf>"),
    UNREAD_BODY(
            "IL412",
            "%2$s completes the response when it returns, before %1$s can be read",
            "return a CompletionStage that completes after %1$s was read, or use byte[]"),
    // 1 and 2: both parameters.
    TWO_WRITERS("IL413", "a response has one body, but %1$s and %2$s both write it", "remove one of the two"),
    // 1: the parameter. 2: the handler. 3: its return type.
    WRITER_AND_RESULT(
            "IL414",
            "a response has one body, but %1$s writes it and %2$s returns %3$s",
            "return void or CompletionStage<Void>, or remove %1$s"),
    // 1: the parameter. 2: the status.
    WRITER_WITHOUT_BODY(
            "IL415",
            "a response with status %2$s has no body, but %1$s writes one",
            "remove %1$s, or use another status"),
    // 1: the handler. 2: the type of a view or writer.
    RETURNED_MESSAGE(
            "IL416",
            "%1$s returns a %2$s, which is valid only until the handler returns",
            "write the response through a writer, or copy the needed values into a record or a message"),
    // 1: the field or record component. 2: the type of a view or writer.
    KEPT_MESSAGE(
            "IL417",
            "%1$s would keep a %2$s, which is valid only until its response is complete",
            "copy the needed values, or pass it on as a parameter"),
    // 1: the parameter. 2: "Optional" or "@Nullable". 3: its type without Optional or @Nullable.
    NEVER_ABSENT_BODY(
            "IL418", "%1$s is %2$s, but a body read as %3$s is never absent: a missing body is empty", "use %3$s"),
    // 1: the parameter or handler. 2: the message.
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
