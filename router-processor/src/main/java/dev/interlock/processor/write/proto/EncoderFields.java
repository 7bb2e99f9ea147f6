package dev.interlock.processor.write.proto;

/** Names of the Java fields that every encoder has or may have. */
final class EncoderFields {
    static final String TYPE = "TYPE";
    static final String SCOPE = "SCOPE";
    static final String MESSAGE = "message";
    static final String PACKED = "packed";

    private EncoderFields() {}
}
