package dev.interlock.processor.write.proto;

/** Names of Java fields that are the same in all encoders. */
final class EncoderFields {
    static final String REQUIRED = "REQUIRED";
    static final String SCOPE = "SCOPE";
    static final String MESSAGE = "message";

    private EncoderFields() {}
}
