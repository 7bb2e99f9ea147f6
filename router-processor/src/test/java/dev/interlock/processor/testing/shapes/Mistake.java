package dev.interlock.processor.testing.shapes;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Mistakes that tests plant in applications. Each mistake has the code of the diagnostic that reports it. */
public enum Mistake {
    // Members of a controller.
    PRIVATE_HANDLER("IL121", "@Get(\"/mistake\") private String mistake() { return null; }"),
    STATIC_HANDLER("IL122", "@Get(\"/mistake\") static String mistake() { return null; }"),
    GENERIC_HANDLER("IL123", "@Get(\"/mistake\") <M> String mistake() { return null; }"),
    STATUS("IL124", "@Get(\"/mistake\") @Status(99) String mistake() { return null; }"),
    LIMIT("IL125", "@Post(\"/mistake\") @MaxBody(-1) String mistake(@Body String it) { return null; }"),
    TIME_LIMIT("IL135", "@Get(\"/mistake\") @Timeout(\"2 s\") String mistake() { return null; }"),
    CONCURRENCY("IL136", "@Get(\"/mistake\") @MaxConcurrent(0) String mistake() { return null; }"),
    METHOD("IL126", "@Route(method = \"a b\", path = \"/mistake\") String mistake() { return null; }"),
    CASE_OF_METHOD("IL128", "@Route(method = \"get\", path = \"/mistake\") String mistake() { return null; }"),
    SETTING_ALONE("IL129", "@Blocking String mistake() { return null; }"),
    NO_TEMPLATE("IL131", "@Get({}) String mistake() { return null; }"),
    NO_SLASH("IL201", "@Get(\"mistake\") String mistake() { return null; }"),
    EMPTY_SEGMENT("IL202", "@Get(\"/mistake//end\") String mistake() { return null; }"),
    OPEN_BRACE("IL203", "@Get(\"/mistake/{id\") String mistake(int id) { return null; }"),
    TWO_VARIABLES("IL206", "@Get(\"/mistake/{a}{b}\") String mistake(int a, int b) { return null; }"),
    DUPLICATE_VARIABLE("IL213", "@Get(\"/mistake/{a}/{a}\") String mistake(int a) { return null; }"),
    PATTERN("IL221", "@Get(\"/mistake/{a:[9-0]}\") String mistake(int a) { return null; }"),
    LOOK_AHEAD("IL222", "@Get(\"/mistake/{a:(?=x)y}\") String mistake(int a) { return null; }"),
    DUPLICATE_ROUTE(
            "IL231",
            "@Get(\"/mistake\") String mistake() { return null; } @Get(\"/mistake\") String again() { return null; }"),
    AMBIGUOUS_ROUTES(
            "IL232",
            "@Get(\"/mistake/{a:[ab]+}\") String mistake(String a) { return null; } "
                    + "@Get(\"/mistake/{b:[bc]+}\") String again(String b) { return null; }"),
    UNKNOWN_VARIABLE("IL301", "@Get(\"/mistake/{a}\") String mistake(int a, @Path int b) { return null; }"),
    UNBOUND_PARAMETER("IL302", "@Get(\"/mistake\") String mistake(int a) { return null; }"),
    UNUSED_VARIABLE("IL303", "@Get(\"/mistake/{a}\") String mistake() { return null; }"),
    TWO_BINDINGS("IL305", "@Get(\"/mistake\") String mistake(@Query @Header int a) { return null; }"),
    TYPE_OF_PARAMETER("IL306", "@Get(\"/mistake\") String mistake(@Query Runnable a) { return null; }"),
    RAW_LIST("IL306", "@Get(\"/mistake\") String mistake(@Query List a) { return null; }"),
    LIST_OF_COOKIES("IL307", "@Get(\"/mistake\") String mistake(@Cookie List<String> a) { return null; }"),
    DEFAULT("IL308", "@Get(\"/mistake\") String mistake(@Query @Default(\"x\") int a) { return null; }"),
    OPTIONAL_WITH_DEFAULT(
            "IL309", "@Get(\"/mistake\") String mistake(@Query @Default(\"x\") Optional<String> a) { return null; }"),
    OPTIONAL_VARIABLE("IL311", "@Get(\"/mistake/{a}\") String mistake(Optional<String> a) { return null; }"),
    GROUP_WITHOUT_RECORD("IL313", "@Get(\"/mistake\") String mistake(@Params List<String> a) { return null; }"),
    PRIVATE_GROUP(
            "IL314",
            "private record Hidden(@Query int a) {} @Get(\"/mistake\") String mistake(@Params Hidden a) { return null; }"),
    ENDLESS_GROUP(
            "IL315",
            "record Endless(@Params Endless a) {} @Get(\"/mistake\") String mistake(@Params Endless a) { return null; }"),
    PRIVATE_TYPE(
            "IL317", "private enum Hidden { A } @Get(\"/mistake\") String mistake(@Query Hidden a) { return null; }"),
    PRIVATE_ARGUMENT(
            "IL317",
            "private enum Hidden { A } @Get(\"/mistake\") "
                    + "String mistake(@Attribute Map<String, List<Hidden[]>> a) { return null; }"),
    TWO_BODIES("IL401", "@Post(\"/mistake\") String mistake(@Body String a, @Form String b) { return null; }"),
    BODY_OF_GET("IL402", "@Get(\"/mistake\") String mistake(@Body String a) { return null; }"),
    TYPE_OF_RESULT("IL404", "@Get(\"/mistake\") Thread mistake() { return null; }"),
    BODY_OF_204("IL405", "@Get(\"/mistake\") @Status(204) String mistake() { return null; }"),
    PRIVATE_RESULT(
            "IL406", "private record Hidden(int a) {} @Get(\"/mistake\") List<Hidden> mistake() { return null; }"),
    UNKNOWN_STAGE("IL407", "@Get(\"/mistake\") CompletionStage<?> mistake() { return null; }"),
    OPTIONAL_STAGE("IL408", "@Get(\"/mistake\") Optional<CompletionStage<String>> mistake() { return null; }"),
    STREAM_OF_THREADS("IL409", "@Get(\"/mistake\") Flow.Publisher<Thread> mistake() { return null; }"),
    WILDCARD_RESULT("IL603", "@Get(\"/mistake\") List<? extends Set<?>> mistake() { return null; }"),
    OPTIONAL_BODY("IL418", "@Post(\"/mistake\") void mistake(@Body Optional<byte[]> a) {}"),
    CONSTRAINT("IL701", "@Get(\"/mistake\") String mistake(@Query @Email int a) { return null; }"),
    IMPOSSIBLE("IL703", "@Get(\"/mistake\") String mistake(@Query @Min(3) @Max(2) int a) { return null; }"),
    NOTHING_VALID("IL704", "@Get(\"/mistake\") String mistake(@Attribute @Valid Thread a) { return null; }"),
    BROKEN_DEFAULT("IL714", "@Get(\"/mistake\") String mistake(@Query @Default(\"3\") @Max(2) int a) { return null; }"),
    ERROR_WITHOUT_EXCEPTION("IL815", "@OnError String mistake(String a) { return null; }"),
    NO_FILTER("IL821", "@Get(\"/mistake\") @UseFilters(Thread.class) String mistake() { return null; }"),

