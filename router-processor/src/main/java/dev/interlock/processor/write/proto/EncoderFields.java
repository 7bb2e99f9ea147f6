package dev.interlock.processor.write.proto;

/** Names of the Java fields that every encoder has or may have. */
final class EncoderFields {
    static final String REQUIRED = "REQUIRED";
    static final String SCOPE = "SCOPE";
    static final String MESSAGE = "message";

    private EncoderFields() {}
}
