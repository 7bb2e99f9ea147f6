package dev.interlock.processor.report;

/**
 * Mistakes with the media types of bodies, and with routes that differ only in media types. Comments list the arguments
 * as in {@link Message}.
 */
public enum MediaMessage implements Diagnosis {
    // 1: the text in the annotation.
    MALFORMED_MEDIA_TYPE(
            "IL621",
            "\"%1$s\" is not a media type",
            "write type/subtype without parameters, such as application/json, or a range such as text/*"),
    // 1: the annotation without @.
    NO_MEDIA_TYPE("IL622", "@%1$s names no media type", "name one, or remove @%1$s"),
    // 1: the type.
    DUPLICATE_MEDIA_TYPE("IL623", "%1$s appears twice", "remove one of the two"),
    // 1: the media type. 2: the way in which the body is read. 3: the media types that can be read this way.
    UNREADABLE_MEDIA_TYPE("IL624", "%1$s cannot be read as %2$s", "use one of these types: %3$s"),
    // 1: the media type. 2: the kind of the result. 3: the media types that the result can have.
    UNWRITABLE_MEDIA_TYPE("IL625", "%2$s cannot be written as %1$s", "use one of these types: %3$s"),
    // 1: the handler.
    CONSUMES_WITHOUT_BODY(
            "IL626", "@Consumes does nothing: %1$s reads no body", "take the body with @Body, or remove @Consumes"),
    PRODUCES_WITHOUT_RESULT(
            "IL627", "@Produces does nothing: the response of %1$s has no body", "return a value, or remove @Produces"),
    // 1: the range. 2: an example.
    PRODUCED_RANGE(
            "IL628",
            "a response has one media type, but %1$s is a range",
            "name one, such as %2$s, or set the type on the Response"),
    // 1: the handler. 2: the annotation without @. 3: the element that has the annotation. 4: the media types that
    // fit. JSON_WITHOUT_LIBRARY has no arguments.
    NO_COMMON_MEDIA_TYPE(
            "IL629", "no media type in @%2$s of %3$s fits %1$s", "put @%2$s on the method with types that fit: %4$s"),
    JSON_WITHOUT_LIBRARY(
            "IL630",
            "the JSON of protobuf messages needs protobuf-java-util, which is not on the class path",
            "add dev.interlock:router-protobuf, which brings it, or name other types"),
    // 1: method and template of the route, such as "GET /orders/{id}". 2: its handler. 3: method and template of the
    // other route. 4: its handler. 5: the media types that both routes accept.
    OVERLAPPING_VARIANTS(
            "IL631",
            "%1$s of %2$s and %3$s of %4$s both accept %5$s",
            "give both routes different types in @Consumes or in @Produces");

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
