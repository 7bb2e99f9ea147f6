package dev.interlock.processor.report;

/** Mistakes with streamed responses, files and entity tags. Comments list the arguments as in {@link Message}. */
public enum StreamMessage implements Diagnosis {
    // 1: the method.
    UNKNOWN_EVENT_DATA(
            "IL901",
            "%1$s does not name the data type of its events",
            "give ServerSentEvent a type, such as ServerSentEvent<String>"),
    // 1: the method. 2: the type.
    UNSUPPORTED_EVENT_DATA(
            "IL902",
            "%1$s publishes events whose data is %2$s, which cannot be written as text or JSON",
            "publish ServerSentEvent<String>, or another type of text, numbers, enums, java.time or JSON"),

    // 1: the method. 2: the request method.
    ENTITY_TAG_OF_CHANGE(
            "IL911",
            "%1$s carries @ETag, but it handles %2$s",
            "call request.checkPreconditions(tag) with the tag of the state to change, and remove @ETag"),
    // 1: the method.
    ENTITY_TAG_OF_STREAM(
            "IL912",
            "%1$s carries @ETag, but its response is sent before the body is complete",
            "remove @ETag, or return the complete body"),
    ENTITY_TAG_OF_FILE("IL913", "%1$s carries @ETag, but files have tags of their own", "remove @ETag"),
    ENTITY_TAG_OF_NOTHING("IL914", "%1$s carries @ETag, but its response has no body", "remove @ETag");

    private final String code;
    private final String text;
    private final String tip;

    StreamMessage(String code, String text, String tip) {
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
