package dev.interlock.processor.report;

/** Everything that can be wrong with the media types of bodies, and with routes that differ by them alone. */
public enum MediaMessage implements Diagnosis {
    // What stands there.
    MALFORMED_MEDIA_TYPE(
            "IL621",
            "\"%1$s\" is no media type",
            "write type/subtype without parameters, such as application/json, or a range such as text/*"),
    // The annotation without @.
    NO_MEDIA_TYPE("IL622", "@%1$s names no media type", "name one, or remove @%1$s"),
    // The type.
    DUPLICATE_MEDIA_TYPE("IL623", "%1$s stands here twice", "remove one of the two"),
    // The type, what the body is read as, and what that can be.
    UNREADABLE_MEDIA_TYPE("IL624", "%1$s is not read as %2$s", "name what is: %3$s"),
    // The type, what the result is, and what that can be.
    UNWRITABLE_MEDIA_TYPE("IL625", "%2$s is not written as %1$s", "name what it can be: %3$s"),
    // The handler.
    CONSUMES_WITHOUT_BODY(
            "IL626", "@Consumes does nothing: %1$s reads no body", "take the body with @Body, or remove @Consumes"),
    PRODUCES_WITHOUT_RESULT(
            "IL627", "@Produces does nothing: %1$s answers without a body", "return something, or remove @Produces"),
    // The range, and an example.
    PRODUCED_RANGE(
            "IL628",
            "an answer has one type, and %1$s stands for several",
            "name one, such as %2$s, or take the Response and set it"),
    // The handler, the annotation without @, where it stands, and what would fit.
    NO_COMMON_MEDIA_TYPE(
            "IL629", "nothing that @%2$s of %3$s names fits %1$s", "put @%2$s with what fits on the method: %4$s"),
    JSON_WITHOUT_LIBRARY(
            "IL630",
            "the JSON of protobuf messages needs protobuf-java-util, which is not on the class path",
            "add dev.interlock:router-protobuf, which brings it, or name other types"),
    // "GET /orders/{id}" of the route, its handler, then both of the other route; then what both take.
    OVERLAPPING_VARIANTS(
            "IL631",
            "%1$s of %2$s and %3$s of %4$s both take %5$s",
            "let the types of their @Consumes, or those of their @Produces, have nothing in common");

    private final String code;
    private final String text;
    private final String tip;

    MediaMessage(String code, String text, String tip) {
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