    // Classes beside the controllers. The application lists these classes, too.
    NO_CONTROLLER("IL102", "Mistaken", "class Mistaken {}"),
    NO_ROUTES("IL105", "Mistaken", "@Controller(\"/mistake\") class Mistaken {}"),
    ABSTRACT_CONTROLLER("IL106", "Mistaken", "@Controller abstract class Mistaken { @Get void get() {} }"),
    GENERIC_CONTROLLER("IL107", "Mistaken", "@Controller class Mistaken<M> { @Get void get() {} }"),
    INNER_CONTROLLER(
            "IL108",
            "Mistaken.Inner",
            "class Mistaken { @Controller(\"/mistake\") class Inner { @Get void get() {} } }"),
    LOST_OVERRIDE(
            "IL133",
            "Mistaken",
            "@Controller(\"/mistake\") class Mistaken implements Above { @Blocking public void get() {} "
                    + "@Post void post() {} }",
            "interface Above { @Get void get(); }"),
    TWO_INHERITED_ROUTES(
            "IL134",
            "Mistaken",
            "@Controller(\"/mistake\") class Mistaken implements Above, Beside { public void get() {} }",
            "interface Above { @Get(\"/a\") void get(); }",
            "interface Beside { @Get(\"/b\") void get(); }"),
    RAW_ARGUMENT(
            "IL306",
            "Mistaken",
            "@Controller(\"/mistake\") class Mistaken extends Above {}",
            "abstract class Above<T> { @Get public void get(@Query T text) {} }");

    private final String code;
    private final String listed;
    private final ImmutableList<String> texts;

    Mistake(String code, String members) {
        this(code, "", members);
    }

    Mistake(String code, String listed, String... files) {
        this.code = code;
        this.listed = listed;
        this.texts = ImmutableList.copyOf(files);
    }

    /** Returns the code of the diagnostic. */
    public String code() {
        return code;
    }

    /** Returns members of a controller that contain the mistake. The result may be empty. */
    String members() {
        return listed.isEmpty() ? texts.get(0) : "";
    }

    /** Returns the name of the class that the application must list. The result may be empty. */
    String listed() {
        return listed;
    }

    /** Returns the files with this class and its supertypes. */
    List<String> files() {
        return listed.isEmpty() ? List.of() : texts;
    }
}
